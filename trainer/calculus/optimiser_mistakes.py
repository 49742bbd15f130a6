"""Predictable wrong steps of optimisers: a formula of a table becomes the formulas it is mistaken for.

The structure decides, not the names: an average, a velocity, a bias correction, the step of a weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from trainer.calculus.optimiser_feedback import FEEDBACK
from trainer.calculus.optimiser_shapes import (
    Average,
    Correction,
    Steps,
    Velocity,
    average,
    correction,
    root,
    term,
    velocity,
)
from trainer.calculus.optimiser_step import ROOT_RULES, Edit, root_edits, update_edits
from trainer.calculus.optimiser_update import Decay, averaged, leading_to_a_step, update
from trainer.maths.expr import ONE, Add, Div, Expr, Mul, Neg, Pow, Symbol, children, number, rebuild, walk
from trainer.maths.rational import rational

_TWO = number(2)
_MOST_NODES = 400
_MOST_FORMULAS = 64

_Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A wrong formula of one step: the rule's id (kebab case, stable), a sentence for the learner."""

    rule: str
    feedback: str
    formula: Expr


def wrong_steps(
    name: str, formulas: Mapping[str, Expr], constants: Mapping[str, Fraction]
) -> tuple[WrongStep, ...]:
    """What the step `name` is mistaken for, the likelier first; at most 64.

    `formulas` are those of all steps in order, over given numbers and earlier steps; `constants` are the
    values of the given numbers, where they have any. A wrong formula may have the value of the right one,
    or of another: whoever compares numbers has to sift them.
    """
    formula = formulas[name]
    if sum(1 for each in formulas.values() for _ in walk(each)) > _MOST_NODES:
        return ()
    found: dict[Expr, WrongStep] = {}
    for rule, wrong in _Table(Steps(formulas, constants)).edits(name, formula):
        if wrong != formula and wrong not in found:
            found[wrong] = WrongStep(rule, FEEDBACK[rule], wrong)
        if len(found) == _MOST_FORMULAS:
            break
    return tuple(found.values())


