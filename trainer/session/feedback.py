"""What a grade says to the learner, part by part, in prose; judges nothing and keeps the right answer back
until the question is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from trainer.maths.judging.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade, PartGrade


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

    The point at which a wrong answer differs is told where no mistake was recognised; where there is no
    point, only the right number itself could be told, and that waits until the question is `decided`.
    """
    labels = {part.name: part.label for part in variant.parts}
    return tuple(
        PartFeedback(part.name, labels[part.name], _mark(part), _sentence(part, decided), part.verdict.offset)
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


def _sentence(part: PartGrade, decided: bool) -> str:
    verdict = part.verdict
    told = _witness(verdict, decided) if not part.malrule and not part.carried else ""
    if told and verdict.message and not verdict.message.endswith((".", "!", "?")):
        return f"{_capital(verdict.message)}; {told}."
    sentences = [verdict.message, f"{told}." if told else ""]
    said = " ".join(_capital(sentence) for sentence in sentences if sentence)
    if said and not said.endswith((".", "!", "?")):
        said += "."
    return said or (_UNDECIDED if verdict.outcome is Outcome.UNDECIDED else "")


def _witness(verdict: Verdict, decided: bool) -> str:
    witness = verdict.witness
    if witness is None or str(witness) in verdict.message or not (witness.point or decided):
        return ""
    return str(witness)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
