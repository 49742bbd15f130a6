"""A report tells score, credit, mistakes and times of an exam, and every question in full."""

from dataclasses import replace

import pytest

from tests.maths.test_mathml import plain
from trainer.export.document import Badge, Chart, Gauge, Portion, Section, Table
from trainer.export.markdown import markdown
from trainer.export.report import report_document
from trainer.session.amounts import percent, points
from trainer.session.exam.report import HandedIn, Prediction
from trainer.session.exam.reported import Standing
from trainer.session.feedback import Mark


def section(document, title):
    return next(block for block in document.blocks if block.title == title)


def of(kind, blocks):
    """Every block of a kind, in the sections within too."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        if isinstance(block, Section):
            yield from of(kind, block.blocks)


def badges(block):
    return [inline.word for row in block.rows for line in row for inline in line if isinstance(inline, Badge)]


def test_the_result_says_score_and_verdict(report, documents):
    """Score, pass mark and what was foreseen, in words and on one line from 0 to 100."""
    text = markdown(documents["report"])
    (gauge,) = of(Gauge, documents["report"].blocks)

    assert f"**{percent(report.score)}** ✓ **passed**" in text
    assert "The pass mark is 60 %." in text
    assert "58 % (46 % to 70 %). The score lies inside that range." in text
    assert (gauge.score, gauge.pass_mark, gauge.foreseen) == (report.score, 0.6, (0.46, 0.58, 0.7))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pass_mark": 0.9}, "✗ **not passed**"),
        ({"predicted": Prediction(0.2, 0.1, 0.3)}, "The score lies above that range."),
        ({"predicted": Prediction(0.9, 0.8, 1.0)}, "The score lies below that range."),
        ({"ended": HandedIn.TIME}, "when the time was over"),
    ],
)
def test_the_result_follows_the_report(report, changes, said):
    """Another end of the exam is told otherwise."""
    assert said in markdown(report_document(replace(report, **changes)))


def test_without_earlier_papers_or_a_prediction_nothing_is_compared(report):
    """A first exam has no empty section."""
    first = report_document(replace(report, earlier=(), predicted=None))

    assert not list(of(Chart, first.blocks))
    assert "Foreseen" not in markdown(first)


def test_earlier_papers_stand_beside_this_one(report, documents):
    """Oldest first, this one last and marked."""
    (chart,) = of(Chart, documents["report"].blocks)

    assert [bar.share for bar in chart.bars] == [*(paper.score for paper in report.earlier), report.score]
    assert [bar.marked for bar in chart.bars] == [False] * 4 + [True]


@pytest.mark.parametrize(("title", "shares"), [("By topic", "per_topic"), ("By skill", "per_skill")])
def test_every_topic_and_skill_has_its_share(report, documents, title, shares):
    """In the order of the paper."""
    (table,) = section(documents["report"], title).blocks

    assert [row[-1] for row in table.rows] == [(Portion(s.share),) for s in getattr(report, shares)]


def test_a_glance_has_a_row_for_each_question(report, documents):
    """With what became of it, its points, its time and the learner's own median."""
    (table,) = section(documents["report"], "Questions at a glance").blocks

    assert badges(table) == [question.standing.value for question in report.questions]
    assert {"right", "partly right", "not right", "unclear", "left blank"} == set(badges(table))
    assert [row[2][0].text for row in table.rows] == [
        f"{points(q.earned)} of {points(q.possible)}" for q in report.questions
    ]
    assert table.rows[0][4][0].text == "–"
    assert table.rows[1][4][0].text == "2:30 (× 0.9)"


def test_a_mistake_leads_to_the_questions_where_it_was_made(report, documents):
    """Every mistake of the report is told, with its questions."""
    (table,) = section(documents["report"], "Mistakes that were recognised").blocks

    assert len(table.rows) == len(report.mistakes) > 1
    for row in table.rows:
        number = int(row[2][0].text)
        assert report.questions[number - 1].mistakes


def test_carried_credit_is_told_as_such(report, documents):
    """The parts that follow from an earlier error are marked, and the result says that they counted."""
    carried = [part for q in report.questions for part in q.parts if part.mark is Mark.CARRIED]
    tables = of(Table, section(documents["report"], "The questions").blocks)

    assert carried
    assert sum(badges(table).count("right, carried forward") for table in tables) == len(carried)
    assert "later steps counted although an earlier one was wrong" in markdown(documents["report"])


def test_every_question_is_told_in_full(report, documents):
    """Its own words, the worked answer and the drawing of a graph stand in the document."""
    text = plain(markdown(documents["report"]))

    for question in report.questions:
        assert plain("\n".join(question.solved)) in text
        assert plain("\n".join(question.figure)) in text
        assert all(plain(part.tex) in text for part in question.parts)


def test_a_withdrawn_question_says_why(report):
    """It has no parts, and the sentence stands in their place."""
    gone = replace(
        report.questions[0],
        withdrawn="Its exercise was changed.",
        parts=(),
        prompt="",
        items=(),
        possible=0.0,
    )
    document = report_document(replace(report, questions=(gone, *report.questions[1:])))

    assert gone.standing is Standing.WITHDRAWN
    assert "⊘ **withdrawn** Its exercise was changed." in markdown(document)
