"""The application around an exam that is open: carries wishes to it, ticks its clock, has it marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from trainer.errors import TrainerError
from trainer.session.exam.sitting import Action, Stage
from trainer.store.exams import LostExamError
from trainer.tui.application import Application
from trainer.tui.exam.desk import TICK_SECONDS, ExamDesk
from trainer.tui.exam.exams import ExamsScreen
from trainer.tui.exam.hand_in import HandInDialog
from trainer.tui.exam.map import HAND_IN, MapDialog
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.room import Room
from trainer.tui.exam.sheet import OnTheClock, SheetScreen, sheet_screen
from trainer.tui.exam.stand import ExamStand
from trainer.tui.exam.wish import FlagWanted, HintWanted, MapWanted, StepWanted
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.wish import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.session.exam.exam import Exam
    from trainer.session.exam.report import Report


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Where to go from the exams: to the practice of what a report shows as missed, or (None) home."""

    practise: Report | None = None


class SittingApp(Application[Afterwards]):
    """The questions, the map, the hand-in and its report. A child has the ways in and out: the `exams`.

    `said` is the trouble told last, `is_marking` whether a paper is being marked.
    """

    def __init__(self, opener: Callable[[], Room]) -> None:
        super().__init__()
        self.desk = ExamDesk(opener)
        self.exams = ExamsScreen()
        self.said = ""
        self.is_marking = False

    def on_mount(self) -> None:
        """Let the clock go on."""
        self.set_interval(TICK_SECONDS, self._tick)

    async def offer(self) -> None:
        """Back to the choice of exams, as it is now."""
        raise NotImplementedError

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to the learner's editor; the clock goes on, and what is saved there is kept."""
        top = self.top
        elsewhere = (lambda: top.area.elsewhere) if isinstance(top, SheetScreen) else dict
        with super().suspend(), self.desk.ticking(elsewhere):
            yield

    @on(Typed)
    def _keep(self, message: Typed) -> None:
        """Its texts may be of a question that was left meanwhile; what is on the screen now counts."""
        self.do(self.keep_texts())

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

    async def keep_texts(self) -> None:
        """Keep what stands in the boxes of the question on the desk."""
        top = self.top
        if self.desk.is_open and isinstance(top, SheetScreen):
            number, texts = top.stand.sheet.number, top.texts
            await self.desk.call(lambda exam: _write(exam, number, texts))

    async def _go(self, going: Callable[[Exam], object], action: Action = Action.GO) -> None:
        """Keep the answer, then go to another question, or change this one, and show it."""
        await self.keep_texts()
        await self.follow(await self.desk.call(going, action))

    async def _ask_where(self) -> None:
        await self.keep_texts()
        stand = await self.desk.call(lambda exam: exam.tick())
        if stand is None or stand.stage is not Stage.SITTING:
            await self.follow(stand)
            return
        wanted = await self.push_screen_wait(MapDialog(stand))
        if wanted == HAND_IN and wanted is not None:
            await self._ask_hand_in()
        elif wanted is not None:
            await self._go(lambda exam: exam.go(wanted))

    async def _ask_hand_in(self) -> None:
        stand = await self.desk.call(lambda exam: exam.ask(), Action.ASK)
        if stand is None or stand.stage is not Stage.ASKED:
            await self.follow(stand)
            return
        wanted = await self.push_screen_wait(HandInDialog(stand))
        if wanted:
            await self.follow(await self.desk.call(lambda exam: exam.hand_in(), Action.HAND_IN))
        else:
            await self.follow(await self.desk.call(lambda exam: exam.back(), Action.BACK))

    async def follow(self, stand: ExamStand | None) -> None:
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
        if self.is_marking or not self.desk.is_open:
            return
        self.is_marking = True
        self.close_dialogs()
        for heading in self.top.query(Heading) if isinstance(self.top, OnTheClock) else ():
            heading.note = "marking …"
        try:
            report = await self.desk.mark()
        except TrainerError as error:
            self.say(error)
            self.desk.let_go()  # all but the marks is on disk; it can be gone on with from there
            await self.offer()
            return
        finally:
            self.is_marking = False
        await (self.push_screen if self.top is self.exams else self.switch_screen)(ReportScreen(report))

    async def _tick(self) -> None:
        """Let the clock go on where an exam is on the screen."""
        if not self.desk.is_open or self.is_marking:
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
        if not self.is_marking:
            self.notify("The time is up.", timeout=6, markup=False)
        await self._mark()

    def say(self, error: TrainerError) -> None:
        """Say what did not work, the same trouble once and not every second; let go of a lost exam."""
        if str(error) != self.said:
            self.said = str(error)
            super().say(error)
        if isinstance(error, LostExamError) and self.desk.is_open and not self.is_marking:
            self.desk.let_go()
            self.do(self.offer())


def _write(exam: Exam, number: int, texts: Mapping[str, str]) -> None:
    if exam.current == number and exam.allows(Action.ANSWER):
        exam.answer(texts)
