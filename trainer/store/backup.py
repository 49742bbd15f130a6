"""A copy of the progress file as it is, made before its tables change; knows neither tables nor events."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def kept_at(path: Path, version: int) -> Path:
    """Where the copy of a progress file of an older version is kept: beside it."""
    return path.with_name(f"{path.name}.version-{version}")


def keep(path: Path, version: int) -> None:
    """Copy the file, checked, to `kept_at`, unless an earlier copy is there, which stays.

    The caller keeps others from writing, and has written nothing yet. Raises sqlite3.Error or OSError, and
    then leaves nothing half written under that name.
    """
    target = kept_at(path, version)
    if target.exists():
        return
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the copy is damaged")
        _sync(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
