"""Finds the exercise files in a folder and reads their bytes; knows nothing of what is in them.

A folder may come from a stranger: links are not followed, hidden entries are passed over, and how many
entries, files, levels and bytes are looked at has a bound.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from trainer.bank.reading import MAX_BYTES
from trainer.errors import AuthorError

SUFFIXES = (".yaml", ".yml")
PACK_FILE: Final = "pack.yaml"
MAX_FILES = 10_000
MAX_TOTAL = 50_000_000
MAX_ENTRIES = 200_000
MAX_LEVELS = 16


class TooMuchError(AuthorError):
    """A folder that is not read at all, because it goes beyond a bound."""


def exercise_files(folders: Iterable[Path], faults: list[AuthorError]) -> list[Path]:
    """Every exercise file once, in the order of folders and paths; what cannot be read is a fault."""
    found: dict[Path, None] = {}
    for folder in folders:
        if not folder.is_dir():
            faults.append(AuthorError("this folder of exercises does not exist", file=folder))
            continue
        try:
            found |= dict.fromkeys(files_under(folder, faults))
        except TooMuchError as fault:
            faults.append(fault)
    return list(found)


def files_under(folder: Path, faults: list[AuthorError], besides: Collection[str] = ()) -> list[Path]:
    """The exercise files under `folder` in the order of their paths, without the paths in `besides`.

    What cannot be read and what is a link is a fault and left out. Raises TooMuchError beyond a bound.
    """
    walk = _Walk(folder, faults, frozenset(besides))
    walk.take(str(folder), 1)
    return [Path(file) for file in walk.found]


def file_bytes(file: Path) -> bytes:
    """The bytes of `file`, of a larger one than is read only the beginning; raises OSError."""
    with file.open("rb") as stream:
        large = os.fstat(stream.fileno()).st_size > MAX_BYTES
        return stream.read(MAX_BYTES + 1 if large else -1)


class _Walk:
    """Files and folders together by name, counted while they are found."""

    def __init__(self, root: Path, faults: list[AuthorError], besides: frozenset[str]) -> None:
        self.found: list[str] = []
        self._root = root
        self._faults = faults
        self._besides = besides
        self._entries = 0
        self._bytes = 0

    def take(self, folder: str, level: int) -> None:
        for entry in self._inside(folder, level):
            if entry.name.startswith(".") or entry.path in self._besides:
                continue
            is_exercise = entry.name.endswith(SUFFIXES)
            if entry.is_symlink():
                if is_exercise or entry.is_dir():
                    self._refuse(folder, entry.name, "is a link: only what lies in the folder itself is read")
            elif entry.is_dir():
                if self._is_named_well(folder, entry.name):
                    self.take(entry.path, level + 1)
            elif is_exercise and entry.is_file() and self._is_named_well(folder, entry.name):
                self._take_file(folder, level, entry)

    def _inside(self, folder: str, level: int) -> list[os.DirEntry[str]]:
        if level > MAX_LEVELS:
            raise self._too_much(f"it is nested more than {MAX_LEVELS} folders deep")
        try:
            with os.scandir(folder) as entries:
                inside = sorted(islice(entries, MAX_ENTRIES + 1), key=lambda entry: entry.name)
        except OSError as error:
            message = f"this folder of exercises cannot be read: {error.strerror}"
            self._faults.append(AuthorError(message, file=Path(folder)))
            return []
        self._entries += len(inside)
        if self._entries > MAX_ENTRIES:
            raise self._too_much(f"it holds more than {MAX_ENTRIES:,} files")
        return inside

    def _take_file(self, folder: str, level: int, entry: os.DirEntry[str]) -> None:
        if entry.name == PACK_FILE:
            if level > 1:
                said = "is read only at the root of a pack; give this folder a place of its own"
                self._refuse(folder, entry.name, said)
            return
        self._bytes += min(entry.stat().st_size, MAX_BYTES)
        self.found.append(entry.path)
        if len(self.found) > MAX_FILES:
            raise self._too_much(f"it holds more than {MAX_FILES:,} exercise files")
        if self._bytes > MAX_TOTAL:
            raise self._too_much(f"its exercise files have more than {MAX_TOTAL:,} bytes")

    def _is_named_well(self, folder: str, name: str) -> bool:
        if name.isprintable():
            return True
        self._refuse(folder, ascii(name), "is a name with characters that cannot be shown; rename it")
        return False

    def _refuse(self, folder: str, name: str, said: str) -> None:
        shown = name if name.isprintable() else ascii(name)
        self._faults.append(AuthorError(f"{shown} {said}", file=Path(folder)))

    def _too_much(self, said: str) -> TooMuchError:
        return TooMuchError(f"nothing of this folder is read: {said}", file=self._root)
