"""What a grade says to the learner, part by part, in prose; judges nothing and keeps the right answer back
until the question is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from trainer.maths.drawing.passages import LITERAL_MARK
from trainer.maths.expr import Array, symbols
from trainer.maths.judging.verdict import ENTRY, Outcome, Verdict

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade, PartGrade
    from trainer.maths.expr import Expr


class Mark(StrEnum):
    """What became of a part, in a word."""

    RIGHT = "right"
    CARRIED = "right, carried forward"
    WRONG = "not right"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PartFeedback:
    """One part: its name and label (prose with TeX; the only part may have none), its mark, and a sentence.

    The sentence may be empty. `offset` counts characters from 0 into the typed text where that is unreadable.
    """

    name: str
    label: str
    mark: Mark
    sentence: str
    offset: int | None = None


_MARKS = {
    Outcome.EQUAL: Mark.RIGHT,
    Outcome.DIFFERENT: Mark.WRONG,
    Outcome.UNDECIDED: Mark.UNDECIDED,
    Outcome.UNREADABLE: Mark.UNREADABLE,
}
_NOT_SHOWN = "not-shown"
"""The detail of a derivation that gives the result without the steps that are asked for."""
_UNDECIDED = "This could be neither proved nor refuted; it counts for nothing. Write it in another way."


def feedback(variant: Variant, grade: Grade, *, decided: bool) -> tuple[PartFeedback, ...]:
    """The feedback on every part, in the order of the parts.

    The point at which a wrong answer differs is told where no mistake was recognised. Where what is right is
    a number, or an array of numbers, any point would tell it; that waits until the question is `decided`.
    """
    asked = {part.name: part for part in variant.parts}
    return tuple(
        PartFeedback(
            part.name,
            asked[part.name].label,
            _mark(part),
            _sentence(part, decided=decided, gives_away=_has_numbers(asked[part.name].reference)),
            part.verdict.offset,
        )
        for part in grade.parts
    )


def summed_up(grade: Grade) -> str:
    """The grade in one word or two, for a heading: “Right”, “3 of 4 parts right”, “Not right”."""
    if grade.outcome is Outcome.EQUAL:
        return "Right"
    if grade.outcome is not Outcome.DIFFERENT:
        return str(_MARKS[grade.outcome]).capitalize()
    if grade.parts[0].verdict.detail == _NOT_SHOWN:
        return "Right, but not shown"
    right = sum(part.score == 1.0 for part in grade.parts)
    return f"{right} of {len(grade.parts)} parts right" if len(grade.parts) > 1 else "Not right"


def _mark(part: PartGrade) -> Mark:
    return Mark.CARRIED if part.carried else _MARKS[part.verdict.outcome]


def _has_numbers(right: Expr) -> bool:
    """Whether the right answer is a number, or has an entry that is one."""
    if isinstance(right, Array):
        return any(map(_has_numbers, right.items))
    return not symbols(right)


def _sentence(part: PartGrade, *, decided: bool, gives_away: bool) -> str:
    verdict = part.verdict
    told = "" if part.malrule or part.carried else _witness(verdict, decided=decided, gives_away=gives_away)
    if told and verdict.message and not verdict.message.endswith((".", "!", "?")):
        return f"{_capital(verdict.message)}; {told}."
    sentences = [verdict.message, f"{told}." if told else ""]
    said = " ".join(_capital(sentence) for sentence in sentences if sentence)
    if said and not said.endswith((".", "!", "?", LITERAL_MARK)):
        said += "."
    return said or (_UNDECIDED if verdict.outcome is Outcome.UNDECIDED else "")


def _witness(verdict: Verdict, *, decided: bool, gives_away: bool) -> str:
    witness = verdict.witness
    if witness is None or str(witness) in verdict.message:
        return ""
    if decided or (witness.point and not gives_away):
        return str(witness)
    return f"entry {witness.point[ENTRY]} is not right" if ENTRY in witness.point else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
