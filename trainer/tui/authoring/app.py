"""The application of `trainer preview`: the preview, and the real question on trial over it; no store."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.tui.authoring.findings import Report
from trainer.tui.authoring.preview_screen import PreviewScreen
from trainer.tui.authoring.rehearsal import Rehearsal
from trainer.tui.background import in_thread
from trainer.tui.desk import Stand
from trainer.tui.dialog import Dialog
from trainer.tui.question import QuestionScreen
from trainer.tui.stage import screen_for, still_shows
from trainer.tui.theme import DAY, NIGHT, preferred
from trainer.tui.wish import Answered, Typed, Wish


def run(file: Path, check: Callable[[Path], Report], seed: int = 0) -> None:
    """Show `file` until the author leaves; `check` finds what is wrong with it, in a thread."""
    PreviewApp(file, check, seed).run()


class PreviewApp(App[None]):
    """The preview at the bottom; while an answer is tried out, its screens lie over it."""

    TITLE = "Preview of exercises"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, file: Path, check: Callable[[Path], Report], seed: int = 0) -> None:
        super().__init__()
        self.preview = PreviewScreen(file, check, seed)
        self._rehearsal: Rehearsal | None = None
        for theme in (NIGHT, DAY):
            self.register_theme(theme)
        self.theme = preferred(os.environ).name

    def get_default_screen(self) -> Screen[Any]:
        """The preview."""
        return self.preview

    @on(PreviewScreen.AnswerWanted)
    def _try(self, message: PreviewScreen.AnswerWanted) -> None:
        self._rehearsal = Rehearsal(message.skill, message.variant)
        self._show(self._rehearsal.stand)

    @on(Answered)
    def _answer(self, message: Answered) -> None:
        self.run_worker(self._spoken(self._judge(message)), group="check", exclusive=True)

    @on(Typed)
    def _forget(self, message: Typed) -> None:
        """An answer on trial is not kept."""

    @on(Wish)
    def _wish(self, message: Wish) -> None:
        self.workers.cancel_group(self, "check")
        if self._rehearsal is not None:
            self._show(self._rehearsal.act(message.action))

    async def _judge(self, message: Answered) -> None:
        rehearsal, screen = self._rehearsal, self._top
        if rehearsal is None or not isinstance(screen, QuestionScreen):
            return
        screen.checking = True
        try:
            grade = await in_thread(rehearsal.check, message.texts)
        finally:
            screen.checking = False
        self._show(rehearsal.submit(message.texts, grade))
        if any(shown is screen for shown in self.screen_stack):
            screen.explain(grade)

    def _show(self, stand: Stand) -> None:
        """The screen of where the trial stands, or the preview once it is over."""
        while isinstance(self.screen, Dialog):
            self.pop_screen()
        if self._rehearsal is None or self._rehearsal.is_over:
            self._rehearsal = None
            if self.screen is not self.preview:
                self.pop_screen()
            return
        top = self._top
        if still_shows(top, stand):
            top.update_stand(stand)
        elif top is self.preview:
            self.push_screen(screen_for(stand))
        else:
            self.switch_screen(screen_for(stand))

    @property
    def _top(self) -> Screen[Any]:
        return next(screen for screen in reversed(self.screen_stack) if not isinstance(screen, Dialog))

    async def _spoken(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out `work`; what goes wrong with the exercise is said, and the author goes on."""
        try:
            await work
        except TrainerError as error:
            self.notify(str(error), title="This did not work", severity="error", timeout=12, markup=False)
