"""Decides which pack each file belongs to and what stands before its ids; reads no exercise.

The first folder is the course itself and has no prefix. Every other folder is a pack, named by its pack.yaml,
else by itself; single files are the pack `own`. Two packs never share a name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from trainer.bank.exercise import Pack
from trainer.bank.files import PACK_FILE, SUFFIXES, TooMuchError, files_under
from trainer.bank.reading import PackContent
from trainer.bank.spelling import as_id
from trainer.errors import AuthorError

OWN: Final = "own"
"""The pack of single files."""


@dataclass(frozen=True, slots=True)
class Place:
    """Files that are one pack, in order; None for the course, whose ids have no prefix."""

    pack: Pack | None
    files: list[Path] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """What stands before the ids of its skills and exercises."""
        return f"{self.pack.name}/" if self.pack else ""


def places(
    folders: Sequence[Path], read_head: Callable[[Path], PackContent], faults: list[AuthorError]
) -> list[Place]:
    """The folders and single files as places, in their order; what is given twice counts once.

    `read_head` reads a pack.yaml. A folder without a usable name, with the name of an earlier pack, or
    beyond a bound is a fault and left out.
    """
    sorter = _Sorter(read_head, faults)
    for i, folder in enumerate(folders):
        sorter.take(folder, is_course=i == 0)
    return sorter.found


class _Sorter:
    """The places so far, and the real paths that were given."""

    def __init__(self, read_head: Callable[[Path], PackContent], faults: list[AuthorError]) -> None:
        self.found: list[Place] = []
        self._read_head = read_head
        self._faults = faults
        self._packs: dict[str, Place] = {}
        self._given: dict[str, None] = {}

    def take(self, folder: Path, *, is_course: bool) -> None:
        real = os.path.realpath(folder)
        if not folder.exists():
            self._faults.append(AuthorError("this folder of exercises does not exist", file=folder))
            return
        if any(str(path) in self._given for path in (real, *Path(real).parents)):
            return
        below = os.path.join(real, "")  # noqa: PTH118  # with the separator at its end
        besides = [str(folder / path.removeprefix(below)) for path in self._given if path.startswith(below)]
        self._given[real] = None
        if not folder.is_dir():
            self._take_file(folder, is_course=is_course)
        elif is_course:
            self._add(None, folder, besides)
        elif (pack := self._pack(folder)) is not None and not self._is_taken(pack, folder):
            self._add(pack, folder, besides)

    def _take_file(self, file: Path, *, is_course: bool) -> None:
        own = Pack(OWN, file=file.parent)
        if not file.name.endswith(SUFFIXES) or not file.is_file():
            self._faults.append(AuthorError("this is neither a folder nor an exercise file", file=file))
        elif is_course:
            self.found.append(Place(None, [file]))
        elif OWN in self._packs and self._packs[OWN].files:
            self._packs[OWN].files.append(file)
        elif not self._is_taken(own, file):
            self._packs[OWN] = Place(own, [file])
            self.found.append(self._packs[OWN])

    def _add(self, pack: Pack | None, folder: Path, besides: list[str]) -> None:
        try:
            place = Place(pack, files_under(folder, self._faults, besides))
        except TooMuchError as fault:
            self._faults.append(fault)
            return
        self.found.append(place)
        if pack is not None:
            self._packs[pack.name] = place

    def _pack(self, folder: Path) -> Pack | None:
        """What the folder's pack.yaml says, with the folder's name where it has none; None where unusable."""
        head = folder / PACK_FILE
        if head.is_symlink():
            self._faults.append(AuthorError(f"{PACK_FILE} is a link; the pack is left out", file=folder))
            return None
        content = self._read_head(head) if head.is_file() else PackContent(Pack("", file=folder), ())
        self._faults += content.faults
        pack = content.pack
        if pack is None or pack.name:
            return pack
        name = as_id(Path(os.path.realpath(folder)).name)
        if not name:
            message = f"this pack has no name; write one into {PACK_FILE}, such as `name: my-exercises`"
            self._faults.append(AuthorError(message, file=folder))
            return None
        return Pack(name, pack.title, pack.description, pack.licence, pack.authors, pack.file)

    def _is_taken(self, pack: Pack, folder: Path) -> bool:
        if pack.name not in self._packs:
            return False
        earlier = self._packs[pack.name].pack
        where = earlier.file if earlier is not None else folder
        where = where.parent if where.name == PACK_FILE else where
        message = (
            f"this is left out: the pack {pack.name!r} is already in {where}; give one of the two another "
            f"name (`name: …` in its {PACK_FILE})"
        )
        self._faults.append(AuthorError(message, file=folder))
        return True
