"""Keeps the exam behind the screens: one call at a time, beside the event loop, answered by a value."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

from trainer.errors import TrainerError
from trainer.session.exam.sitting import Action, Stage
from trainer.tui.background import in_thread

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.bank.exercise import Bank
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.opening import Wish
    from trainer.session.exam.report import Report
    from trainer.session.exam.sheet import Overview, Sheet
    from trainer.store.exam_rows import StoredExam
    from trainer.store.store import Store

_T = TypeVar("_T")

TICK_SECONDS: Final = 1.0


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


class ExamDesk:
    """The room and the open exam. Calls take their turns; only marking goes on beside them."""

    def __init__(self, opener: Callable[[], Room]) -> None:
        self._opener = opener
        self._room: Room | None = None
        self._exam: Exam | None = None
        self._turn = asyncio.Lock()
        self._call = threading.Lock()

    async def offer(self) -> Offer:
        """What there is to choose from; opens the room at the first call. May raise TrainerError."""
        async with self._turn:
            if self._room is None:
                self._room = await in_thread(self._opener)
            return await in_thread(_offer, self._room)

    async def begin(self, name: str) -> ExamStand:
        """Begin the exam of this name."""
        stand = await self._opened_by(_begin, name)
        if stand is None:
            raise RuntimeError("an exam that was just begun is not there")
        return stand

    async def resume(self) -> ExamStand | None:
        """Go on with the open exam; None where there is none any more."""
        return await self._opened_by(_resume, "")

    async def abandon(self) -> None:
        """Put the open exam aside, without a score."""
        from trainer.memory.days import Moment

        room = self._in_room
        await self._in_turn(lambda: room.store.exams.abandon(Moment.of(room.now())))

    async def call(self, wanted: Callable[[Exam], object], action: Action | None = None) -> ExamStand | None:
        """Carry out a call of the exam, where `action` is still allowed, and say where it then stands.

        None where no exam is on the desk any more: a key may come later than what closed it.
        """
        return await self._in_turn(lambda: _stand_after(wanted, action, self._exam))

    async def mark(self) -> Report:
        """Mark the paper that was handed in, close the exam and make its report."""
        from trainer.session.exam.archive import report_of

        exam, store = self._open_exam, self._in_room.store
        marks = await in_thread(exam.mark)
        await self._in_turn(lambda: exam.close(marks))
        report = await in_thread(report_of, store, exam.stored.id)
        if report is None:
            raise RuntimeError("an exam that was just closed has no report")
        self._exam = None
        return report

    async def last_report(self) -> Report | None:
        """The report of the exam that was handed in last."""
        return await in_thread(_last_report, self._in_room.store)

    @property
    def is_open(self) -> bool:
        """Whether an exam is on the desk."""
        return self._exam is not None

    async def leave(self) -> None:
        """Close the exam for now; its clock stands still."""
        await self._in_turn(self._leave)

    def let_go(self) -> None:
        """Forget an exam that this window has lost; nothing is written."""
        self._exam = None

    @contextmanager
    def ticking(self, every: float = TICK_SECONDS) -> Iterator[None]:
        """The clock of the exam goes on (every so many seconds) while the block holds up the event loop."""
        ended = threading.Event()
        ticker = threading.Thread(target=self._tick_until, args=(ended, every), daemon=True)
        ticker.start()
        try:
            yield
        finally:
            ended.set()
            ticker.join()

    def _leave(self) -> None:
        if self._exam is not None:
            _leave(self._exam)
            self._exam = None

    def _tick_until(self, ended: threading.Event, every: float) -> None:
        while not ended.wait(every):
            with self._call, suppress(TrainerError):  # the next tick of the screens meets it too, and says so
                if self._exam is not None:
                    self._exam.tick()

    def close(self) -> None:
        """Keep what is open, and give the progress file back."""
        try:
            with self._call:  # after a call that is under way, such as the last answer's
                self._leave()
        finally:
            if self._room is not None:
                self._room.store.close()

    async def _opened_by(self, opening: Callable[[Room, str], Exam | None], name: str) -> ExamStand | None:
        room = self._in_room

        def call() -> ExamStand | None:
            self._exam = opening(room, name)
            return None if self._exam is None else _stand(self._exam)

        return await self._in_turn(call)

    async def _in_turn(self, call: Callable[[], _T]) -> _T:
        """Whoever stops waiting does not end the call, nor let the next one in before its end."""

        def alone() -> _T:
            with self._call:
                return call()

        async def turn() -> _T:
            async with self._turn:
                return await in_thread(alone)

        return await asyncio.shield(turn())

    @property
    def _in_room(self) -> Room:
        if self._room is None:
            raise RuntimeError("the room of the exam is not open yet")
        return self._room

    @property
    def _open_exam(self) -> Exam:
        if self._exam is None:
            raise RuntimeError("no exam is on the desk")
        return self._exam


def _offer(room: Room) -> Offer:
    papers = room.store.exams.papers()
    from trainer.store.exam_rows import ExamState

    over = [paper for paper in papers if paper.state is ExamState.HANDED_IN and paper.ended_at is not None]
    over.sort(key=lambda paper: paper.ended_at.utc_ms if paper.ended_at else 0)
    scores = {paper.blueprint: paper.score for paper in over}
    return Offer(room.blueprints, room.store.exams.opened(), scores, room.wished, bool(over))


def _begin(room: Room, name: str) -> Exam:
    from trainer.bank.blueprint import Blueprints
    from trainer.session.exam.opening import begin
    from trainer.session.exam.planning import Planning

    planning = Planning(room.bank, room.store, room.now, lambda: Blueprints(room.blueprints, ()))
    blueprint = room.blueprints[name]
    predicted = planning.foresee(blueprint)
    return begin(blueprint, room.bank, room.store, room.now, room.wish.seed, predicted)


def _resume(room: Room, _name: str) -> Exam | None:
    from trainer.session.exam.opening import resume

    return resume(room.bank, room.store, room.now)


def _last_report(store: Store) -> Report | None:
    from trainer.session.exam.archive import latest, report_of

    last = latest(store)
    return None if last is None else report_of(store, last.id)


def _leave(exam: Exam) -> None:
    if exam.allows(Action.LEAVE):
        exam.leave()


def _stand_after(
    wanted: Callable[[Exam], object], action: Action | None, exam: Exam | None
) -> ExamStand | None:
    if exam is None:
        return None
    if action is None or exam.allows(action):
        wanted(exam)
    return _stand(exam)


def _stand(exam: Exam) -> ExamStand:
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
