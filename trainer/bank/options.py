"""Whether two options of a choice come out equal for a draw: then it is no fair question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from trainer.bank.authored import AuthoredChoices
from trainer.bank.exercise import Exercise
from trainer.bank.placeholders import fill, slots
from trainer.bank.template import Template
from trainer.errors import AnswerError
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Expr, symbols
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

_FORMULA = re.compile(r"\s*\$\$?([^$]+)\$\$?\s*[.,;]?\s*")
_CROSSES = ("\\times", "×")
_FEWEST = 4
_CLOSE = 1e-9


def equal_options(exercise: Exercise, template: Template, values: Mapping[str, Expr]) -> str:
    """Which two options are equal with these values, in words; empty where all differ.

    Equal are two with the same text. Two formulas of the same value are so too, unless both are right (one
    may be asked to find them all) or neither is drawn (then their form may be what is asked about).
    AuthorError where the same text stands twice whatever is drawn.
    """
    asked = exercise.detail
    if not isinstance(asked, AuthoredChoices):
        return ""
    prose = [template.said[f"option {i}"] for i in range(len(asked.options))]
    texts = [" ".join(fill(each, values, to_tex).split()) for each in prose]
    for i, j in combinations(range(len(texts)), 2):
        drawn = bool(slots(prose[i]) | slots(prose[j]))
        if texts[i] == texts[j]:
            if not drawn:
                raise exercise.fault(
                    f"options {i + 1} and {j + 1} have the same text", asked.options[j].text, field="options"
                )
            return f"options {i + 1} and {j + 1} have the same text"
        both_right = asked.options[i].right and asked.options[j].right
        if drawn and not both_right and _same_value(texts[i], texts[j], template.variables):
            return f"options {i + 1} and {j + 1} have the same value"
    return ""


def _same_value(first: str, second: str, names: Names) -> bool:
    """Whether both are formulas, and equal wherever both have a value."""
    left, right = _formula(first, names), _formula(second, names)
    if left is None or right is None:
        return False
    from trainer.maths.judging.plainly import clear_difference

    known = Names(names.variables, free=True)
    if left != right and clear_difference(left, right, known) is not None:
        return False
    return left == right or _same_samples(left, right, known)


def _formula(text: str, names: Names) -> Expr | None:
    """The tree of an option that is nothing but a formula; a shape such as 2×3 is none."""
    match = _FORMULA.fullmatch(text)
    if match is None or any(cross in text for cross in _CROSSES):
        return None
    try:
        return parse(match[1], Names(names.variables, free=True))
    except AnswerError:
        return None


def _same_samples(left: Expr, right: Expr, names: Names) -> bool:
    import numpy as np

    from trainer.maths.judging.sampling import sample
    from trainer.maths.values.evaluate import NoValueError, evaluate

    points = sample(names, symbols(left) | symbols(right))
    try:
        values = np.broadcast_arrays(evaluate(left, points), evaluate(right, points))
    except (NoValueError, ValueError):  # an operator or a relation; or arrays of two shapes
        return False
    given, wanted = (np.asarray(value, dtype=float) for value in values)
    both = np.isfinite(given) & np.isfinite(wanted)
    with np.errstate(invalid="ignore"):
        near = np.abs(given - wanted) <= _CLOSE * np.maximum(np.abs(wanted), _CLOSE)
    return bool(both.sum() >= min(_FEWEST, both.size) and near[both].all())
