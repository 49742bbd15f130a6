"""Whether a draw makes a fair question: answers exist, have a sane size and differ from the wrong ones.

Most draws are seen to be fair with the math module, with wide margins; NumPy decides about the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainer.bank import plain
from trainer.bank.parts import Part
from trainer.maths.expr import Collection, Constant, Expr, Interval, Neg, Relation, symbols, walk
from trainer.maths.names import Names

LARGEST = 1e12
MIN_USABLE = 4
_CLOSE = 1e-9
_PLAINLY_APART = 1e-6
_PLAINLY_SMALL = 1e-3
_SHAPELESS = (Collection, Interval, Relation)


def refusal(parts: Sequence[Part], rejected: Sequence[Mapping[str, Expr]], names: Names) -> str:
    """Why the draw is refused, or an empty text.

    An answer with variables must be finite and at most 1e12 at 4 or more points of the declared domain;
    a number must be so itself. A rejected answer equals the right one where every part that it lists does.
    """
    if _is_plainly_fair(parts, rejected, names):
        return ""
    from trainer.maths.judging.sampling import sample

    points = sample(names, frozenset(name for part in parts for name in symbols(part.reference)))
    references: dict[str, Any] = {}
    for part in parts:
        if not _is_numeric(part.reference):
            continue
        values = _values(part.reference, points)
        references[part.name] = values
        if not _is_sane(values):
            return "an answer is undefined or too large"
    asked = {part.name: part for part in parts}
    for number, form in enumerate(rejected, 1):
        if form and all(
            _equal(asked[name], expr, references.get(name), points) for name, expr in form.items()
        ):
            return f"rejected answer {number} equals the right one"
    return ""


def _is_plainly_fair(parts: Sequence[Part], rejected: Sequence[Mapping[str, Expr]], names: Names) -> bool:
    """Whether nothing is close to a refusal: at half of the points and more, values exist and differ."""
    points = plain.points(names, {name for part in parts for name in symbols(part.reference)})
    references: dict[str, Sequence[float]] = {}
    for part in parts:
        if _is_numeric(part.reference):
            values = references[part.name] = plain.values(part.reference, points)
            if not _at_half([abs(value) <= LARGEST / 10 for value in values]):
                return False
    asked = {part.name: part for part in parts}
    return all(
        not form
        or any(
            _plainly_differs(asked[name], expr, references.get(name), points) for name, expr in form.items()
        )
        for form in rejected
    )


def _plainly_differs(
    part: Part, expr: Expr, reference: Sequence[float] | None, points: Sequence[plain.Point]
) -> bool:
    if part.requirement.form:
        return True
    if reference is None or not _is_numeric(expr) or not symbols(expr) <= points[0].keys():
        return expr != part.reference
    margin = 2 * _most_allowed(part)
    return _at_half(
        [
            abs(value - right) > margin + _PLAINLY_APART * max(abs(value), abs(right), _PLAINLY_SMALL)
            for value, right in zip(plain.values(expr, points), reference, strict=True)
        ]
    )


def _at_half(found: Sequence[bool]) -> bool:
    return bool(found) and 2 * sum(found) >= len(found)


def _most_allowed(part: Part) -> float:
    """No less than `_allowance`, without a logarithm."""
    requirement = part.requirement
    if part.value is None or not requirement.rounded:
        return 0.0
    if requirement.digits is not None:
        return abs(part.value) * 10.0 ** (1 - requirement.digits)
    return 10.0**-requirement.decimals if requirement.decimals is not None else requirement.tolerance or 0.0


def _is_numeric(expr: Expr) -> bool:
    inner = expr.arg if isinstance(expr, Neg) else expr
    return inner != Constant("inf") and not any(isinstance(node, _SHAPELESS) for node in walk(expr))


def _values(expr: Expr, points: Mapping[str, Any]) -> Any:
    """Shape (entries, points); one point where no variable occurs."""
    import numpy as np

    from trainer.maths.values.evaluate import evaluate

    values = np.asarray(evaluate(expr, points), dtype=float)
    return values.reshape(-1, values.shape[-1] if symbols(expr) and values.ndim else 1)


def _is_sane(values: Any) -> bool:
    import numpy as np

    with np.errstate(invalid="ignore"):
        usable = (np.isfinite(values) & (np.abs(values) <= LARGEST)).all(axis=0)
    return bool(usable.sum() >= min(MIN_USABLE, len(usable)))


def _equal(part: Part, expr: Expr, reference: Any, points: Mapping[str, Any]) -> bool:
    """Equal in value wherever both exist; an answer in the wrong form may well have the right value."""
    import numpy as np

    if part.requirement.form:
        return False
    if reference is None or not _is_numeric(expr) or not symbols(expr) <= points.keys():
        return expr == part.reference
    values = _values(expr, points)
    if len(values) != len(reference):
        return False
    both = np.isfinite(values) & np.isfinite(reference)
    with np.errstate(invalid="ignore"):
        gap = np.abs(values - reference)
        allowed = _allowance(part) + _CLOSE * np.maximum(np.abs(reference), 1e-300)
    return bool(both.any() and (gap <= allowed)[both].all())


def _allowance(part: Part) -> float:
    """How far off a number may be and still count as right."""
    if part.value is None or not part.requirement.rounded:
        return 0.0
    from trainer.maths.judging.numbers import last_place

    return last_place(part.value, part.requirement)
