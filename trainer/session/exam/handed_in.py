"""What comes of a paper that was handed in: marks, questions as told, attempts; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.memory.events import Mode
from trainer.session.attempts import attempt_event, evidence_of

if TYPE_CHECKING:
    from trainer.memory.days import Moment
    from trainer.memory.events import Event
    from trainer.session.exam.marking import Marked
    from trainer.session.exam.reported import ReportedQuestion
    from trainer.session.exam.sheet import Sheet

Marks = Sequence["Marked | None"]
"""The marks of a paper, question by question; None where one was left blank or withdrawn."""

Usual = Mapping[str, int | None]
"""The learner's median time in milliseconds by kind, before the exam; None where it is not known."""


def marks_of(sheets: Sequence[Sheet]) -> Marks:
    """The marks of the whole paper; takes seconds."""
    from trainer.session.exam.marking import mark

    return [mark(sheet.asked.variant, sheet.saved.texts) if sheet.asked else None for sheet in sheets]


def questions_of(
    sheets: Sequence[Sheet], marks: Marks, hint_cost: float | None, usual: Usual
) -> list[ReportedQuestion]:
    """The questions with their marks, as they are taken down."""
    from trainer.session.exam.taken_down import taken_down

    return [
        taken_down(sheet, marked, hint_cost, usual[sheet.drawn.kind])
        for sheet, marked in zip(sheets, marks, strict=True)
    ]


def attempts_of(sheets: Sequence[Sheet], marks: Marks, usual: Usual, at: Moment) -> list[Event]:
    """One attempt for each question that tells what the learner knows; blank ones tell nothing."""
    events = []
    for sheet, marked in zip(sheets, marks, strict=True):
        if sheet.asked is None or marked is None or marked.shown is None:
            continue
        grade = replace(marked.grade, score=marked.shown)
        evidence = evidence_of(sheet.asked, [grade], usual[sheet.drawn.kind])
        events.append(attempt_event(sheet.asked, sheet.saved.texts, [grade], evidence, at, Mode.EXAM))
    return events
