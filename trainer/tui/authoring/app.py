"""The application of `trainer preview`: the preview, and the real question on trial over it; no store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import on
from textual.screen import Screen

from trainer.tui.application import Application
from trainer.tui.authoring.findings import Report
from trainer.tui.authoring.preview_screen import PreviewScreen
from trainer.tui.authoring.rehearsal import Rehearsal
from trainer.tui.background import in_thread
from trainer.tui.desk import Stand
from trainer.tui.place import PlaceScreen
from trainer.tui.question import QuestionScreen
from trainer.tui.stage import screen_for
from trainer.tui.wish import Answered, Typed, Wish


def run(file: Path, check: Callable[[Path], Report], seed: int = 0) -> None:
    """Show `file` until the author leaves; `check` finds what is wrong with it, in a thread."""
    PreviewApp(file, check, seed).run()


class PreviewApp(Application[None]):
    """The preview at the bottom; while an answer is tried out, its screens lie over it."""

    TITLE = "Preview of exercises"

    def __init__(self, file: Path, check: Callable[[Path], Report], seed: int = 0) -> None:
        super().__init__()
        self.preview = PreviewScreen(file, check, seed)
        self._rehearsal: Rehearsal | None = None

    def get_default_screen(self) -> Screen[Any]:
        """The preview."""
        return self.preview

    @on(PreviewScreen.AnswerWanted)
    def _try(self, message: PreviewScreen.AnswerWanted) -> None:
        self._rehearsal = Rehearsal(message.skill, message.variant)
        self._show(self._rehearsal.stand)

    @on(Answered)
    def _answer(self, message: Answered) -> None:
        self.do(self._judge(message), group="check", alone=True)

    @on(Typed)
    def _forget(self, message: Typed) -> None:
        """An answer on trial is not kept."""

    @on(Wish)
    def _wish(self, message: Wish) -> None:
        self.workers.cancel_group(self, "check")
        if self._rehearsal is not None:
            self._show(self._rehearsal.act(message.action))

    async def _judge(self, message: Answered) -> None:
        rehearsal, screen = self._rehearsal, self.top
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
        self.close_dialogs()
        if self._rehearsal is None or self._rehearsal.is_over:
            self._rehearsal = None
            if self.screen is not self.preview:
                self.pop_screen()
            return
        top = self.top
        if isinstance(top, PlaceScreen) and top.shows(stand):
            top.update_stand(stand)
        elif top is self.preview:
            self.push_screen(screen_for(stand))
        else:
            self.switch_screen(screen_for(stand))
