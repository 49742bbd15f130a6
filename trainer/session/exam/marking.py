"""Marks one question of a paper: partial credit, blanks, what counts for nothing; writes nothing down.

A part left blank, or one that cannot be read, earns nothing; the others are judged as though the right
answer stood there, so that a forgotten box of a trace does not pull down those after it. A part that could be
neither proved nor refuted leaves the total, with its share of the points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from trainer.bank.parts import component_name, components
from trainer.errors import AnswerError, TrainerError
from trainer.grading import grade, read_answer
from trainer.grading.result import MISSING, Grade, PartGrade, outcome_of
from trainer.maths.expr import Array
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict
from trainer.maths.text import to_text
from trainer.memory.rating import RIGHT_SHARE
from trainer.session.exam.sheet import answered_parts

if TYPE_CHECKING:
    from trainer.bank.variant import Variant

_BLANK: Final = PartGrade("", replace(MISSING, message="", detail="left-blank"), 0.0)


@dataclass(frozen=True, slots=True)
class Marked:
    """The grade of a question and what it counts.

    `points` (0 .. 1) are of what can be judged, which is `counted` (0 .. 1) of the question. `shown` is the
    share that tells what the learner knows: unreadable and undecided parts aside; None if there is no other.
    """

    grade: Grade
    points: float
    counted: float
    shown: float | None


def mark(variant: Variant, texts: Mapping[str, str]) -> Marked | None:
    """The marks of what was handed in; None where all was left blank. May take long."""
    texts = spread(variant, texts)
    written = answered_parts(variant, texts)
    if not written:
        return None
    try:
        parts = _judged(variant, texts, written)
    except TrainerError as error:
        verdict = Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message)
        parts = tuple(PartGrade(part.name, verdict, 0.0) for part in variant.parts)
    counted = [part for part in parts if part.verdict.outcome is not Outcome.UNDECIDED]
    points = sum(part.score for part in counted) / max(1, len(counted))
    return Marked(Grade(_outcome(parts), points, parts), points, len(counted) / len(parts), _shown(parts))


def is_blank(part: PartGrade) -> bool:
    """Whether nothing was written in this part."""
    return part.verdict.detail == _BLANK.verdict.detail


def spread(variant: Variant, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The texts, where one array in the first box stands for all components, with each in its own box."""
    first = variant.parts[0]
    if variant.exercise.kind != "gradient" or answered_parts(variant, texts) != {first.name}:
        return texts
    try:
        whole = read_answer(texts[first.name], variant.names, first.requirement)
    except AnswerError:
        return texts
    entries = components(whole) if isinstance(whole, Array) else ()
    found = {component_name(position): to_text(entry) for position, entry in entries}
    return found if found.keys() == {part.name for part in variant.parts} else texts


def _judged(variant: Variant, texts: Mapping[str, str], written: frozenset[str]) -> tuple[PartGrade, ...]:
    """The parts' grades, where blanks and what cannot be read are passed over."""
    left = {part.name: _BLANK for part in variant.parts if part.name not in written}
    graded = grade(variant, _completed(variant, texts, left))
    if graded.outcome is Outcome.UNREADABLE:
        left |= {part.name: part for part in graded.parts if part.verdict.outcome is Outcome.UNREADABLE}
        if len(left) < len(variant.parts):
            graded = grade(variant, _completed(variant, texts, left))
    return tuple(
        replace(left[part.name], name=part.name) if part.name in left else judged
        for part, judged in zip(variant.parts, graded.parts, strict=True)
    )


def _completed(variant: Variant, texts: Mapping[str, str], left: Mapping[str, PartGrade]) -> dict[str, str]:
    right = variant.answers
    return {part.name: right[part.name] if part.name in left else texts[part.name] for part in variant.parts}


def _shown(parts: tuple[PartGrade, ...]) -> float | None:
    """The share that was right of what was judged or left blank.

    None where that is all right and yet not all, since the rest might have been wrong, or was right.
    """
    told = [
        part for part in parts if is_blank(part) or part.verdict.outcome in (Outcome.EQUAL, Outcome.DIFFERENT)
    ]
    share = sum(part.score for part in told) / len(told) if told else None
    return share if share is not None and (len(told) == len(parts) or share < RIGHT_SHARE) else None


def _outcome(parts: tuple[PartGrade, ...]) -> Outcome:
    """One outcome for all parts, a blank one being wrong."""
    judged = [part for part in parts if part.verdict.outcome is not Outcome.UNREADABLE]
    if any(is_blank(part) for part in parts):
        return Outcome.DIFFERENT
    return outcome_of(judged) if judged else Outcome.UNREADABLE
