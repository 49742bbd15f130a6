"""Opens exercises and progress for the screens; everything heavy is imported here, after the first frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.tui.desk import Opening

if TYPE_CHECKING:
    from trainer.memory.queue import Limits


def opener(
    folders: Sequence[Path],
    database: Path,
    now: Callable[[], datetime],
    limits: Limits | None,
    count: int | None,
) -> Callable[[], Opening]:
    """A call that opens both; it may raise TrainerError."""

    def open_both() -> Opening:
        from trainer.bank import cache_folder, load_bank
        from trainer.session.study import Study
        from trainer.store import open_store

        store = open_store(database)
        bank = load_bank(folders, cache_folder())
        return Opening(lambda: Study(bank, store, now, limits, count), len(bank.faults), store.close)

    return open_both


def warm_up() -> None:
    """Import what the first question and the first check need, while the learner reads the first screen."""
    import trainer.grading
    import trainer.maths.drawing.prose
    import trainer.session.feedback
    import trainer.tui.stage  # noqa: F401
