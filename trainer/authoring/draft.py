"""A file while its author writes it: what it holds now, and what is wrong with it; keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from trainer.authoring.failure import failure
from trainer.bank.exercise import Exercise, Skill
from trainer.bank.files import file_bytes
from trainer.bank.reading import read_file
from trainer.bank.variant import Variant, make_variant
from trainer.errors import AuthorError


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    modified_ns: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What a file held when it was read; `skill` is None where nothing of it can be used."""

    skill: Skill | None
    exercises: tuple[Exercise, ...]
    faults: tuple[AuthorError, ...]

    def has(self, name: str) -> bool:
        """Whether the exercise with the id `name` can be used."""
        return any(exercise.id == name for exercise in self.exercises)

    def find(self, name: str, otherwise: int) -> int:
        """The index of the exercise with the id `name`; else `otherwise`, kept within the list."""
        for index, exercise in enumerate(self.exercises):
            if exercise.id == name:
                return index
        return max(0, min(otherwise, len(self.exercises) - 1))


def stamp_of(file: Path) -> Stamp | None:
    """The present stamp of a file; None while there is no such file.

    An editor that saves by renaming another file over this one changes the inode.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def read_draft(file: Path) -> Draft:
    """The file as it is now; a file that cannot be read is one fault."""
    try:
        if file.exists() and not file.is_file():  # of a pipe, reading might never end
            said = "this is a folder, not a file" if file.is_dir() else "this is neither a file nor a folder"
            return Draft(None, (), (AuthorError(said, file=file),))
        content = read_file(file_bytes(file), file)
    except OSError as error:
        return Draft(None, (), (AuthorError(f"the file cannot be read: {error.strerror}", file=file),))
    except Exception as bug:  # noqa: BLE001 -- the author goes on with the file; what failed is said
        return Draft(None, (), (AuthorError(failure(bug), file=file),))
    return Draft(content.skill, content.exercises, content.faults)


def variant_or_fault(exercise: Exercise, seed: int) -> Variant | AuthorError:
    """The variant, or why there is none."""
    try:
        return make_variant(exercise, seed)
    except AuthorError as fault:
        return fault
    except Exception as bug:  # noqa: BLE001 -- the author goes on with the file; what failed is said
        return exercise.fault(failure(bug))
