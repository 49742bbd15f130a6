"""Exam blueprints: what a paper weighs, read from a YAML file; knows no bank and draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.bank.files import SUFFIXES, exercise_files, file_bytes
from trainer.bank.positions import Text
from trainer.bank.reading import MAX_BYTES
from trainer.errors import AuthorError

if TYPE_CHECKING:
    from trainer.bank.format.blueprint import BlueprintFile

DEFAULT: Final = "chain-rule-and-backprop"
"""The blueprint of an exam for which none is named."""

RESERVED: Final = frozenset({"start", "list", "report", "plan", "export"})
"""Names that stand for something else on the command line."""

_NAME_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of `weights`: a skill or a part of the course with its weight, or a topic with its skills.

    `skills` is None for the first two. Weights are at least 0 and count in proportion to each other.
    """

    name: Text
    weight: float
    skills: Mapping[Text, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Blueprint:
    """What an exam consists of.

    `name` is the file's. `pass_mark` lies in 0 .. 1. `kinds` restricts the kinds of exercises (empty: all).
    `hint_cost` is the share of a question's points that each hint costs; None where hints are not given.
    """

    name: str
    title: str
    description: str
    count: int
    minutes: int
    pass_mark: float
    entries: tuple[Entry, ...]
    kinds: tuple[Text, ...]
    hint_cost: float | None
    file: Path


@dataclass(frozen=True, slots=True)
class Blueprints:
    """The blueprints by name, in the order of folders and files, and what was wrong with others."""

    found: Mapping[str, Blueprint]
    faults: tuple[AuthorError, ...]


def load_blueprints(folders: Sequence[Path]) -> Blueprints:
    """Every blueprint under `folders`; one in a later folder replaces one of the same name.

    Of two in one folder the first counts, and the other is a fault.
    Never raises for a broken file: it is listed in `faults`. A folder that does not exist is empty.
    """
    faults: list[AuthorError] = []
    found: dict[str, Blueprint] = {}
    files: dict[str, Path] = {}
    for file in exercise_files([folder for folder in folders if folder.is_dir()], faults):
        blueprint, wrong = read_blueprint(file)
        faults += wrong
        if blueprint is None:
            continue
        before = files.setdefault(blueprint.name, file)
        if before != file and before.parent == file.parent:
            faults.append(AuthorError(f"{before.name} is an exam of the same name; rename one", file=file))
            continue
        files[blueprint.name], found[blueprint.name] = file, blueprint
    return Blueprints(found, tuple(faults))


def read_blueprint(file: Path) -> tuple[Blueprint | None, tuple[AuthorError, ...]]:
    """The blueprint in `file`, or None and everything that is wrong with it."""
    from pydantic import ValidationError

    from trainer.bank.format.blueprint import BlueprintFile
    from trainer.bank.format.faults import author_errors
    from trainer.bank.yaml_document import read_yaml

    try:
        data = file_bytes(file)
        if len(data) > MAX_BYTES:
            return None, (AuthorError(f"a blueprint has at most {MAX_BYTES:,} bytes", file=file),)
        _check_name(file)
        document = read_yaml(data, file)
        model = BlueprintFile.model_validate(document)
    except OSError as error:
        return None, (AuthorError(f"the file cannot be read: {error.strerror}", file=file),)
    except AuthorError as fault:
        return None, (fault,)
    except ValidationError as error:
        return None, tuple(fault for _, fault in author_errors(error, document, file))
    return _blueprint(model, file), ()


def _check_name(file: Path) -> None:
    """A name can be typed after `trainer exam` and means nothing else there."""
    name = file.name.removesuffix(next((end for end in SUFFIXES if file.name.endswith(end)), ""))
    if name in RESERVED:
        message = (
            f"a blueprint cannot be called {name!r}: “trainer exam {name}” is a command; rename the file"
        )
        raise AuthorError(message, file=file, field="name")
    if not name or set(name) - _NAME_CHARACTERS or name.startswith("-"):
        message = "the name of a blueprint's file is small letters, digits and hyphens (such as my-exam.yaml)"
        raise AuthorError(message, file=file, field="name")


def _blueprint(model: BlueprintFile, file: Path) -> Blueprint:
    return Blueprint(
        name=file.stem,
        title=str(model.title),
        description=str(model.description),
        count=model.count,
        minutes=model.minutes,
        pass_mark=model.pass_mark,
        entries=tuple(
            Entry(name, sum(value.values()), value) if isinstance(value, dict) else Entry(name, value)
            for name, value in model.weights.items()
        ),
        kinds=model.kinds,
        hint_cost=(model.hint_cost or 0.0) if model.hints == "allowed" else None,
        file=file,
    )
