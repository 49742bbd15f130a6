"""Keeps the exam behind the screens: one call at a time, beside the event loop, answered by a value."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from trainer.errors import TrainerError
from trainer.session.exam.sitting import Action
from trainer.tui.background import in_thread
from trainer.tui.exam.room import Offer, Room, begin_in, last_report, offer_of, resume_in
from trainer.tui.exam.stand import ExamStand, stand_after, stand_of

if TYPE_CHECKING:
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.report import Report

_T = TypeVar("_T")

TICK_SECONDS: Final = 1.0

Elsewhere = Callable[[], Mapping[str, str]]
"""Texts by part as they stand outside the screen now; empty where there are none."""


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
            return await in_thread(offer_of, self._room)

    async def begin(self, name: str) -> ExamStand:
        """Begin the exam of this name."""
        stand = await self._opened_by(lambda room: begin_in(room, name))
        if stand is None:
            raise RuntimeError("an exam that was just begun is not there")
        return stand

    async def resume(self) -> ExamStand | None:
        """Go on with the open exam; None where there is none any more."""
        return await self._opened_by(resume_in)

    async def abandon(self) -> None:
        """Put the open exam aside, without a score."""
        from trainer.memory.days import Moment

        room = self._in_room
        await self._in_turn(lambda: room.store.exams.abandon(Moment.of(room.now())))

    async def call(self, wanted: Callable[[Exam], object], action: Action | None = None) -> ExamStand | None:
        """Carry out a call of the exam, where `action` is still allowed, and say where it then stands.

        None where no exam is on the desk any more: a key may come later than what closed it.
        """
        return await self._in_turn(lambda: stand_after(wanted, action, self._exam))

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
        return await in_thread(last_report, self._in_room.store)

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
    def ticking(self, elsewhere: Elsewhere = dict, every: float = TICK_SECONDS) -> Iterator[None]:
        """The clock of the exam goes on (every so many seconds) while the block holds up the event loop.

        What is written `elsewhere` meanwhile is kept before each tick, so the last that is there when the
        time is up counts.
        """
        ended = threading.Event()
        ticker = threading.Thread(target=self._tick_until, args=(ended, elsewhere, every), daemon=True)
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

    def _tick_until(self, ended: threading.Event, elsewhere: Elsewhere, every: float) -> None:
        while not ended.wait(every):
            with self._call, suppress(TrainerError):  # the next tick of the screens meets it too, and says so
                if self._exam is not None:
                    _keep(self._exam, elsewhere())
                    self._exam.tick()

    def close(self) -> None:
        """Keep what is open, and give the progress file back."""
        try:
            with self._call:  # after a call that is under way, such as the last answer's
                self._leave()
        finally:
            if self._room is not None:
                self._room.store.close()

    async def _opened_by(self, opening: Callable[[Room], Exam | None]) -> ExamStand | None:
        room = self._in_room

        def call() -> ExamStand | None:
            self._exam = opening(room)
            return None if self._exam is None else stand_of(self._exam)

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


def _leave(exam: Exam) -> None:
    if exam.allows(Action.LEAVE):
        exam.leave()


def _keep(exam: Exam, texts: Mapping[str, str]) -> None:
    """Keep what is new in these texts of the question on the desk."""
    before = exam.sheet.saved.texts
    if exam.allows(Action.ANSWER) and any(before.get(name) != text for name, text in texts.items()):
        exam.answer(texts)
