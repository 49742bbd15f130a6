"""Names the mistake behind a wrong answer: what the author listed first, then the mal-rules of calculus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.bank.parts import Part
from trainer.bank.variant import RejectForm, Variant
from trainer.errors import AnswerError, TrainerError
from trainer.grading.reading import read_answer
from trainer.maths.expr import Expr
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome, Requirement

AUTHOR = "listed"
"""The mal-rule id of a wrong answer that the exercise itself lists."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named mistake: a stable id and a sentence that says what was done and what to do instead."""

    rule: str
    feedback: str


def listed_mistake(variant: Variant, answers: Mapping[str, Expr]) -> Mistake | None:
    """The author's feedback where every part that a listed wrong answer names is what was typed."""
    form = next(iter(listed_forms(variant, answers)), None)
    return None if form is None else Mistake(AUTHOR, form.because)


def listed_forms(
    variant: Variant, answers: Mapping[str, Expr], *, so_far: bool = False
) -> Iterator[RejectForm]:
    """The listed wrong answers that were typed; `so_far`: those that `answers`, a beginning, agree with."""
    for form in variant.reject:
        named = form.texts.keys() & answers.keys()
        if (so_far or len(named) == len(form.texts)) and all(
            _same(answers[name], form.texts[name], variant, name) for name in named
        ):
            yield form


def mistake_in_part(variant: Variant, part: Part, answer: Expr) -> Mistake | None:
    """The mal-rule of differentiation that turns the given function into this answer, if one does."""
    if part.derivative is None or part.derivative.times != 1:
        return None
    from trainer.calculus.malrules import wrong_derivatives

    for wrong in wrong_derivatives(part.derivative.f, part.derivative.x):
        if compare(answer, wrong.expr, variant.names).outcome is Outcome.EQUAL:
            return Mistake(wrong.rule, wrong.feedback)
    return None


def _same(answer: Expr, text: str, variant: Variant, name: str) -> bool:
    part = _part(variant, name)
    try:
        wrong = read_answer(text, variant.names, part.requirement)
    except AnswerError:
        return False
    requirement = Requirement(
        up_to=part.requirement.up_to,
        decimals=part.requirement.decimals,
        digits=part.requirement.digits,
        tolerance=part.requirement.tolerance,
    )
    try:
        return compare(answer, wrong, variant.names, requirement).outcome is Outcome.EQUAL
    except TrainerError:
        return False


def _part(variant: Variant, name: str) -> Part:
    return next(part for part in variant.parts if part.name == name)
