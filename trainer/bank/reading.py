"""Reads one exercise file: bytes in, its skill and exercises and everything wrong with it out.

A function of the bytes and the path alone. What is broken is left out and the rest of the file stays usable.
Formulas are not read here (that takes longer than all else): see `loader.formula_faults`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.bank.exercise import Exercise, Skill
from trainer.errors import AuthorError

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FileContent:
    """What one file holds; `skill` is None where its head or all of its exercises cannot be used.

    The skill's `order` is 0 until the whole bank is known.
    """

    skill: Skill | None
    exercises: tuple[Exercise, ...]
    faults: tuple[AuthorError, ...]


def read_file(data: bytes, file: Path) -> FileContent:
    """The content of an exercise file at `file` (its name and folder stand in for a missing head)."""
    from trainer.bank.yaml_document import read_yaml

    if len(data) > MAX_BYTES:
        fault = AuthorError(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read", file=file)
        return FileContent(None, (), (fault,))
    try:
        document = read_yaml(data, file)
    except AuthorError as fault:
        return FileContent(None, (), (fault,))
    model, kept, faults = _validated(document, file)
    if model is None:
        return FileContent(None, (), tuple(faults))
    skill_id = str(model.skill or file.stem)
    exercises = _exercises(model, kept, skill_id, file, faults)
    if not exercises:
        return FileContent(None, (), tuple(faults))
    skill = Skill(
        id=skill_id,
        title=str(model.title or _heading(skill_id)),
        part=str(model.part or _heading(file.parent.name.lstrip("0123456789-_ "))),
        level=model.level,
        requires=model.requires,
        why=str(model.why or ""),
        exercises=tuple(exercise.id for exercise in exercises),
        file=file,
        order=0,
    )
    return FileContent(skill, tuple(exercises), tuple(faults))


def _validated(document: Any, file: Path) -> tuple[Any, list[Any], list[AuthorError]]:
    """The file's model, the exercises' own nodes, and the faults; broken exercises are dropped once."""
    from pydantic import ValidationError

    from trainer.bank.format.faults import author_errors
    from trainer.bank.format.file import SkillFile

    try:
        return SkillFile.model_validate(document), list(document["exercises"]), []
    except ValidationError as error:
        found = author_errors(error, document, file)
    faults = [fault for _, fault in found]
    broken = {path[1] for path, _ in found if len(path) > 1 and path[0] == "exercises"}
    if any(path[:1] != ("exercises",) or len(path) < 2 for path, _ in found):
        return None, [], faults
    kept = [node for i, node in enumerate(document["exercises"]) if i not in broken]
    if not kept:
        return None, [], faults
    return SkillFile.model_validate({**document, "exercises": kept}), kept, faults


def _exercises(
    model: Any, nodes: list[Any], skill: str, file: Path, faults: list[AuthorError]
) -> list[Exercise]:
    """The exercises with different ids; the others become faults."""
    from trainer.bank.format.build import build

    found: dict[str, Exercise] = {}
    for one, node in zip(model.exercises, nodes, strict=True):
        exercise = build(one, node, skill, file)
        if exercise.id in found:
            earlier = found[exercise.id].line
            faults.append(exercise.fault(f"the id {one.id!r} is taken by line {earlier}", one.id, field="id"))
            continue
        found[exercise.id] = exercise
    return list(found.values())


def _heading(word: str) -> str:
    """`chain-rule` as `Chain rule`."""
    return word.replace("-", " ").replace("_", " ").strip().capitalize()
