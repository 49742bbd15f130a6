"""What SQLite's and the system's refusals mean for a learner: a sentence and a way out, no traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from trainer.errors import StoreError

_OTHER_PLACE: Final = "Choose another place with --db or TRAINER_DB."
_SAVED: Final = "Everything acknowledged before is still there."

_MEANINGS: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "is locked by another program",
        "Close the other trainer or database browser and try again.",
    ),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "Close it and try again."),
    sqlite3.SQLITE_PROTOCOL: ("is locked by another program", "Close it and try again."),
    sqlite3.SQLITE_READONLY: (
        "cannot be written",
        f"Make the file and its folder writable. {_OTHER_PLACE}",
    ),
    sqlite3.SQLITE_PERM: ("may not be accessed", f"Make the file and its folder yours. {_OTHER_PLACE}"),
    sqlite3.SQLITE_FULL: ("has no room left on the disk", f"Free some space and try again. {_SAVED}"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk failed", f"Check the disk. {_OTHER_PLACE}"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", f"Check that its folder can be written. {_OTHER_PLACE}"),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        f"Leave the file as it is, copy it aside and restore a backup. {_OTHER_PLACE}",
    ),
    sqlite3.SQLITE_NOTADB: ("is not a database", f"The file is left as it is. {_OTHER_PLACE}"),
}
"""Primary result code (https://www.sqlite.org/rescode.html) to what the file does and the way out."""


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn refusals of the file at `path` into StoreError; a bug (bad SQL, broken constraint) stays loud."""
    try:
        yield
    except sqlite3.Error as error:
        if (meaning := _meaning(error)) is None:
            raise
        raise _refusal(path, *meaning) from error


def no_folder(path: Path, error: OSError) -> StoreError:
    """The refusal when the folder of `path` cannot be made."""
    reason = error.strerror or str(error)
    return StoreError(
        f"The folder for the progress file {path} cannot be made ({reason}).", way_out=_OTHER_PLACE
    )


def too_new(path: Path, version: int, known: int) -> StoreError:
    """The refusal of a file that a newer program wrote."""
    return StoreError(
        f"The progress file {path} is of a newer trainer (version {version}; this one knows {known}).",
        way_out=f"Update the trainer; the file is left untouched. {_OTHER_PLACE}",
    )


def foreign(path: Path) -> StoreError:
    """The refusal of a database that is another program's."""
    return StoreError(
        f"{path} is a database of another program.", way_out=f"It is left untouched. {_OTHER_PLACE}"
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process was using the file."""
    return _primary_code(error) == sqlite3.SQLITE_BUSY


def _meaning(error: sqlite3.Error) -> tuple[str, str] | None:
    return _MEANINGS.get(_primary_code(error))


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its details; 0 for what the driver itself has raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _refusal(path: Path, does: str, way_out: str) -> StoreError:
    return StoreError(f"The progress file {path} {does}.", way_out=way_out)
