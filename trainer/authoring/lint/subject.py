"""One exercise under examination: its variants and values, made once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from trainer.authoring.lint.source import Source
from trainer.authoring.lint.table import Table, tables
from trainer.bank.exercise import Exercise
from trainer.bank.positions import Text
from trainer.bank.template import Template
from trainer.bank.variant import Variant


@dataclass(frozen=True, eq=False)
class Subject:
    """An exercise whose formulas can be read, the text of its file, and its variants for the first seeds."""

    exercise: Exercise
    source: Source
    variants: tuple[Variant, ...]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The answers of many draws; empty where they are no formulas that can be evaluated together."""
        return tuple(tables(self.exercise))

    @property
    def template(self) -> Template:
        """The formulas as trees."""
        return self.exercise.template

    @property
    def answer(self) -> Text | None:
        """Where the answer is written; None where it has no place of its own."""
        parts = self.exercise.parts
        return parts[0].value if parts and parts[0].value is not self.exercise.ask else None
