"""The full-screen application: carries wishes from screens to the study and shows where it then stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual import events, on
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.session.practice import Action
from trainer.tui.application import Application
from trainer.tui.background import in_thread
from trainer.tui.desk import Desk, Opening, Stand
from trainer.tui.loading import collect_again, warm_up
from trainer.tui.place import PlaceScreen
from trainer.tui.wish import (
    Answered,
    Entered,
    ExamsWanted,
    HomeWanted,
    PlanWanted,
    StartWanted,
    Typed,
    Wish,
)

if TYPE_CHECKING:
    from trainer.tui.home import HomeScreen
    from trainer.tui.question import QuestionScreen

_CHECK: Final = "check"
_SETTLING_SECONDS: Final = 0.3
_LAST_DRAFT_SECONDS: Final = 1.0
"""How long leaving waits for an unfinished answer to be kept."""


class TrainerApp(Application[bool]):
    """Home, question, verdict, summary. `open_up` is called once, in a thread, after the first frame."""

    TITLE = "Calculus trainer"

    def __init__(self, open_up: Callable[[], Opening], *, start_with_study: bool = False) -> None:
        super().__init__()
        self.desk = Desk(open_up)
        self.home: HomeScreen | None = None
        self._start_wanted = start_with_study
        self._is_open = False

    def get_default_screen(self) -> Screen[Any]:
        """Home, or nothing yet where the first question comes at once."""
        if self._start_wanted:
            from trainer.tui.opening import OpeningScreen

            return OpeningScreen()
        return self._home_screen()

    def on_mount(self) -> None:
        """Load what home shows once it is there; the first question is waited for from the start."""
        if self._start_wanted:
            self.do(self._fill_home())
        else:
            self.call_after_refresh(self.first_frame_shown)

    def first_frame_shown(self) -> None:
        """Begin to load."""
        self.do(self._fill_home())

    @on(StartWanted)
    def _start(self) -> None:
        if self._is_open:
            self.do(self._show_after(self.desk.start()))
        else:
            self._start_wanted = True

    @on(ExamsWanted)
    def _go_to_exams(self) -> None:
        self.exit(True)

    @on(PlanWanted)
    def _show_plan(self) -> None:
        if self._is_open and self.desk.planning is not None:
            from trainer.tui.plan.screen import PlanScreen

            self.push_screen(PlanScreen(self.desk.planning))

    @on(HomeWanted)
    def _go_home(self) -> None:
        self.close_dialogs()
        if self.home is None:
            self.switch_screen(self._home_screen())
        elif self.screen is not self.home:
            self.pop_screen()
        self.desk.anew()
        self._is_open = False
        self.do(self._fill_home())

    @on(Answered)
    def _answer(self, message: Answered) -> None:
        self.do(self._check(message), group=_CHECK, alone=True)

    @on(Typed)
    def _keep(self, message: Typed) -> None:
        self.do(self.desk.save_draft(message.texts))

    @on(Entered)
    def _enter(self, message: Entered) -> None:
        self.do(self._judge_cells(message))

    @on(Wish)
    def _wish(self, message: Wish) -> None:
        self.workers.cancel_group(self, _CHECK)
        self.do(self._carry_out(message.action, message.rating))

    async def on_event(self, event: events.Event) -> None:
        """A key or a click is a sign of life, whoever it is for."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.desk.active()
        await super().on_event(event)

    def on_app_focus(self, event: events.AppFocus) -> None:
        """The learner is back."""
        self.do(self.desk.focus(True))

    def on_app_blur(self, event: events.AppBlur) -> None:
        """The learner looks elsewhere."""
        self.do(self.desk.focus(False))

    async def action_quit(self) -> None:
        """Leave; an unfinished answer is kept if that is quickly done."""
        screen = self._question_screen()
        if screen is not None:
            with suppress(TimeoutError, TrainerError):  # nothing may keep a learner from leaving
                await asyncio.wait_for(self.desk.save_draft(screen.texts), _LAST_DRAFT_SECONDS)
        self.exit()

    async def _fill_home(self) -> None:
        try:
            figures = await self.desk.home()
        except TrainerError as error:
            self.fail(error)
            return
        self._is_open = True
        if self._start_wanted:
            self._start_wanted = False
            await self._begin()
        if self.home is not None:
            self.home.figures = figures
            self.home.left_out = self.desk.left_out
        await self._settled()
        await in_thread(warm_up)
        collect_again()
        if self.home is not None:
            self.home.exam = await self.desk.exam_line()

    async def _begin(self) -> None:
        """Show the first question; where there can be none, home is a place to go on from."""
        try:
            self._show(await self.desk.start())
        except TrainerError as error:
            if self.home is None:
                await self.push_screen(self._home_screen())
            self.say(error)
        if self.home is None and (said := self.desk.left_out):
            self.notify(said, severity="warning", timeout=8, markup=False)

    async def _settled(self) -> None:
        """Wait until the present screen is painted: imports in a thread would hold it up."""
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _SETTLING_SECONDS)
        await asyncio.sleep(_SETTLING_SECONDS)

    async def _check(self, message: Answered) -> None:
        screen = self._question_screen()
        if screen is None:
            return
        screen.checking = True
        try:
            grade = await self.desk.check(message.texts)
        finally:
            screen.checking = False
        stand = await self.desk.submit(message.texts, grade)
        self._show(stand)
        if self._question_screen() is screen:
            screen.explain(grade)

    async def _judge_cells(self, message: Entered) -> None:
        screen = self._question_screen()
        said = await self.desk.enter(message.cell, message.texts)
        if screen is not None and self._question_screen() is screen:
            screen.area.mark(message.texts, said)

    async def _carry_out(self, action: Action, rating: int) -> None:
        screen = self._question_screen()
        if screen is not None:
            await self.desk.save_draft(screen.texts)
        stand = await self.desk.act(action, rating)
        self._show(stand)
        if not stand.was_done and action in (Action.HINT, Action.UNDO):
            self._say_nothing_came(action)

    def _say_nothing_came(self, action: Action) -> None:
        screen = self._question_screen()
        if screen is not None:
            screen.nothing_came(action)
        elif action is Action.UNDO:
            self.clear_notifications()
            self.notify("There is nothing to take back.", markup=False)

    async def _show_after(self, coming: Coroutine[Any, Any, Stand]) -> None:
        self._show(await coming)

    def _show(self, stand: Stand) -> None:
        """The screen of where the study stands; the present one goes on if it still fits."""
        from trainer.tui.stage import screen_for

        top = self.top
        if isinstance(top, PlaceScreen) and top.shows(stand):
            top.update_stand(stand)
        else:
            self._replace(screen_for(stand))

    def _replace(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the present one; home and the first screen stay under all others."""
        self.close_dialogs()
        if self.screen is self.home or len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def _home_screen(self) -> HomeScreen:
        from trainer.tui.home import HomeScreen

        self.home = HomeScreen()
        return self.home

    def _question_screen(self) -> QuestionScreen | None:
        from trainer.tui.question import QuestionScreen

        top = self.top
        return top if isinstance(top, QuestionScreen) else None
