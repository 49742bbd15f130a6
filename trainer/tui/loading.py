"""Opens exercises and progress for the screens; everything heavy is imported here, after the first frame."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.tui.desk import Opening

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.bank.exercise import Bank
    from trainer.memory.policy import Policy


def opener(
    folders: Sequence[Path],
    database: Path,
    now: Callable[[], datetime],
    policy: Callable[[Bank], Policy] | None,
    count: int | None,
) -> Callable[[], Opening]:
    """A call that opens both; it may raise TrainerError.

    `policy` chooses the questions of the first session; those after it are the day's.
    """

    def open_both() -> Opening:
        from trainer.bank import cache_folder, load_bank
        from trainer.session.exam.planning import Planning
        from trainer.session.study import Study
        from trainer.store import open_store

        missing = tuple(str(folder) for folder in folders if not folder.exists())
        bank = load_bank(folders, cache_folder())
        first = iter([policy(bank)] if policy is not None else [])
        store = open_store(database)
        planning = Planning(bank, store, now, _blueprints)
        return Opening(
            lambda: Study(bank, store, now, next(first, None), count, planning.day().policy),
            max(0, len(bank.faults) - len(missing)),
            missing,
            store.close,
            planning,
        )

    return open_both


def _blueprints() -> Blueprints:
    from trainer.bank.blueprint import load_blueprints
    from trainer.paths import exam_folders

    return load_blueprints(exam_folders())


def warm_up() -> None:
    """Import what the first question and the first check need, while the learner reads the first screen."""
    import trainer.grading
    import trainer.maths.drawing.prose
    import trainer.session.feedback
    import trainer.tui.summary
    import trainer.tui.verdict  # noqa: F401
    from trainer.tui.answer_areas import OWN, area_of

    for kind in OWN:
        area_of(kind)


def collect_again() -> None:
    """Let the garbage collector work again, but not on what start-up has made: that stays."""
    gc.freeze()
    gc.enable()
