"""A paper asks what the exam asked, gives room to write, and keeps the answers to pages of their own."""

from dataclasses import replace

import pytest

from tests.export.test_report import of
from tests.maths.test_mathml import plain
from trainer.export.document import Room, Section
from trainer.export.markdown import markdown
from trainer.export.paper import paper_document, paper_of


def questions_of(document):
    return [block for block in document.blocks if isinstance(block, Section) and not block.new_page]


def test_every_question_has_its_points_and_room(report, documents):
    """None is parted between two pages; a choice has boxes, all else lines."""
    asked = questions_of(documents["paper"])

    assert len(asked) == len(report.questions)
    for question, block in zip(report.questions, asked, strict=True):
        assert block.title == f"{question.number}. {question.title} (10 points)"
        assert block.whole
        written = markdown(replace(documents["paper"], blocks=(block,)))
        assert ("☐" if question.kind == "choice" else "……") in written


def test_there_is_a_line_for_name_and_date(documents):
    """Before the first question."""
    facts = documents["paper"].blocks[0]

    assert [name[0].text for name, _ in facts.rows] == ["Name", "Date"]
    assert all(blocks == (Room(1),) for _, blocks in facts.rows)


def test_without_answers_nothing_is_given_away(report, documents):
    """Neither a right answer nor a worked one, nor what the learner wrote."""
    text = plain(markdown(documents["paper"]))
    asked = plain("".join(q.prompt + q.premise for q in report.questions))

    for question in report.questions:
        for part in question.parts:
            if len(part.right_tex) > 6 and plain(part.right_tex) not in asked:
                assert plain(part.right_tex) not in text
        assert not question.solution or plain(question.solution[-1]) not in text
    assert "alert" not in text


def test_with_answers_they_begin_on_a_new_page(report, documents):
    """The right answers in a table, then the worked ones."""
    answers, solutions = documents["paper with answers"].blocks[-2:]

    assert answers.new_page
    assert len(answers.blocks[0].rows) == len(report.questions)
    assert [block.title for block in solutions.blocks] == [f"{q.number}. {q.title}" for q in report.questions]
    assert documents["paper with answers"].blocks[:-2] == documents["paper"].blocks


@pytest.mark.parametrize("answers", [False, True])
def test_a_withdrawn_question_is_not_printed(report, answers):
    """It cannot be asked any more."""
    gone = replace(report.questions[0], withdrawn="Its exercise is gone.", parts=())

    document = paper_document(
        paper_of(replace(report, questions=(gone, *report.questions[1:]))), answers=answers
    )

    assert len(list(of(Section, document.blocks))) < len(report.questions) * 2 + 2
    assert gone.title + " (" not in [block.title[3:] for block in document.blocks[1:2]]
