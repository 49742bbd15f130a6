"""Draws until a draw is usable: parameters, conditions, answers and the listed right and wrong forms."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.bank.draw import Choice, Integers, Reals, count, index
from trainer.bank.exercise import WHOLE, Exercise
from trainer.bank.numbers import exact, written
from trainer.bank.options import equal_options
from trainer.bank.parts import Part, UndefinedAnswerError, build_parts, component_name, components
from trainer.bank.scope import Scope, has_operator
from trainer.bank.template import Condition, Form, Template
from trainer.bank.usable import refusal
from trainer.errors import AuthorError, TrainerError
from trainer.maths.expr import Expr, number, substitute, symbols
from trainer.maths.text import to_text

MAX_DRAWS = 200
MAX_IMPOSSIBLE = 5
"""How many draws may fail because an operator cannot be worked out; each may take long."""

_HOLDS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class RefusedError(Exception):
    """This draw is not usable; the message counts the reasons."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The values of one draw, and the parts and typed forms that follow from them."""

    params: Mapping[str, Fraction]
    given: Mapping[str, Expr]
    scope: Scope
    parts: tuple[Part, ...]
    accept: tuple[Mapping[str, str], ...]
    reject: tuple[Mapping[str, str], ...]


def first_usable(exercise: Exercise, template: Template, seed: int) -> Attempt:
    """The first usable draw of at most 200; AuthorError with the commonest reasons where there is none."""
    refused: Counter[str] = Counter()
    impossible = 0
    drawn = any(count(parameter) > 1 for parameter in exercise.params.values())
    for draw in range(MAX_DRAWS if drawn else 1):
        try:
            return attempt(exercise, template, seed, draw)
        except (RefusedError, UndefinedAnswerError) as refusal:
            refused[str(refusal)] += 1
        except AuthorError:
            raise
        except TrainerError as error:
            refused[error.message] += 1
            impossible += 1
        if impossible >= MAX_IMPOSSIBLE:
            break
    reasons = "; ".join(f"{times} times: {reason}" for reason, times in refused.most_common(3))
    raise exercise.fault(f"no usable draw for seed {seed} ({reasons})", field="params")


def attempt(exercise: Exercise, template: Template, seed: int, draw: int) -> Attempt:
    """One draw of a seed; RefusedError or UndefinedAnswerError where it makes no fair question."""
    drawn = {name: drawn_value(exercise, template, name, seed, draw) for name in exercise.params}
    scope = Scope(drawn)
    given = {name: scope.value(name) for name in template.formulas}
    of_params = [condition for condition in template.where if symbols(condition.relation) <= drawn.keys()]
    for condition in of_params:
        _check(exercise, condition, scope)
    for name, formula in template.given.items():
        given[name] = scope.define(name, formula)
    for condition in template.where:
        if condition not in of_params:
            _check(exercise, condition, scope)
    parts = build_parts(exercise, template, scope)
    if reason := equal_options(exercise, template, drawn | given):
        raise RefusedError(reason)
    leaves = {name: scope.put_in(value) for name, value in template.leaves.items()}
    accept = [_filled(form, scope, parts, leaves) for form in template.accept]
    reject = [_filled(form, scope, parts, leaves) for form in template.reject]
    if reason := refusal(parts, [_comparable(exercise, form, parts) for form in reject], template.variables):
        raise RefusedError(reason)
    return Attempt(
        params={name: value for name, expr in drawn.items() if (value := exact(expr)) is not None},
        given=given,
        scope=scope,
        parts=parts,
        accept=tuple({name: text for name, (text, _) in form.items()} for form in accept),
        reject=tuple({name: text for name, (text, _) in form.items()} for form in reject),
    )


def drawn_value(exercise: Exercise, template: Template, name: str, seed: int, draw: int) -> Expr:
    """The value of the parameter `name` in one draw of a seed."""
    parameter = exercise.params[name]
    i = index(exercise.id, seed, draw, name, count(parameter))
    match parameter:
        case Integers(low, _):
            return number(low + i)
        case Reals(low, _, decimals):
            return written(low + Fraction(i, 10**decimals), decimal=True)
        case Choice():
            return template.options[name][i]


def _check(exercise: Exercise, condition: Condition, scope: Scope) -> None:
    relation = condition.relation
    left, right = (exact(scope.put_in(side)) for side in (relation.left, relation.right))
    if left is None or right is None:
        raise exercise.fault(
            "a condition compares exact numbers, and one side of this is none", condition.text, field="where"
        )
    if not _HOLDS[relation.op](left, right):
        raise RefusedError(f"{condition.text} does not hold")


def _filled(
    form: Mapping[str, Form], scope: Scope, parts: tuple[Part, ...], leaves: Mapping[str, Expr]
) -> dict[str, tuple[str, Expr]]:
    """The typed text and the tree of a form, by the parts of the variant; a fixed text stays as typed."""
    steps = dict(leaves) | {part.name: part.reference for part in parts}
    found: dict[str, tuple[str, Expr]] = {}
    for name, written_form in form.items():
        exprs = _put_in(written_form, scope, steps)
        if name == WHOLE and parts[0].name != WHOLE:
            found |= _by_component(written_form, exprs[-1], parts)
        else:
            text = str(written_form.text) if written_form.fixed else "\n".join(map(to_text, exprs))
            found[name] = (text, exprs[-1])
    return found


def _comparable(
    exercise: Exercise, form: Mapping[str, tuple[str, Expr]], parts: tuple[Part, ...]
) -> dict[str, Expr]:
    """The trees of a form; none where it is no array of the right shape, which can equal no gradient,
    and none of a derivation, which may reach the right end by a wrong way."""
    if (exercise.kind == "gradient" and len(form) != len(parts)) or exercise.kind == "derivation":
        return {}
    return {name: expr for name, (_, expr) in form.items()}


def _put_in(form: Form, scope: Scope, steps: Mapping[str, Expr]) -> tuple[Expr, ...]:
    if form.fixed:
        return form.exprs
    filled = tuple(scope.put_in(expr) for expr in form.exprs)
    if len(filled) == 1 and has_operator(filled[0]):
        from trainer.calculus.resolve import resolve

        filled = (resolve(filled[0]),)
    return tuple(substitute(expr, dict(steps)) for expr in filled)


def _by_component(form: Form, expr: Expr, parts: tuple[Part, ...]) -> dict[str, tuple[str, Expr]]:
    """A vector or matrix spread over the component boxes; anything else typed as a whole into the first."""
    entries = {component_name(position): entry for position, entry in components(expr)}
    if entries.keys() != {part.name for part in parts}:
        return {parts[0].name: (str(form.text) if form.fixed else to_text(expr), expr)}
    return {name: (to_text(entry), entry) for name, entry in entries.items()}
