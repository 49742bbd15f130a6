"""What goes wrong where an optimiser moves the weight: sign, learning rate, root, moments and decay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trainer.calculus.optimiser_shapes import Root, Steps, Term, average, correction, velocity
from trainer.calculus.optimiser_update import Decay, Update, averaged
from trainer.maths.expr import Add, Call, Expr, Neg, Symbol, substitute, symbols

Edit = tuple[str, Expr]
"""A rule's id and what it makes of a formula or of a part of one."""

ROOT_RULES = frozenset({"root-forgotten", "epsilon-inside-root", "epsilon-outside-root"})
"""What `root_edits` recognises."""


def root_edits(found: Root) -> Iterator[Edit]:
    """A root with epsilon on its other side, or none at all."""
    if found.epsilon is None:
        yield "root-forgotten", found.of
        return
    under, beside = Call("sqrt", (Add((found.of, found.epsilon)),)), Add((_root(found.of), found.epsilon))
    yield "root-forgotten", Add((found.of, found.epsilon))
    yield ("epsilon-outside-root", beside) if found.inside else ("epsilon-inside-root", under)


def update_edits(found: Update, steps: Steps) -> Iterator[Edit]:
    """The mistakes at the step of a weight as a whole, the likelier first."""
    yield ("minus-for-plus" if found.plus else "plus-for-minus"), replace(found, plus=not found.plus).expr
    if found.decay is not None:
        both = replace(found, plus=not found.plus, decay=replace(found.decay, amount=Neg(found.decay.amount)))
        yield "plus-for-minus", both.expr
    if found.rate is not None:
        yield "learning-rate-forgotten", replace(found, rate=None).expr
    yield from _moment_edits(found, steps)
    yield from _denominator_edits(found, steps)
    if found.decay is not None:
        yield from _decay_edits(found, found.decay)


def _moment_edits(found: Update, steps: Steps) -> Iterator[Edit]:
    """Numbers of the step taken from before they were corrected or renewed."""
    names = _names(found, steps)
    raw = {name: corrected.inner for name in names if (corrected := correction(steps.formulas[name], steps))}
    yield from _replaced("no-bias-correction", found, raw)
    old: dict[str, Expr] = {}
    gradient: dict[str, Expr] = {}
    for name in names:
        shape = averaged(name, steps) or velocity(steps.formulas[name], steps)
        if shape is not None:
            old[name] = shape.state
            new = shape.new.expr if isinstance(shape.new, Term) else shape.new
            if Symbol(name) in found.way.above:
                gradient[name] = new
    yield from _replaced("step-with-old-value", found, old)
    yield from _replaced("step-with-gradient", found, gradient)


def _replaced(rule: str, found: Update, others: dict[str, Expr]) -> Iterator[Edit]:
    """The step with other numbers in it: all of them, then one by one."""
    each = [{name: other} for name, other in others.items()] if len(others) > 1 else []
    for chosen in ([others] if others else []) + each:

        def put_in(factors: tuple[Expr, ...], chosen: dict[str, Expr] = chosen) -> tuple[Expr, ...]:
            return tuple(substitute(factor, chosen) for factor in factors)

        way = replace(found.way, above=put_in(found.way.above), below=put_in(found.way.below))
        yield rule, replace(found, way=way).expr


def _denominator_edits(found: Update, steps: Steps) -> Iterator[Edit]:
    """The root under the step missing, of something else, or with epsilon elsewhere."""
    rooted = found.root(steps)
    if rooted is None:
        return
    i, under = rooted
    above, below = found.way.above, found.way.below

    def with_below(other: Expr, top: tuple[Expr, ...] = above) -> Expr:
        return replace(found, way=Term(False, top, (*below[:i], other, *below[i + 1 :]))).expr

    for rule, other in root_edits(under):
        yield rule, with_below(other)
    yield "division-forgotten", replace(found, way=Term(False, above, (*below[:i], *below[i + 1 :]))).expr
    if len(above) == 1 and _is_moment(above[0], steps):
        yield "root-of-first-moment", with_below(_like(under, above[0]))
        yield "moments-exchanged", with_below(_like(under, above[0]), (under.of,))


def _is_moment(expr: Expr, steps: Steps) -> bool:
    """Whether it is an average, corrected or not, rather than the gradient itself."""
    if not isinstance(expr, Symbol) or expr.name not in steps.formulas:
        return average(expr, steps) is not None or correction(expr, steps) is not None
    return averaged(expr.name, steps) is not None or correction(steps.formulas[expr.name], steps) is not None


def _decay_edits(found: Update, decay: Decay) -> Iterator[Edit]:
    yield "decay-forgotten", replace(found, decay=None).expr
    if decay.bare != decay.amount:
        yield "decay-without-learning-rate", replace(found, decay=Decay(decay.bare, decay.bare)).expr
    if found.way.below:
        both = Add((Term(False, found.way.above).expr, decay.bare))
        yield "decay-rescaled", replace(found, way=Term(False, (both,), found.way.below), decay=None).expr
    yield "decay-added", replace(found, decay=replace(decay, amount=Neg(decay.amount))).expr


def _names(found: Update, steps: Steps) -> list[str]:
    """The steps that the way of the weight is made of."""
    used = {name for factor in (*found.way.above, *found.way.below) for name in symbols(factor)}
    return [name for name in steps.formulas if name in used]


def _like(found: Root, of: Expr) -> Expr:
    """The same root of something else."""
    if found.epsilon is None:
        return _root(of)
    return Call("sqrt", (Add((of, found.epsilon)),)) if found.inside else Add((_root(of), found.epsilon))


def _root(of: Expr) -> Expr:
    return Call("sqrt", (of,))
