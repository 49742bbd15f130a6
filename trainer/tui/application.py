"""What all applications do alike: colours, trouble told in a corner, leaving in good order."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, ClassVar, Final, TypeVar

from textual.app import App
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.tui.theme import DAY, NIGHT, preferred

_WORK: Final = "work"
_Left = TypeVar("_Left")


class Application(App[_Left]):
    """An application that goes on when a piece of work fails.

    `failure` is why it had to end, if it had to; whoever runs it raises that.
    """

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.failure: TrainerError | None = None
        for theme in (NIGHT, DAY):
            self.register_theme(theme)
        self.theme = preferred(os.environ).name

    def on_mount(self) -> None:
        """Leave in good order when told to end."""
        with suppress(NotImplementedError):  # not on Windows
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.exit)

    def fail(self, error: TrainerError) -> None:
        """End because of `error`."""
        self.failure = error
        self.exit()

    def do(self, work: Coroutine[Any, Any, object], *, group: str = _WORK, alone: bool = False) -> None:
        """Carry out `work` beside the screen; where `alone`, what else runs in its group is given up.

        What goes wrong with exercises or progress is said, and one goes on.
        """
        self.run_worker(self._spoken(work), group=group, exclusive=alone)

    def say(self, error: TrainerError) -> None:
        """Say what did not work."""
        self.notify(str(error), title="This did not work", severity="error", timeout=12, markup=False)

    def close_dialogs(self) -> None:
        """Close every window that lies over the present screen."""
        while self.screen.is_modal:
            self.screen.dismiss(None)

    @property
    def top(self) -> Screen[Any]:
        """The present screen, windows over it aside."""
        return next(screen for screen in reversed(self.screen_stack) if not screen.is_modal)

    async def _spoken(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except TrainerError as error:
            self.say(error)
