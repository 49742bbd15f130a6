"""What an exam needs around it, and what can be begun, gone on with or read there; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.bank.exercise import Bank
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.opening import Wish
    from trainer.session.exam.report import Report
    from trainer.store.exam_rows import StoredExam
    from trainer.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """What an exam needs around it, opened once: exercises, progress, blueprints, and what was wished for.

    `wished` is the name of the blueprint that the wish changes.
    """

    bank: Bank
    store: Store
    now: Callable[[], datetime]
    blueprints: Mapping[str, Blueprint]
    wish: Wish
    wished: str


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What can be chosen: exams by name in their order, the open one, the last score of each, a beginning."""

    blueprints: Mapping[str, Blueprint]
    opened: StoredExam | None
    scores: Mapping[str, float]
    chosen: str
    has_report: bool


def offer_of(room: Room) -> Offer:
    """What can be chosen now."""
    papers = room.store.exams.papers()
    from trainer.store.exam_rows import ExamState

    over = [paper for paper in papers if paper.state is ExamState.HANDED_IN and paper.ended_at is not None]
    over.sort(key=lambda paper: paper.ended_at.utc_ms if paper.ended_at else 0)
    scores = {paper.blueprint: paper.score for paper in over}
    return Offer(room.blueprints, room.store.exams.opened(), scores, room.wished, bool(over))


def begin_in(room: Room, name: str) -> Exam:
    """Begin the exam of this name; TrainerError where that cannot be."""
    from trainer.bank.blueprint import Blueprints
    from trainer.session.exam.opening import begin
    from trainer.session.exam.planning import Planning

    planning = Planning(room.bank, room.store, room.now, lambda: Blueprints(room.blueprints, ()))
    blueprint = room.blueprints[name]
    predicted = planning.foresee(blueprint)
    return begin(blueprint, room.bank, room.store, room.now, room.wish.seed, predicted)


def resume_in(room: Room) -> Exam | None:
    """Go on with the open exam; None where there is none."""
    from trainer.session.exam.opening import resume

    return resume(room.bank, room.store, room.now)


def last_report(store: Store) -> Report | None:
    """The report of the exam that was handed in last."""
    from trainer.session.exam.archive import latest, report_of

    last = latest(store)
    return None if last is None else report_of(store, last.id)
