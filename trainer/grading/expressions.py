"""Grades parts that are expressions or numbers: each on its own, with the mistake named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trainer.bank.variant import Variant
from trainer.errors import AnswerError
from trainer.grading.compare import unreadable
from trainer.grading.mistakes import Mistake, listed_mistake, mistake_in_part
from trainer.grading.reading import read_answer
from trainer.grading.result import MISSING, Grade, PartGrade, outcome_of, together, unread
from trainer.maths.expr import Expr
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome, Verdict


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of one or several expressions."""
    answers, unread_parts = read_all(variant, texts)
    if unread_parts:
        return unread(variant, unread_parts)
    return together(diagnosed(variant, answers, judged(variant, answers)))


def read_all(variant: Variant, texts: Mapping[str, str]) -> tuple[dict[str, Expr], dict[str, Verdict]]:
    """The trees of the parts that can be read, and the verdicts on those that cannot or are empty."""
    answers: dict[str, Expr] = {}
    verdicts: dict[str, Verdict] = {}
    for part in variant.parts:
        text = texts.get(part.name, "")
        if not text.strip():
            verdicts[part.name] = MISSING
            continue
        try:
            answers[part.name] = read_answer(text, variant.names, part.requirement)
        except AnswerError as error:
            verdicts[part.name] = unreadable(error)
    return answers, verdicts


def judged(variant: Variant, answers: Mapping[str, Expr]) -> list[PartGrade]:
    """Every part against its reference, all or nothing."""
    parts = []
    for part in variant.parts:
        names = names_for(variant.names, part.requirement)
        verdict = compare(answers[part.name], part.reference, names, part.requirement)
        parts.append(PartGrade(part.name, verdict, float(verdict.outcome is Outcome.EQUAL)))
    return parts


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
