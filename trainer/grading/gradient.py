"""Grades gradients, Jacobians and Hessians: component by component, or one array for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

from trainer.bank.variant import Variant
from trainer.errors import AnswerError
from trainer.grading import expressions
from trainer.grading.mistakes import Mistake
from trainer.grading.reading import read_answer
from trainer.grading.result import Grade, PartGrade
from trainer.maths.expr import Array, Expr
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome
from trainer.maths.text import to_text

_FEWEST_MOVED = 2
_MOST_PERMUTED = 4
_TRANSPOSED = Mistake("transposed", "This is the transpose: rows are functions, columns are variables.")
_REORDERED = Mistake("variable-order", "The components are right, but in another order of the variables.")


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the components; one array typed into the first box stands for all of them.

    Right components in the wrong places are named: a transposed matrix, another order of the variables.
    """
    texts = _spread(variant, texts)
    graded = expressions.grade(variant, texts)
    wrong = [part for part in graded.parts if part.verdict.outcome is Outcome.DIFFERENT]
    if len(wrong) < _FEWEST_MOVED or any(part.malrule for part in wrong):
        return graded
    answers, _ = expressions.read_all(variant, texts)
    mistake = _misplaced(variant, answers)
    if mistake is None:
        return graded
    parts = tuple(_named(part, mistake) if part in wrong else part for part in graded.parts)
    return replace(graded, parts=parts)


def _misplaced(variant: Variant, answers: Mapping[str, Expr]) -> Mistake | None:
    """How the right components were moved, if that is all that is wrong."""
    references = {part.name: part.reference for part in variant.parts}

    def are(moved: Mapping[str, str]) -> bool:
        return all(
            compare(answers[name], references[source], variant.names).outcome is Outcome.EQUAL
            for name, source in moved.items()
        )

    transposed = {name: "_".join(reversed(name.split("_"))) for name in references}
    if transposed.keys() == set(transposed.values()) and are(transposed):
        return _TRANSPOSED
    if len(references) > _MOST_PERMUTED or any("_" in name for name in references):
        return None
    names = list(references)
    if any(are(dict(zip(names, order, strict=True))) for order in permutations(names)):
        return _REORDERED
    return None


def _named(part: PartGrade, mistake: Mistake) -> PartGrade:
    return replace(part, verdict=replace(part.verdict, message=mistake.feedback), malrule=mistake.rule)


def _spread(variant: Variant, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The texts with one whole array taken apart into the boxes of its components."""
    first = variant.parts[0]
    if any(texts.get(part.name, "").strip() for part in variant.parts[1:]):
        return texts
    try:
        whole = read_answer(texts.get(first.name, ""), variant.names, first.requirement)
    except AnswerError:
        return texts
    entries = _entries(whole)
    if len(entries) != len(variant.parts):
        return texts
    return {part.name: to_text(entry) for part, entry in zip(variant.parts, entries, strict=True)}


def _entries(expr: Expr) -> list[Expr]:
    if not isinstance(expr, Array):
        return [expr]
    return [entry for item in expr.items for entry in _entries(item)]
