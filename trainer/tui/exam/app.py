"""The application of mock exams: the choice of exams, the ways into one and out of it, the last report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from textual import on
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.room import Room
from trainer.tui.exam.sitting import Afterwards, SittingApp
from trainer.tui.exam.wish import (
    AbandonWanted,
    BackWanted,
    BeginWanted,
    LeaveWanted,
    PractiseWanted,
    ReportWanted,
)

_LAST_SECONDS: Final = 1.0
"""How long leaving waits for the last answer to be kept."""


def run(opener: Callable[[], Room]) -> Afterwards | None:
    """Run the exams until the learner leaves them; None to leave the trainer.

    Raises TrainerError where exercises, blueprints or progress cannot be opened.
    """
    app = ExamApp(opener)
    try:
        afterwards = app.run()
    finally:
        app.desk.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code:  # a bug has been shown with its traceback
        raise SystemExit(app.return_code)
    return afterwards


class ExamApp(SittingApp):
    """The choice of exams, and from there the questions or a report. `opener` is called once, in a thread."""

    TITLE = "Mock exam"

    def get_default_screen(self) -> Screen[Any]:
        """The choice of exams."""
        return self.exams

    def on_mount(self) -> None:
        """Open the room once the first screen is there."""
        self.call_after_refresh(self.do, self.offer())

    @on(BeginWanted)
    def _begin(self, message: BeginWanted) -> None:
        self.do(self._start(message.name))

    @on(AbandonWanted)
    def _abandon(self) -> None:
        self.do(self._put_aside())

    @on(ReportWanted)
    def _report(self) -> None:
        self.do(self._show_last_report())

    @on(LeaveWanted)
    def _leave(self) -> None:
        self.do(self._left())

    @on(BackWanted)
    def _back(self) -> None:
        if self.screen is self.exams:
            self.exit(Afterwards())
        else:
            self.do(self.offer())

    @on(PractiseWanted)
    def _practise(self) -> None:
        if isinstance(self.screen, ReportScreen):
            self.exit(Afterwards(self.screen.report))

    async def action_quit(self) -> None:
        """Leave; the answer on the desk is kept if that is quickly done."""
        with suppress(TimeoutError, TrainerError):  # nothing may keep a learner from leaving
            await asyncio.wait_for(self.keep_texts(), _LAST_SECONDS)
        self.exit()

    async def offer(self) -> None:
        """Back to the choice of exams, as it is now."""
        self.close_dialogs()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        try:
            offer = await self.desk.offer()
        except TrainerError as error:
            self.fail(error)
            return
        await self.exams.show_offer(offer)

    async def _start(self, name: str) -> None:
        if self.desk.is_open or self.top is not self.exams:  # the key was pressed twice
            return
        self.exams.warn("")
        self.said = ""
        try:
            stand = await (self.desk.begin(name) if name else self.desk.resume())
        except TrainerError as error:
            self.exams.warn(str(error))
            return
        if stand is None:
            await self.offer()
            return
        for note in stand.notes:
            self.notify(note, timeout=10, markup=False)
        await self.follow(stand)

    async def _put_aside(self) -> None:
        await self.desk.abandon()
        await self.offer()

    async def _show_last_report(self) -> None:
        report = await self.desk.last_report()
        if report is not None:
            await self.push_screen(ReportScreen(report))

    async def _left(self) -> None:
        if self.is_marking:
            return
        await self.keep_texts()
        await self.desk.leave()
        await self.offer()
