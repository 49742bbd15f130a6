"""Recognises the step of a weight, and which formulas of a table lead to it; knows no mistakes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.calculus.optimiser_shapes import (
    Average,
    Root,
    Steps,
    Term,
    Velocity,
    average,
    correction,
    root,
    term,
    velocity,
    without,
)
from trainer.maths.expr import ONE, ZERO, Add, Expr, Neg, Symbol, symbols, walk


@dataclass(frozen=True, slots=True)
class Decay:
    """The weight decay that a step takes off beside the gradient's: all of it, and without learning rate."""

    amount: Expr
    bare: Expr


@dataclass(frozen=True, slots=True)
class Update:
    """`weight - rate*above/below - decay`; `way` is the step without its rate, `below` may hold a root.

    `plus` where the step is added as written, as with a velocity that has the minus in it.
    """

    weight: Expr
    way: Term
    rate: Expr | None
    plus: bool
    decay: Decay | None = None

    @property
    def expr(self) -> Expr:
        """The new weight as one tree."""
        factors = self.way.above if self.rate is None else (self.rate, *self.way.above)
        step = Term(not self.plus, factors, self.way.below).expr
        decay = () if self.decay is None else (Neg(self.decay.amount),)
        return Add((self.weight, step, *decay))

    def root(self, steps: Steps) -> tuple[int, Root] | None:
        """The root under the step, and which factor below the line it is."""
        return next(
            ((i, found) for i, each in enumerate(self.way.below) if (found := root(each, steps))), None
        )


def update(expr: Expr, steps: Steps) -> Update | None:
    """The step of a weight that `expr` is, if there is reason to take it for one.

    Reasons: it divides by a root; what it subtracts depends on the weight, or is an average or a velocity.
    """
    if not isinstance(expr, Add):
        return None
    found = _written(expr, steps)
    return found if found is not None and _is_credible(found, steps) else None


def averaged(name: str, steps: Steps) -> Average | None:
    """The average that a step is; `fresh*new` is one from rest if a later average goes on from it."""
    formula = steps.formulas[name]
    found = average(formula, steps)
    if found is not None:
        return found
    alone = term(formula)
    for later in steps.formulas.values():
        following = average(later, steps)
        if following is not None and following.state == Symbol(name) and not alone.minus:
            for i, factor in enumerate(alone.above):
                if steps.is_constant(factor) and steps.same(factor, following.fresh):
                    new = Term(False, without(alone.above, i), alone.below).expr
                    return Average(following.keep, factor, ZERO, new)
    return None


def leading_to_a_step(steps: Steps) -> frozenset[str]:
    """The names of the averages and velocities that a step of a weight or a bias correction makes use of."""
    used: set[str] = set()
    for name, formula in reversed(list(steps.formulas.items())):
        if (found := update(formula, steps)) is not None:
            for factor in (*found.way.above, *found.way.below):
                used |= symbols(factor)
        for node in walk(formula):
            if (corrected := correction(node, steps)) is not None:
                used |= symbols(corrected.inner)
        if name in used:
            shape = averaged(name, steps) or velocity(formula, steps)
            if shape is not None:
                used |= symbols(shape.state)
    return frozenset(used & steps.formulas.keys())


def _written(expr: Add, steps: Steps) -> Update | None:
    first, *others = (term(each) for each in expr.terms)
    weight, decayed = _weight(first, steps)
    if weight is None:
        return None
    decays = [each for each in others if _is_decay(each, weight, steps)] if len(others) > 1 else []
    moves = [each for each in others if each not in decays]
    if len(moves) != 1 or len(decays) > 1:
        return None
    found = _moved(weight, moves[0], steps)
    if found is None:
        return None
    taken = decays[0] if decays else decayed
    if taken is None:
        return _with_decay_inside(found, steps)
    return replace(found, decay=_decay(taken, found.rate, steps))


def _weight(first: Term, steps: Steps) -> tuple[Expr | None, Term | None]:
    """The weight before the step, and what `(1 - rate*decay)*weight` takes off it."""
    if first.below or first.minus:
        return None, None
    if len(first.above) == 1:
        return (None if isinstance(first.above[0], Add) else first.above[0]), None
    if len(first.above) == 2:
        for shrink, weight in (first.above, first.above[::-1]):
            match shrink:
                case Add((one, Neg(taken))) if one == ONE and steps.is_constant(taken):
                    off = term(taken)
                    return weight, Term(True, (*off.above, weight), off.below)
    return None, None


def _is_decay(each: Term, weight: Expr, steps: Steps) -> bool:
    rest = [factor for factor in each.above if factor != weight]
    return (
        each.minus
        and len(rest) == len(each.above) - 1
        and all(map(steps.is_constant, rest))
        and not each.below
    )


def _moved(weight: Expr, move: Term, steps: Steps) -> Update | None:
    for i, factor in enumerate(move.above):
        if len(move.above) > 1 and move.minus and steps.is_share(factor):
            return Update(weight, Term(False, without(move.above, i), move.below), factor, plus=False)
    if len(move.above) == 1 and not move.below and isinstance(move.above[0], Symbol):
        return Update(weight, Term(False, move.above), None, plus=not move.minus)
    if move.minus and any(root(each, steps) for each in move.below) and steps.is_share(move.above[0]):
        return Update(weight, Term(False, (ONE,), move.below), move.above[0], plus=False)
    return None


def _decay(taken: Term, rate: Expr | None, steps: Steps) -> Decay:
    factors = taken.above
    shared = next((i for i, each in enumerate(factors) if rate is not None and steps.same(each, rate)), None)
    bare = factors if shared is None else without(factors, shared)
    return Decay(Term(False, factors, taken.below).expr, Term(False, bare, taken.below).expr)


def _with_decay_inside(found: Update, steps: Steps) -> Update:
    """`rate*(way + decay*weight)` taken apart."""
    way = found.way
    match way.above:
        case (Add((one, other)),) if found.rate is not None and not way.below:
            for move, off in ((one, other), (other, one)):
                bare = term(off)
                if _is_decay(replace(bare, minus=True), found.weight, steps) and root_below(move, steps):
                    amount = Term(False, (found.rate, *bare.above)).expr
                    return replace(found, way=term(move), decay=Decay(amount, bare.expr))
    return found


def root_below(expr: Expr, steps: Steps) -> bool:
    """Whether `expr` divides by a root."""
    return any(root(each, steps) is not None for each in term(expr).below)


def _is_credible(found: Update, steps: Steps) -> bool:
    if found.root(steps) is not None:
        return True
    names = {name for factor in found.way.above for name in symbols(factor)}
    alone = [
        each.name for each in found.way.above if isinstance(each, Symbol) and not steps.is_constant(each)
    ]
    shapes = [averaged(name, steps) or velocity(steps.formulas[name], steps) for name in alone]
    if found.rate is None:
        return any(isinstance(shape, Velocity) for shape in shapes)
    formulas = [steps.formulas[name] for name in alone]
    if any(shapes) or any(root_below(each, steps) or correction(each, steps) for each in formulas):
        return True
    return isinstance(found.weight, Symbol) and found.weight.name in _behind(names, steps)


def _behind(names: set[str], steps: Steps) -> set[str]:
    """The names, and all that enters into those of them that are steps."""
    found = set(names)
    for name, formula in reversed(list(steps.formulas.items())):
        if name in found:
            found |= symbols(formula)
    return found
