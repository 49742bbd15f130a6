"""Which exercise is meant, by its id or its file, and its variant: for `show`, `answer`, `variants`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.chosen import Settings
from trainer.errors import AuthorError, TrainerError

if TYPE_CHECKING:
    from trainer.bank.exercise import Exercise
    from trainer.bank.variant import Variant


@dataclass(frozen=True, slots=True)
class Asked:
    """The exercise meant, and how the others of its file are asked for where a file was named without one."""

    exercise: Exercise
    others: tuple[str, ...] = ()


def variant_of(chosen: Settings, exercise: str, seed: int) -> Variant:
    """The variant; TrainerError (with the nearest ids) if the exercise is unknown, AuthorError if broken."""
    from trainer.bank.variant import make_variant

    return make_variant(asked_for(chosen, exercise).exercise, seed)


def asked_for(chosen: Settings, name: str) -> Asked:
    """The exercise that `name` means: an id of the bank, a FILE (its first one), or FILE#ID.

    The name of its pack may be left out where only one pack has such an exercise.

    Raises TrainerError with the nearest ids, or AuthorError for a file of which nothing can be used.
    """
    path, _, within = name.partition("#")
    if _is_file(path):
        return _in_file(Path(path).expanduser(), path, within)
    bank = chosen.bank()
    found = bank.exercises.get(name)
    if found is not None:
        return Asked(found)
    if name in bank.skills:
        ids = bank.skills[name].exercises
        raise TrainerError(f"{name!r} is a skill; its exercises are {', '.join(ids)}.")
    ends = [known for known in bank.exercises if "/" in name and known.endswith(f"/{name}")]
    if len(ends) == 1:
        return Asked(bank.exercises[ends[0]])
    near = _nearest(name, list(bank.exercises))
    raise TrainerError(f"There is no exercise {name!r}{f'; did you mean {near}?' if near else '.'}")


def _is_file(path: str) -> bool:
    return path.endswith((".yaml", ".yml")) or Path(path).expanduser().is_file()


def _in_file(file: Path, written: str, within: str) -> Asked:
    from trainer.authoring.draft import read_draft

    draft = read_draft(file)
    if not draft.exercises:
        raise next(iter(draft.faults), AuthorError("there is no exercise in this file", file=file))
    names = [exercise.id.rpartition("/")[2] for exercise in draft.exercises]
    if not within:
        return Asked(draft.exercises[0], tuple(f"{written}#{other}" for other in names[1:]))
    if within not in names:
        broken = draft.faults[0] if draft.faults else None
        why = f"; {broken.message} (line {broken.line})" if broken else ""
        raise TrainerError(f"{written} has no exercise {within!r}; it has {', '.join(names)}{why}.")
    return Asked(draft.exercises[names.index(within)])


def _nearest(exercise: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(exercise, known, n=3, cutoff=0.5)
    near = near or [other for other in known if exercise in other][:3]
    return " or ".join(near)
