"""What a goal means in this bank: the shares of its exam by skill and the learner's pace; sets nothing.

A blueprint can be deleted, or name skills that are gone, after a goal was set: then a sentence says so.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean
from typing import TYPE_CHECKING, Final

from trainer.bank.spelling import did_you_mean, nearest
from trainer.errors import AuthorError, TrainerError
from trainer.memory.pace import DEFAULT_MS
from trainer.memory.planned import ExamAim

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint, Blueprints
    from trainer.bank.exercise import Bank
    from trainer.memory.exam_goal import ExamGoal

REPEATED: Final = 1.2
"""About one question in five is missed and asked again on the same day."""

Pace = Callable[[str], int | None]
"""The learner's median time in milliseconds for a kind of exercise ("" for all kinds), if it is known."""


def blueprint_named(name: str, known: Blueprints) -> Blueprint:
    """The blueprint of this name; the fault of its file, or TrainerError with the nearest name."""
    if name in known.found:
        return known.found[name]
    for fault in known.faults:
        if fault.file is not None and fault.file.stem == name:
            raise fault
    offer = did_you_mean(nearest(name, known.found)) or "."
    raise TrainerError(f"There is no exam {name[:80]!r}{offer} “trainer exam list” names them all.")


def aim_of(goal: ExamGoal, known: Blueprints, bank: Bank, pace: Pace) -> ExamAim:
    """The goal with what it weighs here; TrainerError with the reason where its plan cannot be followed."""
    from trainer.bank.blueprint_topics import skill_weights

    try:
        weights = skill_weights(blueprint_named(goal.blueprint, known), bank)
    except AuthorError as fault:
        raise TrainerError(
            f"The plan for the exam {goal.blueprint!r} cannot be followed: {fault.message}."
        ) from fault
    except TrainerError as fault:
        raise TrainerError(
            f"The plan cannot be followed: the exam {goal.blueprint[:80]!r} is no longer there."
            " “trainer exam plan --cancel” gives it up."
        ) from fault
    return ExamAim(goal, weights, minutes_by_skill(bank, pace))


def minutes_by_skill(bank: Bank, pace: Pace) -> dict[str, float]:
    """What a question of each skill takes on average over its exercises, a repeat after a miss included."""
    usual = pace("") or DEFAULT_MS
    by_kind: dict[str, int] = {}
    found: dict[str, float] = {}
    for skill in bank.skills.values():
        kinds = [bank.exercises[name].kind for name in skill.exercises]
        for kind in kinds:
            if kind not in by_kind:
                by_kind[kind] = pace(kind) or usual
        if kinds:
            found[skill.id] = REPEATED * fmean(by_kind[kind] for kind in kinds) / 60_000
    return found
