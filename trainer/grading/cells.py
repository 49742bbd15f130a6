"""Judges the filled cells of an unfinished table of steps, one by one; the empty ones are left alone."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.bank.variant import RejectForm, Variant
from trainer.grading.expressions import judged_part, read_all
from trainer.grading.mistakes import AUTHOR, Mistake, listed_forms
from trainer.grading.number_slips import with_number_slips
from trainer.grading.result import MISSING, Grade, PartGrade, together
from trainer.grading.step_mistakes import named, with_step_mistakes
from trainer.grading.trace import carried_forward
from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.verdict import Outcome

JUDGED_AS_ENTERED = frozenset({"trace"})
"""The kinds whose cells are judged when they are entered, before the whole table is."""


def grade_cells(variant: Variant, texts: Mapping[str, str]) -> Grade | None:
    """The grade of the filled cells alone, in the order of the steps; None where all are empty.

    An error is carried forward as in a full table. An unreadable cell holds up no other.
    """
    answers, unread = read_all(variant, texts)
    answered = (part for part in variant.parts if part.name in answers)
    judged = [judged_part(variant, part, answers[part.name]) for part in answered]
    found = {graded.name: graded for graded in _diagnosed(variant, answers, judged)}
    unreadable = {name: verdict for name, verdict in unread.items() if verdict is not MISSING}
    found |= {name: PartGrade(name, verdict, 0.0) for name, verdict in unreadable.items()}
    return together([found[part.name] for part in variant.parts if part.name in found]) if found else None


def depending_on(variant: Variant, cell: str) -> frozenset[str]:
    """The later cells into whose formulas this one enters, directly or through others."""
    found = {cell}
    for part in variant.parts:
        if symbols(part.formula) & found:
            found.add(part.name)
    return frozenset(found - {cell})


def _diagnosed(variant: Variant, answers: Mapping[str, Expr], judged: list[PartGrade]) -> list[PartGrade]:
    """The cells with mistakes named: where the author listed one, at the first cell that shows it."""
    so_far: dict[str, Expr] = {}
    listed: set[str] = set()
    found = []
    for graded in carried_forward(variant, answers, judged):
        so_far[graded.name] = answers[graded.name]
        is_open = graded.verdict.outcome is Outcome.DIFFERENT and not graded.verdict.detail
        form = _listed(variant, so_far, graded.name) if is_open and graded.name not in listed else None
        if form is not None:
            listed |= form.texts.keys()
        found.append(graded if form is None else named(graded, Mistake(AUTHOR, form.because)))
    return with_number_slips(variant, answers, with_step_mistakes(variant, answers, found, listed))


def _listed(variant: Variant, so_far: Mapping[str, Expr], cell: str) -> RejectForm | None:
    """The listed wrong answer with which the cells up to this one agree, if what is said to it is clear."""
    forms = [form for form in listed_forms(variant, so_far, so_far=True) if cell in form.texts]
    return forms[0] if len({form.because for form in forms}) == 1 else None
