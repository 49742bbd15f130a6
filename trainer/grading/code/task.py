"""What a code task asks for: a function, its parameters, and formulas for what it returns; never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.maths.domains import Domain
from trainer.maths.expr import Expr


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or an array that is drawn from `domain`.

    Its bounds hold for every entry of an array. With `passed` false the formulas may use it, but the function
    does not get it (the bias of a layer whose backward pass does not need it).
    """

    name: str
    domain: Domain
    passed: bool = True


@dataclass(frozen=True, slots=True)
class FunctionParameter:
    """A function of one argument that the learner's code may call: `name`(`variable`) = `body`.

    The body may use the other parameters; its value is a number.
    """

    name: str
    variable: str
    domain: Domain
    body: Expr


@dataclass(frozen=True, slots=True)
class Result:
    """One returned value; without a formula it is judged by the gradient check alone.

    A formula may use the parameters and the results before it.
    """

    name: str
    formula: Expr | None = None


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The results named in `blocks` are gradients of the scalar `loss` with respect to those parameters.

    The relative error |a−n| / max(|a|, |n|, floor) of every entry must not exceed `tolerance`.
    """

    loss: Expr
    blocks: Mapping[str, str]
    tolerance: float = 1e-5
    floor: float = 1e-6


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong formula for a result that learners write, and what is said of it."""

    result: str
    formula: Expr
    because: str


@dataclass(frozen=True, slots=True)
class CodeTask:
    """A function to be written.

    `parameters` are passed by position in this order. One result is returned as it is, several as a tuple.
    `tolerance` is relative, for each entry. `inputs` counts the random inputs; `cases` are inputs that always
    come first, with formulas for some or all of the parameters (the others are drawn). An input is used only
    where every entry of every expression in `away` is larger than 0.05 in absolute value.
    """

    function: str
    parameters: tuple[Parameter | FunctionParameter, ...]
    results: tuple[Result, ...]
    tolerance: float = 1e-6
    gradient: GradientCheck | None = None
    inputs: int = 6
    away: tuple[Expr, ...] = ()
    cases: tuple[Mapping[str, Expr], ...] = ()
    mistakes: tuple[Mistake, ...] = field(default=())

    @property
    def variables(self) -> tuple[Parameter, ...]:
        """The parameters that are numbers or arrays."""
        return tuple(item for item in self.parameters if isinstance(item, Parameter))

    @property
    def passed(self) -> tuple[Parameter | FunctionParameter, ...]:
        """The parameters that the learner's function is called with, in order."""
        return tuple(item for item in self.parameters if isinstance(item, FunctionParameter) or item.passed)
