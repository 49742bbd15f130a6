"""The application of a mock exam: carries wishes to the exam, ticks its clock, shows its report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.session.exam.sitting import Action, Stage
from trainer.store.exams import LostExamError
from trainer.tui.application import Application
from trainer.tui.exam.desk import TICK_SECONDS, ExamDesk, ExamStand, Room
from trainer.tui.exam.exams import ExamsScreen
from trainer.tui.exam.hand_in import HandInDialog
from trainer.tui.exam.map import HAND_IN, MapDialog
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.sheet import OnTheClock, SheetScreen, sheet_screen
from trainer.tui.exam.wish import (
    AbandonWanted,
    BackWanted,
    BeginWanted,
    FlagWanted,
    HintWanted,
    LeaveWanted,
    MapWanted,
    PractiseWanted,
    ReportWanted,
    StepWanted,
)
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.wish import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.session.exam.exam import Exam
    from trainer.session.exam.report import Report

_LAST_SECONDS: Final = 1.0
"""How long leaving waits for the last answer to be kept."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Where to go from the exams: to the practice of what a report shows as missed, or (None) home."""

    practise: Report | None = None


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


class ExamApp(Application[Afterwards]):
    """The choice of exams, the questions, the report. `opener` is called once, in a thread."""

    TITLE = "Mock exam"

    def __init__(self, opener: Callable[[], Room]) -> None:
        super().__init__()
        self.desk = ExamDesk(opener)
        self.exams = ExamsScreen()
        self._said = ""
        self._is_marking = False

    def get_default_screen(self) -> Screen[Any]:
        """The choice of exams."""
        return self.exams

    def on_mount(self) -> None:
        """Open the room once the first screen is there."""
        self.call_after_refresh(self.do, self._offer())
        self.set_interval(TICK_SECONDS, self._tick)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to the learner's editor; the clock goes on."""
        with super().suspend(), self.desk.ticking():
            yield

    @on(BeginWanted)
    def _begin(self, message: BeginWanted) -> None:
        self.do(self._start(message.name))

    @on(AbandonWanted)
    def _abandon(self) -> None:
        self.do(self._put_aside())

    @on(ReportWanted)
    def _report(self) -> None:
        self.do(self._show_last_report())

    @on(Typed)
    def _keep(self, message: Typed) -> None:
        """Its texts may be of a question that was left meanwhile; what is on the screen now counts."""
        self.do(self._keep_texts())

    @on(StepWanted)
    def _step(self, message: StepWanted) -> None:
        self.do(self._go(lambda exam: exam.step(message.by)))

    @on(FlagWanted)
    def _flag(self) -> None:
        self.do(self._go(lambda exam: exam.flag(), Action.FLAG))

    @on(HintWanted)
    def _hint(self) -> None:
        self.do(self._go(lambda exam: exam.hint(), Action.HINT))

    @on(MapWanted)
    def _map(self) -> None:
        self.do(self._ask_where())

    @on(LeaveWanted)
    def _leave(self) -> None:
        self.do(self._left())

    @on(BackWanted)
    def _back(self) -> None:
        if self.screen is self.exams:
            self.exit(Afterwards())
        else:
            self.do(self._offer())

    @on(PractiseWanted)
    def _practise(self) -> None:
        if isinstance(self.screen, ReportScreen):
            self.exit(Afterwards(self.screen.report))

    async def action_quit(self) -> None:
        """Leave; the answer on the desk is kept if that is quickly done."""
        with suppress(TimeoutError, TrainerError):  # nothing may keep a learner from leaving
            await asyncio.wait_for(self._keep_texts(), _LAST_SECONDS)
        self.exit()

    async def _offer(self) -> None:
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
        self._said = ""
        try:
            stand = await (self.desk.begin(name) if name else self.desk.resume())
        except TrainerError as error:
            self.exams.warn(str(error))
            return
        if stand is None:
            await self._offer()
            return
        for note in stand.notes:
            self.notify(note, timeout=10, markup=False)
        await self._follow(stand)

    async def _put_aside(self) -> None:
        await self.desk.abandon()
        await self._offer()

    async def _show_last_report(self) -> None:
        report = await self.desk.last_report()
        if report is not None:
            await self.push_screen(ReportScreen(report))

    async def _keep_texts(self) -> None:
        """Keep what stands in the boxes of the question on the desk."""
        top = self.top
        if self.desk.is_open and isinstance(top, SheetScreen):
            number, texts = top.stand.sheet.number, top.texts
            await self.desk.call(lambda exam: _write(exam, number, texts))

    async def _go(self, going: Callable[[Exam], object], action: Action = Action.GO) -> None:
        """Keep the answer, then go to another question, or change this one, and show it."""
        await self._keep_texts()
        await self._follow(await self.desk.call(going, action))

    async def _ask_where(self) -> None:
        await self._keep_texts()
        stand = await self.desk.call(lambda exam: exam.tick())
        if stand is None or stand.stage is not Stage.SITTING:
            await self._follow(stand)
            return
        wanted = await self.push_screen_wait(MapDialog(stand))
        if wanted == HAND_IN and wanted is not None:
            await self._ask_hand_in()
        elif wanted is not None:
            await self._go(lambda exam: exam.go(wanted))

    async def _ask_hand_in(self) -> None:
        stand = await self.desk.call(lambda exam: exam.ask(), Action.ASK)
        if stand is None or stand.stage is not Stage.ASKED:
            await self._follow(stand)
            return
        wanted = await self.push_screen_wait(HandInDialog(stand))
        if wanted:
            await self._follow(await self.desk.call(lambda exam: exam.hand_in(), Action.HAND_IN))
        else:
            await self._follow(await self.desk.call(lambda exam: exam.back(), Action.BACK))

    async def _left(self) -> None:
        if self._is_marking:
            return
        await self._keep_texts()
        await self.desk.leave()
        await self._offer()

    async def _follow(self, stand: ExamStand | None) -> None:
        """The screen of where the exam stands; the present one goes on where it still shows it."""
        if stand is not None and stand.stage is Stage.MARKING:
            await self._mark()
        if stand is None or stand.stage not in (Stage.SITTING, Stage.ASKED):
            return
        top = self.top
        if isinstance(top, OnTheClock) and top.stand.sheet.number == stand.sheet.number:
            top.stand = stand
            if top.query(KeyBar):  # else it is still being made
                top.show_stand(stand)
        elif top is self.exams:
            await self.push_screen(sheet_screen(stand))
        else:
            await self.switch_screen(sheet_screen(stand))

    async def _mark(self) -> None:
        """Mark the paper beside the screen, then show its report."""
        if self._is_marking or not self.desk.is_open:
            return
        self._is_marking = True
        self.close_dialogs()
        for heading in self.top.query(Heading) if isinstance(self.top, OnTheClock) else ():
            heading.note = "marking …"
        try:
            report = await self.desk.mark()
        except TrainerError as error:
            self.say(error)
            self.desk.let_go()  # all but the marks is on disk; it can be gone on with from there
            await self._offer()
            return
        finally:
            self._is_marking = False
        await (self.push_screen if self.top is self.exams else self.switch_screen)(ReportScreen(report))

    async def _tick(self) -> None:
        """Let the clock go on where an exam is on the screen."""
        if not self.desk.is_open or self._is_marking:
            return
        try:
            if isinstance(self.top, OnTheClock):
                stand = await self.desk.call(lambda exam: exam.tick())
                if stand is not None:
                    self._show_clock(stand)
        except TrainerError as error:
            self.say(error)

    def _show_clock(self, stand: ExamStand) -> None:
        if stand.stage is Stage.MARKING:
            self.do(self._mark() if stand.left_ms else self._time_is_up())
            return
        for screen in self.screen_stack:
            if isinstance(screen, OnTheClock | MapDialog | HandInDialog) and screen.query(KeyBar):
                screen.show_stand(stand)  # one without its keys is still being made

    async def _time_is_up(self) -> None:
        if not self._is_marking:
            self.notify("The time is up.", timeout=6, markup=False)
        await self._mark()

    def say(self, error: TrainerError) -> None:
        """Say what did not work, the same trouble once and not every second; let go of a lost exam."""
        if str(error) != self._said:
            self._said = str(error)
            super().say(error)
        if isinstance(error, LostExamError) and self.desk.is_open and not self._is_marking:
            self.desk.let_go()
            self.do(self._offer())


def _write(exam: Exam, number: int, texts: Mapping[str, str]) -> None:
    if exam.current == number and exam.allows(Action.ANSWER):
        exam.answer(texts)
