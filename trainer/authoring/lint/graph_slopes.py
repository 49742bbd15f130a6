"""The values and gradients of a computational graph by moving its values and following them forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from trainer.authoring.lint.numerics import Numerics, UnknownValueError
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.maths.expr import Expr, Symbol, substitute, symbols

if TYPE_CHECKING:
    from trainer.bank.parts import Part


def moved(variant: Variant, definitions: Mapping[str, Expr]) -> Iterator[tuple[Part, list[Any], list[Any]]]:
    """Every part with the entries of its reference and those found by numbers, where they can be found.

    `definitions` hold the leaves and, last, the forward formulas in order. `dA_dB` of the output A is found
    by moving B and following it; of another A by moving B while A's other inputs stay.
    """
    forward = dict(variant.exercise.template.forward)
    output = next(reversed(forward))
    pairs = {f"d{a}_d{b}": (a, b) for a in forward for b in definitions if b != a}
    for part in variant.parts:
        of, to = pairs.get(part.name, (part.name, ""))
        if of not in forward:
            continue
        found: list[Any] | None
        try:
            found = _number(definitions, forward[of], to, held=of != output)
        except UnknownValueError:
            found = _array(definitions, of, to)
        if found is not None:
            yield part, _entries(part.reference), found


def _number(definitions: Mapping[str, Expr], formula: Expr, to: str, *, held: bool) -> list[Any]:
    numbers = Numerics(definitions)
    if not to:
        return [numbers.value(formula, {})]
    inputs = symbols(formula) if held else ()
    return [numbers.slope(formula, to, {name: numbers.value(Symbol(name), {}) for name in inputs})]


def _array(definitions: Mapping[str, Expr], of: str, to: str) -> list[Any] | None:
    """The same for arrays in doubles: the value of `of`, or its slopes where it is a number."""
    from trainer.grading.code.inputs import value_of
    from trainer.grading.code.slopes import numeric_gradient

    try:
        if not to:
            return list(value_of(_inlined(definitions, of, ""), {}).ravel())
        here = value_of(_inlined(definitions, to, ""), {})
        height = _inlined(definitions, of, to)
        return list(numeric_gradient(height, {to: here}, to).ravel())
    except TrainerError:
        return None


def _inlined(definitions: Mapping[str, Expr], name: str, but: str) -> Expr:
    """The formula of a name over the name `but` alone."""
    formula: Expr = Symbol(name)
    for other in reversed(list(definitions)):
        if other != but:
            formula = substitute(formula, {other: definitions[other]})
    return formula


def _entries(reference: Expr) -> list[Any]:
    from trainer.grading.code.inputs import value_of

    return list(value_of(reference, {}).ravel())
