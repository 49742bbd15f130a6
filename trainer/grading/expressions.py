"""Grades parts that are expressions or numbers: each on its own, with the mistake named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trainer.bank.parts import Part
from trainer.bank.variant import Variant
from trainer.errors import AnswerError
from trainer.grading.compare import unreadable
from trainer.grading.mistakes import Mistake, listed_mistake, mistake_in_part
from trainer.grading.number_slips import with_number_slips
from trainer.grading.reading import read_answer, read_number
from trainer.grading.result import MISSING, Grade, PartGrade, outcome_of, together, unread
from trainer.maths.expr import Array, Collection, Expr, Interval, Relation, symbols
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome, Verdict


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of one or several expressions."""
    answers, unread_parts = read_all(variant, texts)
    if unread_parts:
        return unread(variant, unread_parts)
    parts = diagnosed(variant, answers, judged(variant, answers))
    return together(with_number_slips(variant, answers, parts))


def read_all(variant: Variant, texts: Mapping[str, str]) -> tuple[dict[str, Expr], dict[str, Verdict]]:
    """The trees of the parts that can be read, and the verdicts on those that cannot or are empty.

    What has no value where a number is asked for is unreadable: it is no answer, right or wrong.
    """
    answers: dict[str, Expr] = {}
    verdicts: dict[str, Verdict] = {}
    for part in variant.parts:
        text = texts.get(part.name, "")
        if not text.strip():
            verdicts[part.name] = MISSING
            continue
        try:
            read = read_number if _is_number(part.reference) else read_answer
            answers[part.name] = read(text, variant.names, part.requirement)
        except AnswerError as error:
            verdicts[part.name] = unreadable(error)
    return answers, verdicts


def _is_number(reference: Expr) -> bool:
    structured = isinstance(reference, (Array, Collection, Interval, Relation))
    return not structured and not symbols(reference)


def judged(variant: Variant, answers: Mapping[str, Expr]) -> list[PartGrade]:
    """Every part against its reference, all or nothing."""
    return [judged_part(variant, part, answers[part.name]) for part in variant.parts]


def judged_part(variant: Variant, part: Part, answer: Expr) -> PartGrade:
    """One part against its reference, all or nothing."""
    names = names_for(variant.names, part.requirement)
    verdict = compare(answer, part.reference, names, part.requirement)
    return PartGrade(part.name, verdict, float(verdict.outcome is Outcome.EQUAL))


def diagnosed(variant: Variant, answers: Mapping[str, Expr], parts: list[PartGrade]) -> list[PartGrade]:
    """The parts with mistakes named where recognised; a listed one speaks at its first wrong part."""
    if outcome_of(parts) is not Outcome.DIFFERENT:
        return parts
    listed = listed_mistake(variant, answers)
    found: list[PartGrade] = []
    for part, graded in zip(variant.parts, parts, strict=True):
        mistake: Mistake | None = None
        if graded.verdict.outcome is Outcome.DIFFERENT and not graded.carried and not graded.verdict.detail:
            mistake, listed = (listed, None) if listed else (None, None)
            mistake = mistake or mistake_in_part(variant, part, answers[part.name])
        found.append(_named(graded, mistake) if mistake else graded)
    return found


def _named(graded: PartGrade, mistake: Mistake) -> PartGrade:
    return replace(graded, verdict=replace(graded.verdict, message=mistake.feedback), malrule=mistake.rule)
