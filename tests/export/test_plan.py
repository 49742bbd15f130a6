"""What a plan says as a document: the days, where its range comes from, and what is given up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.export.plan import plan_document
from trainer.export.rows import document_rows
from trainer.memory.calibration import Source
from trainer.memory.exam_goal import ExamGoal
from trainer.memory.planner import (
    ExamPlan,
    LeftOut,
    PlannedDay,
    PlannedQuestion,
    Sacrifice,
    Score,
    Scores,
)
from trainer.session.exam.outlook import Outlook

TODAY = 739_941  # Sat 21 Nov 2026
QUESTION = PlannedQuestion("chain", False, 0.7, 0.5, 0.8, 2.0)
SEEN = Outlook(
    ExamGoal("basics", TODAY + 12, (30.0,)),
    "Basics",
    20,
    TODAY,
    ExamPlan((PlannedDay(TODAY, 30.0, (QUESTION,)),), Scores(0.1, 0.05, 0.644, 0.7), ()),
    Score(0.644, 0.521, 0.748, Source.SIMULATION),
    {"chain": "Chain rule"},
    12,
    10,
)


def told(seen: Outlook) -> str:
    """The document as text, its rows joined."""
    rows = document_rows(plan_document(seen), 78)
    return " ".join("".join(text for text, _ in row) for row in rows)


def flat(seen: Outlook) -> str:
    """The same with single blanks."""
    return " ".join(told(seen).split())


def test_the_scores_stand_one_under_the_other() -> None:
    """Today, by the plan with its range, with nothing more done, and with more time."""
    text = flat(SEEN)

    assert "Thu 3 Dec, in 12 days. 30 minutes a day." in text
    assert "If the exam were today 10 %" in text
    assert "On the day, by this plan 64 % (52–75 %)" in text
    assert "On the day, doing nothing more 5 %" in text
    assert "With 10 minutes more a day 70 %" in text
    assert "Today: 1 question, 2 of 30 minutes Again: Chain rule." in text
    assert "Nothing: every skill of the exam is practised" in text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source.SIMULATION, "simulated learners, because your own log has 12 reviews so far"),
        (Source.OWN_LOG, "your own log: 12 reviews and how far predictions were off"),
    ],
)
def test_a_range_says_where_it_comes_from(source: Source, said: str) -> None:
    """And what it is meant to hold."""
    text = flat(replace(SEEN, score=replace(SEEN.score, source=source)))

    assert "Nine of ten papers of 20 questions should end in that range." in text
    assert said in text


def test_seven_days_are_told_in_full_and_the_rest_is_counted() -> None:
    """Days without questions are not told at all."""
    days = [PlannedDay(TODAY + n, 30.0, (QUESTION,) if n != 3 else ()) for n in range(12)]

    text = flat(replace(SEEN, plan=replace(SEEN.plan, days=tuple(days))))

    assert text.count("Again: Chain rule.") == 7
    assert "Tue 24 Nov" not in text
    assert "Then 4 more days up to Wed 2 Dec, with 4 questions in 8 minutes." in text


@pytest.mark.parametrize(
    ("off", "said"),
    [(frozenset({TODAY}), "Today is a day off."), (frozenset(), "Nothing is left for today.")],
)
def test_a_today_without_questions_says_why(off: frozenset[int], said: str) -> None:
    """A day off, or all is done."""
    later = ExamPlan((PlannedDay(TODAY + 1, 30.0, (QUESTION,)),), SEEN.plan.scores, ())

    assert said in flat(replace(SEEN, goal=replace(SEEN.goal, days_off=off), plan=later))


def test_what_is_given_up_is_named_with_its_reason() -> None:
    """The planner's own sentence after the skill's title."""
    lost = Sacrifice("chain", LeftOut.NO_TIME, 0.07, 0.0, 40.0)

    assert f"• Chain rule: {lost.sentence()}" in told(
        replace(SEEN, plan=replace(SEEN.plan, sacrificed=(lost,)))
    )


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (
            ExamGoal("b", TODAY + 1, (1.0,), on_exam_day=True),
            "tomorrow. 1 minute a day; the exam's own day too.",
        ),
        (ExamGoal("b", TODAY, (30.0,), frozenset({5})), "Sat 21 Nov, today. 30 minutes a day; off: Sat."),
        (
            ExamGoal("b", TODAY + 60, (5.0,) * 7, frozenset({6}), frozenset({TODAY - 1, TODAY + 2})),
            "Wed 20 Jan 2027, in 60 days. Minutes: Mon 5, Tue 5, Wed 5, Thu 5, Fri 5, Sat 5;"
            " off: Sun, Mon 23 Nov.",
        ),
    ],
)
def test_the_time_there_is_stands_at_the_top(goal: ExamGoal, said: str) -> None:
    """Days off that are over are not told."""
    assert said in flat(replace(SEEN, goal=goal))
