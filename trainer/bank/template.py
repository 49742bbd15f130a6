"""What a variant is made from: the formulas of an exercise as trees, its prose in pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.bank.asked import Derivative
from trainer.bank.placeholders import Prose
from trainer.bank.positions import Text
from trainer.maths.expr import Expr, Relation
from trainer.maths.names import Names

if TYPE_CHECKING:
    from trainer.bank.program import Program

PICKED = frozenset({"choice", "order"})
"""The kinds whose answer is picked rather than typed as a formula."""


@dataclass(frozen=True, slots=True)
class Form:
    """An accepted or rejected text and its trees, one for each line of a derivation, else one.

    `fixed` if it holds nothing but variables and numbers.
    """

    text: Text
    exprs: tuple[Expr, ...]
    fixed: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A relation between parameters and the text it was written as."""

    relation: Relation
    text: Text


@dataclass(frozen=True, slots=True)
class Template:
    """All that a variant is made from. `options` holds the choices as trees; `formulas` are the parameters
    whose choices are formulas rather than numbers; `derivatives` are those that each part consists of;
    `hints` and `solution` hold None where `auto` stands (and where nothing was written); `said` are the texts
    of options and lines; `loss` is what a tensor's gradient is taken of; `program` is what code computes."""

    variables: Names
    options: Mapping[str, tuple[Expr, ...]]
    formulas: frozenset[str]
    where: tuple[Condition, ...]
    given: Mapping[str, Expr]
    at: Mapping[str, Expr]
    parts: tuple[Expr, ...]
    derivatives: tuple[tuple[Derivative, ...], ...]
    accept: tuple[Mapping[str, Form], ...]
    reject: tuple[Mapping[str, Form], ...]
    ask: Prose
    labels: tuple[Prose | None, ...]
    hints: tuple[Prose | None, ...]
    solution: tuple[Prose | None, ...]
    because: tuple[Prose, ...]
    said: Mapping[str, Prose]
    loss: Expr | None
    program: Program | None
    leaves: Mapping[str, Expr]
    forward: Mapping[str, Expr]
    asked: tuple[str, ...]

    @property
    def explained(self) -> tuple[Derivative, ...]:
        """The derivatives that the whole answer consists of; empty where a part is anything else."""
        return tuple(one for part in self.derivatives for one in part) if all(self.derivatives) else ()
