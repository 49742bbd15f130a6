"""Decides to which pack each checked file belongs, so that names mean what they will mean when it is studied.

A checked folder is a pack, as it is with `--exercises`; a checked file belongs to the nearest folder above it
that has a pack.yaml. What lies in a known folder belongs to that one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trainer.authoring.lint.finding import Finding, found
from trainer.bank.cache import cache_folder
from trainer.bank.exercise import Pack, Skill
from trainer.bank.files import MAX_LEVELS, PACK_FILE, SUFFIXES, file_bytes
from trainer.bank.loader import load_bank
from trainer.bank.packs import OWN, places
from trainer.bank.reading import PackContent, read_pack
from trainer.errors import AuthorError

MAX_BESIDE = 200
"""Files beside one that belongs to no pack among which its prerequisites are looked for."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The folders that files are seen in, course first, and what stands before the ids of each file."""

    folders: tuple[Path, ...]
    prefixes: dict[Path, str]
    findings: tuple[Finding, ...]

    def prefix(self, file: Path) -> str:
        """What stands before the ids of a file; one that belongs to no pack is one of the learner's own."""
        return self.prefixes.get(real(file), f"{OWN}/")

    def others(self, checked: set[Path]) -> dict[str, Skill]:
        """The skills by full id whose files are not among the real paths `checked`."""
        return _unchecked(self.folders, checked)

    def beside(self, files: Sequence[Path], checked: set[Path]) -> dict[str, Skill]:
        """The same with what lies beside those of the files that belong to no pack."""
        loose = {file.parent: None for file in files if real(file) not in self.prefixes}
        return _unchecked([*self.folders, *(near for folder in loose for near in _beside(folder))], checked)


def surroundings(paths: Sequence[Path], known: Sequence[Path]) -> Surroundings:
    """The packs among the checked `paths`, after the course (first of `known`), before the other known ones.

    A checked pack takes the place of a known one of the same name, as a working copy does; that two checked
    ones have the same name is found.
    """
    roots = list(dict.fromkeys(_roots(paths, known)))
    folders = [folder for folder in (*known[:1], *roots, *known[1:]) if folder.exists()]
    faults: list[AuthorError] = []
    found_places = places(folders, _head, faults)
    prefixes = {real(file): place.prefix for place in found_places for file in place.files}
    of_roots = [found("pack", fault) for fault in faults if fault.file in roots]
    return Surroundings(tuple(folders), prefixes, tuple(of_roots))


def real(path: Path) -> Path:
    """Where a path leads; that of a link in a circle is the link itself."""
    return Path(os.path.realpath(path))


def _roots(paths: Sequence[Path], known: Sequence[Path]) -> Iterator[Path]:
    """The packs that the paths are or belong to, as far as they are not known anyway."""
    inside = {real(folder) for folder in known}
    for path in paths:
        above = [path, *path.absolute().parents][: MAX_LEVELS + 1]
        if inside.isdisjoint(real(folder) for folder in (path, *real(path).parents)):
            packs = (folder for folder in above if (folder / PACK_FILE).is_file())
            root = next(packs, path if path.is_dir() else None)
            yield from [root] if root is not None else []


def _head(file: Path) -> PackContent:
    try:
        return read_pack(file_bytes(file), file)
    except OSError:  # said where the file itself is checked
        return PackContent(Pack("", file=file.parent), ())


def _beside(folder: Path) -> list[Path]:
    """The first exercise files that lie in the folder itself."""
    near = (path for path in folder.iterdir() if path.suffix in SUFFIXES and path.name != PACK_FILE)
    try:
        return sorted(path for path in islice(near, MAX_BESIDE) if path.is_file() and not path.is_symlink())
    except OSError:  # a folder that may not be listed offers nothing
        return []


def _unchecked(folders: Sequence[Path], checked: set[Path]) -> dict[str, Skill]:
    bank = load_bank(folders, cache_folder())
    return {name: skill for name, skill in bank.skills.items() if real(skill.file) not in checked}
