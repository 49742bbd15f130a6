"""Runs the full screen over exercises and a progress file until the learner leaves; draws nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.tui.app import TrainerApp
from trainer.tui.loading import collect_again, opener

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.memory.policy import Policy


def run(
    bank_folders: Sequence[Path],
    database: Path,
    now: Callable[[], datetime],
    *,
    start_with_study: bool = False,
    policy: Callable[[Bank], Policy] | None = None,
    count: int | None = None,
) -> bool:
    """Run the application until the learner leaves it; whether it was for the mock exams.

    `start_with_study` goes to the first question at once; `count` ends a session after so many questions.
    `policy` chooses those of the first session (else the day's queue does).
    Raises TrainerError where exercises or progress cannot be opened.
    """
    app = TrainerApp(opener(bank_folders, database, now, policy, count), start_with_study=start_with_study)
    try:
        wants_exams = app.run()
    finally:
        app.desk.close()
        collect_again()
    if app.failure is not None:
        raise app.failure
    if app.return_code:  # a bug has been shown with its traceback
        raise SystemExit(app.return_code)
    return bool(wants_exams)
