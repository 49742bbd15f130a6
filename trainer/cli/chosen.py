"""What the shared options stand for: places, clock, bank and store; needs no command-line library."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.errors import TrainerError
from trainer.paths import database_path, exercise_folders

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.bank.exercise import Bank
    from trainer.store.store import Store

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9000
_NOON: Final = 12
_LONGEST_DATE: Final = len("2026-11-24")


@dataclass(frozen=True, slots=True)
class Settings:
    """The shared options as given; what a command gives goes before what stands before the command."""

    database: Path | None = None
    exercises: tuple[Path, ...] = ()
    now: str | None = None

    def over(self, earlier: Settings) -> Settings:
        """These, and where nothing is given, the earlier ones."""
        return Settings(
            self.database or earlier.database,
            self.exercises or earlier.exercises,
            earlier.now if self.now is None else self.now,
        )

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of exercises, the built-in one first."""
        return exercise_folders(self.exercises)

    @property
    def database_file(self) -> Path:
        """Where the learner's progress is."""
        return database_path(self.database)

    def clock(self) -> Callable[[], datetime]:
        """The system's clock in local time, or one that began to run at `now`; TrainerError if unreadable."""
        if self.now is None:
            return lambda: datetime.now().astimezone()
        begin, begun = _moment(self.now), time.monotonic()
        return lambda: begin + timedelta(seconds=time.monotonic() - begun)

    def bank(self) -> Bank:
        """All exercises; faulty ones are left out and listed in `faults`."""
        from trainer.bank import cache_folder, load_bank

        return load_bank(self.folders, cache_folder())

    def blueprints(self) -> Blueprints:
        """The exams there are: shipped ones and the learner's own."""
        from trainer.bank.blueprint import load_blueprints
        from trainer.paths import exam_folders

        return load_blueprints(exam_folders())

    def store(self) -> Store:
        """The progress file, opened; raises StoreError."""
        from trainer.store import open_store

        return open_store(self.database_file)


def _moment(text: str) -> datetime:
    """The time that `text` names, local where it names no zone; of a day alone its noon.

    Midnight would still belong to the study day before.
    """
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= _LONGEST_DATE:
            moment = moment.replace(hour=_NOON)
    except ValueError:
        raise TrainerError(f"--now: {text!r} is no time; write it like 2026-11-24T18:30.") from None
    if not _FIRST_YEAR < moment.year < _LAST_YEAR:
        raise TrainerError(f"--now: the year {moment.year} is out of reach.")
    return moment if moment.tzinfo is not None else moment.astimezone()
