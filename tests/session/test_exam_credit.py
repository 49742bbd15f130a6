"""What of a score is not for plainly right answers is said in sentences, and where mistakes were made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from trainer.session.exam.credit import credit
from trainer.session.exam.report import HandedIn, Report
from trainer.session.exam.reported import ReportedPart, ReportedQuestion
from trainer.session.feedback import Mark

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def part(mark: Mark = Mark.RIGHT, points: float = 1.0, sentence: str = "", malrule: str = "") -> ReportedPart:
    """An answer box with something written in it."""
    return ReportedPart("answer", "", "x", "x", "x", "x", mark, points, sentence, malrule)


def question(number: int, *parts: ReportedPart, **fields: Any) -> ReportedQuestion:
    """One of four questions that count the same; all points earned unless said otherwise."""
    texts = dict.fromkeys(("skill", "title", "topic", "part", "exercise", "kind", "template_hash"), "s")
    empty = dict.fromkeys(("items", "figure", "solved", "outline", "solution"), ())
    rest = {"points": 1.0, "possible": 25.0, "active_ms": 0, "usual_ms": None, "flagged": False}
    said = {"seed": 0, "prompt": "", "premise": ""}
    return ReportedQuestion(number, parts=parts or (part(),), **texts | empty | rest | said | fields)


def report(*questions: ReportedQuestion, hint_cost: float | None = None) -> Report:
    """A paper that was handed in."""
    of_paper = ("e", "b", "B", 0, NOON, NOON, HandedIn.KEY, 5, 0, 0.5)
    return Report(*of_paper, questions, hint_cost=hint_cost)


def test_right_and_wrong_answers_need_no_word() -> None:
    """A full paper of them says nothing."""
    wrong = question(2, part(Mark.WRONG, 0.0), points=0.0)

    assert credit(report(question(1), wrong, question(3), question(4))) == ()


def test_partial_and_carried_credit_are_counted() -> None:
    """By questions, not by parts."""
    carried = question(1, part(Mark.WRONG, 0.0), part(Mark.CARRIED), part(Mark.CARRIED), points=0.67)

    assert credit(report(carried, question(2, points=0.5), question(3), question(4))) == (
        "2 questions brought part of the points;"
        " in 1 question later steps counted although an earlier one was wrong.",
    )


def test_hints_say_what_they_cost_and_where() -> None:
    """A right answer then brings less than all its points, and nothing else would say why."""
    helped = [question(number, hints=1, points=0.75) for number in (1, 3, 4)]

    assert credit(report(helped[0], question(2), *helped[1:], hint_cost=0.25))[1] == (
        "Each hint cost 25 % of its question: in questions 1, 3 and 4."
    )


def test_points_that_left_the_total_say_why() -> None:
    """What was withdrawn, and what could not be decided."""
    gone = question(1, points=0.0, possible=0.0, withdrawn="Gone.")
    open_ = question(2, part(), part(Mark.UNDECIDED, 0.0), possible=12.5)

    assert credit(report(gone, open_, question(3), question(4))) == (
        "37.5 of 100 points do not count:"
        " question 1 was withdrawn, and in question 2 not all could be decided.",
    )


def test_a_mistake_whose_words_differ_says_from_which_question_they_are() -> None:
    """One mal-rule is one mistake, though its numbers are those of each question."""
    two = question(2, part(Mark.WRONG, 0.0, "The factor 2 stays.", "dropped"), points=0.0)
    four = question(4, part(Mark.WRONG, 0.0, "The factor 4 stays.", "dropped"), points=0.0)

    (differs,) = report(question(1), two, question(3), four).mistakes
    (same,) = report(two, question(3, *two.parts, points=0.0)).mistakes

    assert (differs.questions, differs.count) == ((2, 4), 2)
    assert differs.sentence == "As in question 2: The factor 2 stays."
    assert same.sentence == "The factor 2 stays."
