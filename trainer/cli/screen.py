"""The full screen, where there is a terminal for it; needs no command-line library, to come up fast."""

from __future__ import annotations

import os
import sys

from trainer.cli.chosen import Settings
from trainer.errors import TrainerError


def full_screen(chosen: Settings, *, start_with_study: bool, count: int | None = None) -> None:
    """Run the full screen; TrainerError where there is no terminal that could show it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise TrainerError(
            "The full screen needs a terminal on both ends; “trainer study --plain” works without one."
        )
    from trainer.tui.app import run as run_app

    run_app(
        chosen.folders, chosen.database_file, chosen.clock(), start_with_study=start_with_study, count=count
    )
