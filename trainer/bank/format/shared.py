"""The keys that exercises share: identity, parameters, the question, hints, and typed forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from trainer.bank.format.fields import Formula, Formulas, Id, Lines, Name, Prose, Strict, is_mapping
from trainer.bank.format.params import Param


def one_or_parts(value: Any) -> str:
    """The tag of a value that is one formula or a mapping of parts."""
    return "<parts>" if is_mapping(value) else "<one>"


Texts = Annotated[
    Annotated[Formula, Tag("<one>")] | Annotated[dict[Name, Formula], Tag("<parts>")],
    Discriminator(one_or_parts),
]
"""An answer as a learner would type it: one text, or one for each part."""


class Rejected(Strict):
    """A wrong answer, and what is said to a learner who gives it."""

    answer: Texts
    because: Prose


class AnyFields(Strict):
    """The keys that every kind has."""

    id: Id
    params: dict[Name, Param] = Field(default_factory=dict)
    where: Formulas = ()
    variables: dict[Name, Formula] = Field(default_factory=dict)
    given: dict[Name, Formula] = Field(default_factory=dict)
    ask: Prose
    hints: Lines | None = None
    solution: Lines | None = None


class ExerciseFields(AnyFields):
    """The keys of every kind whose answers are typed: forms that must be graded right, and wrong."""

    accept: list[Texts] = Field(min_length=2)
    reject: list[Rejected] = Field(min_length=2)
