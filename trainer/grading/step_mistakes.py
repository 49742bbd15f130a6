"""Names the mistake behind a wrong number of a trace: the wrong formula of an optimiser that yields it.

A formula is tried with the right earlier numbers and with the learner's own; a right value is no mistake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.bank.parts import Part
from trainer.bank.scope import Scope, has_operator
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading.mistakes import Mistake
from trainer.grading.result import PartGrade
from trainer.maths.expr import Expr, Number, Symbol, number, substitute, symbols
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome, Requirement

_KIND = "trace"


def with_step_mistakes(
    variant: Variant,
    answers: Mapping[str, Expr],
    parts: Sequence[PartGrade],
    listed: Collection[str] = (),
) -> list[PartGrade]:
    """The parts with the mistakes of optimisers named, where the author has not spoken already.

    `listed` are the parts of a wrong answer that the author lists and the learner gave.
    """
    wrong = [part.name for part in parts if _is_open(part) and part.name not in listed]
    if not wrong or variant.exercise.kind != _KIND:
        return list(parts)
    steps = _Formulas(variant)
    return [
        named(part, mistake)
        if part.name in wrong and (mistake := _mistake(variant, steps, part.name, answers)) is not None
        else part
        for part in parts
    ]


def named(graded: PartGrade, mistake: Mistake) -> PartGrade:
    """The part with its mistake named."""
    return replace(graded, verdict=replace(graded.verdict, message=mistake.feedback), malrule=mistake.rule)


def _is_open(part: PartGrade) -> bool:
    nothing_said = not (part.carried or part.malrule or part.verdict.detail)
    return part.verdict.outcome is Outcome.DIFFERENT and nothing_said


class _Formulas:
    """The steps of a variant as their author wrote them, and the numbers that were drawn for them."""

    def __init__(self, variant: Variant) -> None:
        template = variant.exercise.template
        drawn = {name: number(value) for name, value in variant.params.items()}
        drawn |= {name: variant.given[name] for name in template.formulas}
        self.scope = Scope(drawn)
        for name, formula in template.given.items():
            self.scope.define(name, formula)
        unfolded = _unfolded(template.given)
        self.by_name: dict[str, Expr] = {}
        for part, formula in zip(variant.parts, template.parts, strict=True):
            self.by_name[part.name] = substitute(formula, unfolded)
            self.scope.add_step(part.name, formula)
        names = frozenset[str]().union(*map(symbols, self.by_name.values())) - self.by_name.keys()
        self.constants = dict(self._values(names & (drawn.keys() | template.given.keys())))

    def _values(self, names: Collection[str]) -> Iterator[tuple[str, Fraction]]:
        from trainer.bank.numbers import exact

        for name in sorted(names):
            value = exact(self.scope.value(name))
            if value is not None:
                yield name, value

    def put_in(self, formula: Expr) -> Expr:
        """A formula over the names of the steps alone."""
        filled = self.scope.put_in(formula)
        if has_operator(filled):
            from trainer.calculus.resolve import resolve

            return resolve(filled)
        return filled


def _unfolded(given: Mapping[str, Expr]) -> dict[str, Expr]:
    """What stands for each given that is more than a name or a number; its own structure may matter."""
    found: dict[str, Expr] = {}
    for name, formula in given.items():
        if not isinstance(formula, Number | Symbol) and not has_operator(formula):
            found[name] = substitute(formula, found)
    return found


def _mistake(variant: Variant, steps: _Formulas, name: str, answers: Mapping[str, Expr]) -> Mistake | None:
    from trainer.calculus.optimiser_mistakes import wrong_steps

    at = next(i for i, part in enumerate(variant.parts) if part.name == name)
    part, before = variant.parts[at], variant.parts[:at]
    right = {each.name: each.reference for each in before}
    own = right | {each.name: answers[each.name] for each in before if each.name in answers}
    for wrong in wrong_steps(name, steps.by_name, steps.constants):
        if _is_result(steps, part, wrong.formula, answers[name], (right, own), variant):
            return Mistake(wrong.rule, wrong.feedback)
    return None


def _is_result(
    steps: _Formulas,
    part: Part,
    formula: Expr,
    answer: Expr,
    numbers: Sequence[Mapping[str, Expr]],
    variant: Variant,
) -> bool:
    """Whether the formula yields the answer, from some of these earlier numbers, and not the right one."""
    asked = part.requirement
    precision = Requirement(decimals=asked.decimals, digits=asked.digits, tolerance=asked.tolerance)

    def same(one: Expr, other: Expr) -> bool:
        return compare(one, other, variant.names, precision).outcome is Outcome.EQUAL

    try:
        filled = steps.put_in(formula)
        for earlier in numbers:
            predicted = substitute(filled, dict(earlier))
            if symbols(predicted):
                return False
            if same(answer, predicted) and not same(predicted, part.reference):
                return True
    except (TrainerError, ArithmeticError):
        return False
    return False
