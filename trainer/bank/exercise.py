"""What the bank holds: skills, exercises as templates, and the faults found on the way.

Plain immutable data; formulas are still texts with their places, parsed once by `Exercise.template`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.bank.authored import Authored
from trainer.bank.draw import Parameter
from trainer.bank.positions import Text
from trainer.errors import AuthorError
from trainer.maths.judging.verdict import Requirement

if TYPE_CHECKING:
    from trainer.bank.template import Template

AUTO = "auto"
WHOLE = "answer"
"""The name of the part of an exercise that asks for one thing."""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One thing asked for: a formula for its value, and how exact or in which form it must be."""

    name: str
    value: Text
    label: Text | None = None
    requirement: Requirement = field(default_factory=Requirement)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A wrong answer as the author typed it, by part (not necessarily every part), and what is said to it."""

    texts: Mapping[str, Text]
    because: Text


@dataclass(frozen=True, eq=False)
class Exercise:
    """One way of asking for a skill. `id` is `<skill>/<id in the file>`; `line` is where it starts.

    `detail` is what its kind has beside the parts. `hints` and `solution` are lines of prose in which `auto`
    stands for what the derivation yields; None where the author wrote none.
    """

    id: str
    skill: str
    kind: str
    params: Mapping[str, Parameter]
    where: tuple[Text, ...]
    variables: Mapping[str, Text]
    given: Mapping[str, Text]
    at: Mapping[str, Text]
    ask: Text
    parts: tuple[AskedPart, ...]
    hints: tuple[Text, ...] | None
    solution: tuple[Text, ...] | None
    accept: tuple[Mapping[str, Text], ...]
    reject: tuple[Rejected, ...]
    file: Path
    line: int
    template_hash: str
    detail: Authored | None = None

    @cached_property
    def template(self) -> Template:
        """The formulas parsed and the prose taken apart; AuthorError with its place for a bad one."""
        from trainer.bank.template_reader import read_template

        return read_template(self)

    def fault(
        self, message: str, text: Text | None = None, *, field: str = "", offset: int = 0
    ) -> AuthorError:
        """An error at a place of this exercise: at character `offset` of `text`, else at its first line."""
        if text is None:
            return AuthorError(message, file=self.file, line=self.line, field=field)
        column = text.column if text.shift is None else text.column + text.shift + offset
        return AuthorError(message, file=self.file, line=text.line, column=column, field=field)


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing that can be learned: its place in the course and its exercises.

    `part` is the heading it stands under, `order` its position in the whole course, counted from 0.
    `renames` are the ids that it had before; `renamed` pairs old ids of its exercises with those of now.
    """

    id: str
    title: str
    part: str
    level: str
    requires: tuple[Text, ...]
    why: str
    exercises: tuple[str, ...]
    file: Path
    order: int
    renames: tuple[Text, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Exercises that came from elsewhere: `name` stands before their ids, the rest is for people.

    `file` is its pack.yaml; where it has none, its folder (for loose files, the folder of the first).
    """

    name: str
    title: str = ""
    description: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    file: Path = Path()


@dataclass(frozen=True, slots=True)
class Bank:
    """Every usable skill and exercise by id, in course order, and what was wrong with the rest.

    `renamed_skills` and `renamed_exercises` lead from ids of before to those of now.
    """

    skills: Mapping[str, Skill]
    exercises: Mapping[str, Exercise]
    faults: tuple[AuthorError, ...]
    packs: tuple[Pack, ...] = ()
    renamed_skills: Mapping[str, str] = field(default_factory=dict)
    renamed_exercises: Mapping[str, str] = field(default_factory=dict)
