"""What a variant of a kind holds beside its parts: the options of a choice, the lines of an order, and so on.

Drawn and in the order in which they are shown; the texts are prose with TeX.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.maths.domains import Domain
from trainer.maths.expr import Expr

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice under the letter that answers it; `because` is said where it is wrong."""

    letter: str
    text: str
    right: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options as shown; with `several`, any number of them may be right and all must be found."""

    options: tuple[Option, ...]
    several: bool = False

    @property
    def right(self) -> str:
        """The right answer as text: its letters, joined by commas."""
        return ", ".join(option.letter for option in self.options if option.right)


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be put in order, under the number by which it is answered."""

    number: int
    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines as shown; each pair of `before` says that one number must stand before another."""

    lines: tuple[Line, ...]
    before: frozenset[tuple[int, int]]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a derivation starts from, and how many lines it must have before it counts as shown."""

    start: Expr
    wanted: int = 1


@dataclass(frozen=True, slots=True)
class Tensor:
    """The loss whose gradient with respect to the array `variable` is asked for, where the author gave it."""

    loss: Expr | None = None
    variable: str = ""


@dataclass(frozen=True, slots=True)
class ComputedGraph:
    """A computational graph in drawn lines, with question marks and solved; `outline` says it in words."""

    drawing: tuple[str, ...]
    solved: tuple[str, ...]
    outline: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A function that code may call: its value `body` over its one `variable` and the other parameters."""

    variable: str
    body: Expr


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Wrong formulas by result, and what is said to code that computes them."""

    formulas: Mapping[str, Expr]
    because: str


@dataclass(frozen=True, slots=True)
class Code:
    """A function to be written, and what it is judged on.

    It takes the functions `calls`, then the `variables` (with their domains) that are not `hidden`. A result
    may use those before it; `grad(f, x)` in one stands for the slopes of the called function f. `blocks` maps
    the results that are gradients of the `loss` to their variables. Inputs are drawn where no entry of an
    expression in `away` is near zero; `cases` come first. `starter` is what a learner begins with, `source`
    a right answer.
    """

    function: str
    calls: Mapping[str, Called]
    variables: Mapping[str, Domain]
    hidden: tuple[str, ...]
    results: Mapping[str, Expr]
    loss: Expr | None
    blocks: Mapping[str, str]
    away: tuple[Expr, ...]
    cases: tuple[Mapping[str, Expr], ...]
    inputs: int
    wrong: tuple[WrongCode, ...]
    starter: str
    source: str


Detail = Choices | Lines | Derivation | Tensor | ComputedGraph | Code