class _Table:
    """What one table of steps holds: its averages with their betas, and the decay of its weights."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.used = leading_to_a_step(steps)

    def edits(self, name: str, formula: Expr) -> Iterator[Edit]:
        """Every mistake at the step of a weight, then those at places inside, together and one by one."""
        found = update(formula, self.steps)
        if found is not None:
            yield from update_edits(found, self.steps)
        own = self._own(name, formula)
        yield from own
        within: list[tuple[_Place, str, Expr]] = []
        leads_on = found is not None or name in self.used
        for place, node in _places(formula):
            inside = leads_on or any(correction(each, self.steps) for each in _above(formula, place))
            within += [(place, *edit) for edit in self._local(node, is_inside=inside and bool(place))]
        if (
            found is not None and found.root(self.steps) is not None
        ):  # its mistakes came with those of the step
            within = [each for each in within if each[1] not in ROOT_RULES]
        for rule in dict.fromkeys(rule for _, rule, _ in within):
            firsts = {place: wrong for place, each, wrong in reversed(within) if each == rule}
            if len(firsts) > 1:
                yield rule, _put_in(formula, firsts)
            for place, each, wrong in within:
                if each == rule:
                    yield rule, _put_in(formula, {place: wrong})

    def _own(self, name: str, formula: Expr) -> list[Edit]:
        """The mistakes of a step that is an average or a velocity as a whole."""
        if name not in self.used:
            return []
        shape = averaged(name, self.steps) or velocity(formula, self.steps)
        if isinstance(shape, Average):
            return list(self._average_edits(shape))
        return [] if shape is None else list(self._velocity_edits(name, shape))

    def _local(self, node: Expr, *, is_inside: bool) -> Iterator[Edit]:
        """The mistakes at one node; an average inside counts where something is made of it."""
        steps = self.steps
        corrected = correction(node, steps)
        if corrected is not None and self._is_of_average(corrected):
            yield from self._correction_edits(corrected)
        shape = average(node, steps) if is_inside else None
        if shape is not None:
            yield from self._average_edits(shape)
        if (found := root(node, steps)) is not None and is_inside:
            yield from root_edits(found)

    def _is_of_average(self, corrected: Correction) -> bool:
        for factor in term(corrected.inner).above:
            if isinstance(factor, Symbol) and factor.name in self.steps.formulas:
                if averaged(factor.name, self.steps) is not None:
                    return True
            elif average(factor, self.steps) is not None:
                return True
        return corrected.t != ONE and isinstance(corrected.inner, Symbol)

    def _correction_edits(self, found: Correction) -> Iterator[Edit]:
        def over(exponent: Expr, beta: Expr = found.beta) -> Expr:
            return Div(found.inner, Add((ONE, Neg(Pow(beta, exponent)))))

        yield "no-bias-correction", found.inner
        t = self.steps.value(found.t)
        if t is None or t > 1:
            yield "bias-correction-first-step", over(ONE)
            yield "bias-correction-step-before", over(Add((found.t, Neg(ONE))))
        yield "bias-correction-step-after", over(Add((found.t, ONE)))
        for other in self._betas:
            if not self.steps.same(other, found.beta):
                yield "betas-exchanged", over(found.t, other)
        yield "bias-correction-multiplied", Mul((found.inner, Add((ONE, Neg(Pow(found.beta, found.t))))))

    def _average_edits(self, found: Average) -> Iterator[Edit]:
        square = _squared(found.new)

        def made(new: Expr, keep: Expr = found.keep, fresh: Expr = found.fresh) -> Expr:
            return Add((Mul((keep, found.state)), Mul((fresh, new))))

        if square is not None:
            yield "square-forgotten", made(square)
        yield "fresh-factor-forgotten", made(found.new, fresh=ONE)
        for other in self._betas:
            if not self.steps.same(other, found.keep):
                yield "betas-exchanged", made(found.new, other, Add((ONE, Neg(other))))
        yield "shares-exchanged", made(found.new, found.fresh, found.keep)
        yield "old-value-forgotten", Mul((found.fresh, found.new))
        for decay in self._decays:
            grown = Add((found.new if square is None else square, decay.bare))
            yield "decay-in-gradient", made(grown if square is None else Pow(grown, _TWO))
        if square is None:
            yield "gradient-squared", made(Pow(found.new, _TWO))
            yield "gradient-sign", made(Neg(found.new))
        else:
            yield "factor-squared", made(found.new, fresh=Pow(found.fresh, _TWO))
            for first in self._first_moments(square):
                yield "first-moment-squared", made(Pow(first, _TWO))
        yield "old-value-in-full", made(found.new, keep=ONE)

    def _velocity_edits(self, name: str, found: Velocity) -> Iterator[Edit]:
        kept, new = Mul((found.keep, found.state)), found.new.expr
        for i, factor in enumerate(found.new.above[:-1]):
            if self.steps.is_share(factor):
                rest = found.new.above[:i] + found.new.above[i + 1 :]
                yield "learning-rate-forgotten", Add((kept, replace(found.new, above=rest).expr))
        fresh = Add((ONE, Neg(found.keep)))
        yield "fresh-factor-put-in", Add((kept, Mul((fresh, new))))
        yield "velocity-sign", Add((kept, Neg(new)))
        yield "old-value-forgotten", new
        yield "beta-on-both", Mul((found.keep, Add((found.state, new))))
        for formula in self.steps.formulas.values():
            move = update(formula, self.steps)
            if move is not None and move.rate is not None and Symbol(name) in move.way.above:
                yield "learning-rate-twice", Add((kept, Mul((move.rate, new))))
        yield "old-value-in-full", Add((found.state, new))

    @cached_property
    def _averages(self) -> dict[str, Average]:
        found = {name: averaged(name, self.steps) for name in self.steps.formulas if name in self.used}
        return {name: each for name, each in found.items() if each is not None}

    @cached_property
    def _betas(self) -> list[Expr]:
        """The different betas of the table, those of averages and of bias corrections."""
        nodes = [node for formula in self.steps.formulas.values() for node in walk(formula)]
        betas = [each.keep for each in self._averages.values()]
        betas += [each.beta for each in (correction(node, self.steps) for node in nodes) if each is not None]
        different: list[Expr] = []
        for beta in betas:
            if not any(self.steps.same(beta, other) for other in different):
                different.append(beta)
        return different

    @cached_property
    def _decays(self) -> list[Decay]:
        found = (update(formula, self.steps) for formula in self.steps.formulas.values())
        return [each.decay for each in found if each is not None and each.decay is not None]

    def _first_moments(self, gradient: Expr) -> Iterator[Expr]:
        """The names of the averages of this gradient itself."""
        yield from (Symbol(name) for name, each in self._averages.items() if each.new == gradient)


def _squared(expr: Expr) -> Expr | None:
    """What is squared, if `expr` is a square."""
    match expr:
        case Pow(base, exponent) if rational(exponent) == 2:
            return base
        case Mul((one, other)) if one == other:
            return one
    return None


def _places(formula: Expr) -> Iterator[tuple[_Place, Expr]]:
    """Every node with the way to it from the top."""
    queue: list[tuple[_Place, Expr]] = [((), formula)]
    for place, node in queue:
        yield place, node
        queue += [((*place, i), part) for i, part in enumerate(children(node))]


def _above(formula: Expr, place: _Place) -> Iterator[Expr]:
    """The nodes on the way to a place, from the top."""
    node = formula
    for i in place:
        yield node
        node = children(node)[i]


def _put_in(formula: Expr, wrong: Mapping[_Place, Expr], at: _Place = ()) -> Expr:
    """The formula with other parts at these places; inside such a part no further one is."""
    if at in wrong:
        return wrong[at]
    parts = children(formula)
    return rebuild(formula, tuple(_put_in(part, wrong, (*at, i)) for i, part in enumerate(parts)))
