"""Where an exam stands after a call, as one value: all that its screens know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.session.exam.sitting import Action, Stage

if TYPE_CHECKING:
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.sheet import Overview, Sheet


@dataclass(frozen=True, slots=True, eq=False)
class ExamStand:
    """Where an exam stands after a call: all that its screens know of it."""

    stage: Stage
    title: str
    sheet: Sheet
    sheets: tuple[Sheet, ...]
    overview: Overview
    left_ms: int
    allowed: frozenset[Action]
    notes: tuple[str, ...]


def stand_of(exam: Exam) -> ExamStand:
    """Where it stands now."""
    allowed = frozenset(action for action in Action if exam.allows(action))
    return ExamStand(
        exam.stage,
        exam.stored.title,
        exam.sheet,
        exam.sheets,
        exam.overview,
        exam.left_ms,
        allowed,
        exam.notes,
    )


def stand_after(
    wanted: Callable[[Exam], object], action: Action | None, exam: Exam | None
) -> ExamStand | None:
    """Where the exam (None: there is none) stands after a call, if `action` is still allowed; else now."""
    if exam is None:
        return None
    if action is None or exam.allows(action):
        wanted(exam)
    return stand_of(exam)
