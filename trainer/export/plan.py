"""An exam plan → a document: the score to expect, the days, and what is given up; computes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from trainer.export.document import (
    Block,
    Column,
    Document,
    Entry,
    Facts,
    Line,
    Listing,
    Paragraph,
    Section,
    Table,
    Words,
    words,
)
from trainer.memory.days import day_words
from trainer.session.amounts import counted
from trainer.session.exam.outlook import ahead_words

if TYPE_CHECKING:
    from trainer.memory.exam_goal import ExamGoal
    from trainer.memory.planner import PlannedDay
    from trainer.session.exam.outlook import Outlook

IN_FULL: Final = 7
"""So many study days are told question by question."""

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plan_document(seen: Outlook) -> Document:
    """The whole plan as of today."""
    return Document(
        f"Exam plan: {seen.title}",
        f"{_when(seen)} {time_sentence(seen.goal, seen.today)}",
        (
            Section("Predicted score", tuple(_scores(seen)), anchor="score"),
            Section("The days", tuple(_days(seen)), anchor="days"),
            Section("What is given up", (_given_up(seen),), anchor="given-up"),
        ),
    )


def time_sentence(goal: ExamGoal, today: int) -> str:
    """The time there is: “30 minutes a day; off: Sat, Sun, Thu 24 Dec.”"""
    if len(goal.minutes) == 1:
        said = f"{counted(round(goal.minutes[0]), 'minute')} a day"
    else:
        each = enumerate(zip(_WEEKDAYS, goal.minutes, strict=True))
        named = (f"{name} {minutes:g}" for day, (name, minutes) in each if day not in goal.weekdays_off)
        said = f"Minutes: {', '.join(named)}"
    off = [_WEEKDAYS[day] for day in sorted(goal.weekdays_off)]
    off += [day_words(day, today) for day in sorted(goal.days_off) if today <= day <= goal.exam_day]
    said += f"; off: {', '.join(off)}" if off else ""
    return f"{said}; the exam's own day too." if goal.on_exam_day else f"{said}."


def _when(seen: Outlook) -> str:
    return f"{day_words(seen.goal.exam_day, seen.today)}, {ahead_words(seen.goal, seen.today)}."


def _scores(seen: Outlook) -> Iterator[Block]:
    scores, score = seen.plan.scores, seen.score
    planned = f"{_percent(score.expected)} ({100 * score.low:.0f}–{_percent(score.high)})"
    rows = [
        ("If the exam were today", _percent(scores.today)),
        ("On the day, by this plan", planned),
        ("On the day, doing nothing more", _percent(scores.nothing)),
    ]
    if scores.more is not None and seen.more_minutes is not None:
        rows.append((f"With {counted(seen.more_minutes, 'minute')} more a day", _percent(scores.more)))
    columns = (Column("When"), Column("Predicted score", numeric=True))
    yield Table("Predicted score", columns, tuple((words(when), words(share)) for when, share in rows))
    yield Paragraph(words(_source(seen)))


def _source(seen: Outlook) -> str:
    from trainer.memory.calibration import ENOUGH, Source

    papers = f"Nine of ten papers of {counted(seen.questions, 'question')} should end in that range."
    if seen.score.source is Source.OWN_LOG:
        return (
            f"{papers} It comes from your own log: {seen.reviews:,} reviews and how far predictions were off."
        )
    return (
        f"{papers} It comes from simulated learners, because your own log has"
        f" {counted(seen.reviews, 'review')} so far and speaks for itself from {ENOUGH} on."
    )


def _days(seen: Outlook) -> Iterator[Block]:
    days = [day for day in seen.plan.days if day.questions]
    if not days:
        yield Paragraph(words("Nothing is worth a question before the exam."))
        return
    if days[0].study_day > seen.today:
        is_off = not seen.goal.is_study_day(seen.today)
        yield Paragraph(words("Today is a day off." if is_off else "Nothing is left for today."))
    yield Facts(tuple((words(_heading(day, seen)), tuple(_questions(day, seen))) for day in days[:IN_FULL]))
    rest = days[IN_FULL:]
    if rest:
        questions = sum(len(day.questions) for day in rest)
        minutes = sum(day.minutes for day in rest)
        yield Paragraph(
            words(
                f"Then {counted(len(rest), 'more day')} up to {day_words(rest[-1].study_day, seen.today)},"
                f" with {counted(questions, 'question')} in {counted(round(minutes), 'minute')}."
            )
        )


def _heading(day: PlannedDay, seen: Outlook) -> str:
    name = "Today" if day.study_day == seen.today else day_words(day.study_day, seen.today)
    asked = counted(len(day.questions), "question")
    return f"{name}: {asked}, {day.minutes:.0f} of {counted(round(day.available), 'minute')}"


def _questions(day: PlannedDay, seen: Outlook) -> Iterator[Block]:
    for label, is_new in (("New", True), ("Again", False)):
        titles = [seen.titles.get(q.skill, q.skill) for q in day.questions if q.is_new is is_new]
        if titles:
            line: Line = (Words(f"{label}: ", strong=True), Words("; ".join(titles) + "."))
            yield Paragraph(line)


def _given_up(seen: Outlook) -> Block:
    if not seen.plan.sacrificed:
        return Paragraph(words("Nothing: every skill of the exam is practised, or known well enough."))
    entries = (
        Entry("•", (Paragraph(words(f"{seen.titles.get(each.skill, each.skill)}: {each.sentence()}")),))
        for each in seen.plan.sacrificed
    )
    return Listing(tuple(entries))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
