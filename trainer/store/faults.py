"""What SQLite's and the system's refusals mean for a learner: a sentence and a way out, no traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from trainer.errors import StoreError

_OTHER_PLACE: Final = "Choose another place with --db or TRAINER_DB."
_SAVED: Final = "Everything acknowledged before is still there."

_ALTERED: Final = ("Could not decode to UTF-8", "no such column", "no such table")
"""How messages begin where bytes of a text or of the schema have changed; no result code says it."""

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


_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")


class DamagedEntryError(Exception):
    """A row holds what no trainer has written, though SQLite sees nothing wrong with the file."""


def decoding(read: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """`read`, which makes a value of a row's columns; where it cannot, DamagedEntryError."""

    @wraps(read)
    def guarded(*given: _Given.args, **named: _Given.kwargs) -> _Read:
        try:
            return read(*given, **named)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
            raise DamagedEntryError(str(error)) from error

    return guarded


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn refusals of the file at `path` into StoreError; a bug (bad SQL, broken constraint) stays loud."""
    try:
        yield
    except (DamagedEntryError, UnicodeDecodeError) as error:  # the latter from a schema that is no text
        raise damaged(path) from error
    except OSError as error:
        does = f"cannot be used ({error.strerror or error})"
        raise _refusal(path, does, f"Check the disk and the folder. {_OTHER_PLACE}") from error
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


def damaged(path: Path) -> StoreError:
    """The refusal of a file that has lost something, or holds what nobody wrote."""
    return _refusal(path, *_MEANINGS[sqlite3.SQLITE_CORRUPT])


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
    if str(error).startswith(_ALTERED):
        return _MEANINGS[sqlite3.SQLITE_CORRUPT]
    return _MEANINGS.get(_primary_code(error))


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its details; 0 for what the driver itself has raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _refusal(path: Path, does: str, way_out: str) -> StoreError:
    return StoreError(f"The progress file {path} {does}.", way_out=way_out)
