"""Finds the exercise files in folders and reads their bytes; knows nothing of what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.bank.reading import MAX_BYTES
from trainer.errors import AuthorError

SUFFIXES = (".yaml", ".yml")


def exercise_files(folders: Iterable[Path], faults: list[AuthorError]) -> list[Path]:
    """Every exercise file once, in the order of folders and paths; what cannot be read is a fault."""
    found: dict[str, None] = {}
    for folder in folders:
        if not folder.is_dir():
            faults.append(AuthorError("this folder of exercises does not exist", file=folder))
            continue
        found |= dict.fromkeys(_files_under(str(folder), faults))
    return [Path(file) for file in found]


def file_bytes(file: Path) -> bytes:
    """The bytes of `file`, of a larger one than is read only the beginning; raises OSError."""
    with file.open("rb") as stream:
        large = os.fstat(stream.fileno()).st_size > MAX_BYTES
        return stream.read(MAX_BYTES + 1 if large else -1)


def _files_under(folder: str, faults: list[AuthorError]) -> Iterator[str]:
    """Files and folders together by name; a link to a folder is not followed, so there is no endless way."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        message = f"this folder of exercises cannot be read: {error.strerror}"
        faults.append(AuthorError(message, file=Path(folder)))
        return
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(entry.path, faults)
        elif entry.name.endswith(SUFFIXES) and entry.is_file():
            yield entry.path
