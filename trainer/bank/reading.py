"""Reads one exercise file or pack.yaml: bytes in, what it holds and everything wrong with it out.

A function of the bytes and the path alone. What is broken is left out and the rest of the file stays usable.
Formulas are not read here (that takes longer than all else): see `loader.formula_faults`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.bank.exercise import Exercise, Pack, Skill
from trainer.bank.spelling import as_id
from trainer.errors import AuthorError

MAX_BYTES = 1_000_000
MAX_FAULTS = 50
TOO_LARGE = f"the file has more than {MAX_BYTES:,} bytes; no larger one is read"


@dataclass(frozen=True, slots=True)
class FileContent:
    """What one file holds; `skill` is None where its head or all of its exercises cannot be used.

    The skill's `order` is 0 until the whole bank is known.
    """

    skill: Skill | None
    exercises: tuple[Exercise, ...]
    faults: tuple[AuthorError, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """What a pack.yaml says; an empty name where it names none, no pack where its name cannot be told."""

    pack: Pack | None
    faults: tuple[AuthorError, ...]


def read_file(data: bytes, file: Path, most_faults: int = MAX_FAULTS) -> FileContent:
    """The content of an exercise file at `file` (its name and folder stand in for a missing head).

    After `most_faults` faults one more says how many follow.
    """
    from trainer.bank.yaml_document import read_yaml

    if fault := _too_large(data, file):
        return FileContent(None, (), (fault,))
    try:
        document = read_yaml(data, file)
    except AuthorError as fault:
        return FileContent(None, (), (fault,))
    return _content(document, file, most_faults)


def _content(document: Any, file: Path, most_faults: int) -> FileContent:
    model, kept, faults = _validated(document, file)
    if model is None:
        return FileContent(None, (), _few(faults, most_faults))
    skill_id = str(model.skill or as_id(file.stem))
    if not skill_id:
        faults.append(
            AuthorError("this file's name is no id; write one into it, such as `skill: my-rule`", file=file)
        )
        return FileContent(None, (), _few(faults, most_faults))
    exercises, renamed = _exercises(model, kept, skill_id, file, faults)
    if not exercises:
        return FileContent(None, (), _few(faults, most_faults))
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
        renames=model.renames,
        renamed=renamed,
    )
    return FileContent(skill, tuple(exercises), _few(faults, most_faults))


def read_pack(data: bytes, file: Path) -> PackContent:
    """The content of the pack.yaml at `file`; of a faulty one the name, if that is sound."""
    from pydantic import ValidationError

    from trainer.bank.format.faults import author_errors
    from trainer.bank.format.pack import PackFile
    from trainer.bank.yaml_document import read_yaml

    if fault := _too_large(data, file):
        return PackContent(None, (fault,))
    faults: tuple[AuthorError, ...] = ()
    try:
        document = read_yaml(data, file)
        model = PackFile.model_validate(document)
    except AuthorError as fault:
        return PackContent(None, (fault,))
    except ValidationError as error:
        found = author_errors(error, document, file)
        faults = _few([fault for _, fault in found], MAX_FAULTS)
        if not isinstance(document, dict) or any(path[:1] == ("name",) for path, _ in found):
            return PackContent(None, faults)
        model = PackFile.model_validate({key: value for key, value in document.items() if key == "name"})
    pack = Pack(
        name=str(model.name or ""),
        title=str(model.title or ""),
        description=str(model.description or ""),
        licence=str(model.licence or ""),
        authors=tuple(map(str, model.authors)),
        file=file,
    )
    return PackContent(pack, faults)


def _too_large(data: bytes, file: Path) -> AuthorError | None:
    if len(data) <= MAX_BYTES:
        return None
    return AuthorError(TOO_LARGE, file=file)


def _few(faults: list[AuthorError], most: int) -> tuple[AuthorError, ...]:
    """The first faults; a file that is wrong in every line needs no thousand sentences."""
    if len(faults) <= most:
        return tuple(faults)
    last = faults[most - 1]
    more = f"{len(faults) - most:,} more faults follow"
    return (*faults[:most], AuthorError(more, file=last.file, line=last.line, column=last.column))


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
) -> tuple[list[Exercise], tuple[tuple[str, str], ...]]:
    """The exercises with different ids (the others become faults), and the ids they had before."""
    from trainer.bank.format.build import build

    found: dict[str, Exercise] = {}
    claims: list[tuple[Any, Exercise]] = []
    for one, node in zip(model.exercises, nodes, strict=True):
        exercise = build(one, node, skill, file)
        if exercise.id in found:
            earlier = found[exercise.id].line
            faults.append(exercise.fault(f"the id {one.id!r} is taken by line {earlier}", one.id, field="id"))
            continue
        found[exercise.id] = exercise
        claims += [(old, exercise) for old in one.renames]
    return list(found.values()), _renamed(claims, found, skill, faults)


def _renamed(
    claims: list[tuple[Any, Exercise]], found: dict[str, Exercise], skill: str, faults: list[AuthorError]
) -> tuple[tuple[str, str], ...]:
    """Ids of before with those of now; an old id must be nobody's now and claimed once."""
    renamed: dict[str, str] = {}
    for old, exercise in claims:
        old_id = f"{skill}/{old}"
        if old_id in found:
            message = (
                f"{str(old)!r} cannot be an old id: the exercise in line {found[old_id].line} has it now"
            )
        elif old_id in renamed:
            message = f"{str(old)!r} is already said to be an old id of {renamed[old_id]}"
        else:
            renamed[old_id] = exercise.id
            continue
        faults.append(exercise.fault(message, old, field="renames"))
    return tuple(renamed.items())


def _heading(word: str) -> str:
    """`chain-rule` as `Chain rule`."""
    return word.replace("-", " ").replace("_", " ").strip().capitalize()
