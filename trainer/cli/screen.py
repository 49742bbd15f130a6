"""The full screen, where there is a terminal for it; needs no command-line library, to come up fast."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.cli.chosen import Settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.memory.policy import Policy
    from trainer.session.exam.opening import Wish
    from trainer.session.exam.report import Report


def full_screen(
    chosen: Settings,
    *,
    start_with_study: bool,
    count: int | None = None,
    policy: Callable[[Bank], Policy] | None = None,
) -> None:
    """Run the full screen; TrainerError where there is no terminal that could show it."""
    refuse_without_terminal("“trainer study --plain” and “trainer drill SKILL --plain” work without one.")
    gc.disable()  # until the first screen is there: it would search what start-up makes, and find nothing
    from trainer.tui.running import run as run_app

    wants_exams = run_app(
        chosen.folders,
        chosen.database_file,
        chosen.clock(),
        start_with_study=start_with_study,
        policy=policy,
        count=count,
    )
    if wants_exams:
        from trainer.session.exam.opening import Wish

        full_screen_exam(chosen, Wish())


def full_screen_exam(chosen: Settings, wish: Wish) -> None:
    """Run the screens of the mock exams, and then the practice that the learner asks for there."""
    refuse_without_terminal("“trainer exam --plain” works without one.")
    from trainer.cli.exam_sitting import room_for
    from trainer.tui.exam.app import run as run_exam

    afterwards = run_exam(lambda: room_for(chosen, wish))
    if afterwards is not None:
        missed = afterwards.practise
        full_screen(
            chosen,
            start_with_study=missed is not None,
            policy=None if missed is None else (lambda bank: _practice_of(missed, bank, chosen)),
        )


def _practice_of(missed: Report, bank: Bank, chosen: Settings) -> Policy:
    from trainer.session.exam.practised import practice_of

    return practice_of(missed, bank, chosen.clock()())


def refuse_without_terminal(way_out: str) -> None:
    """Raise TrainerError, with a way out, where there is no terminal that could show a full screen."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise TrainerError(f"The full screen needs a terminal on both ends; {way_out}")
