"""The grade of a question: its parts, their points, and one outcome for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.bank.variant import Variant
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class PartGrade:
    """One part: its verdict, points from 0 to 1, the mistake named, whether an earlier error was carried.

    `lines` are the verdicts on the lines of a derivation, each against the line before.
    """

    name: str
    verdict: Verdict
    score: float
    malrule: str = ""
    carried: bool = False
    lines: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """The whole question. `score` is the mean of the points of the parts that were decided, from 0 to 1."""

    outcome: Outcome
    score: float
    parts: tuple[PartGrade, ...]


MISSING = Verdict(Outcome.UNREADABLE, Evidence.OFFSET, "nothing is written here yet", offset=0)
"""The verdict on an empty part."""

_WAITING = Verdict(Outcome.UNDECIDED, Evidence.BUDGET, "waits for the other parts")


def together(parts: Sequence[PartGrade]) -> Grade:
    """The grade of judged parts: different if one is, else undecided if one is, else equal.

    A part that could not be decided takes no points away from one that is wrong beside it.
    """
    decided = [part for part in parts if part.verdict.outcome is not Outcome.UNDECIDED] or parts
    return Grade(outcome_of(parts), sum(part.score for part in decided) / len(decided), tuple(parts))


def outcome_of(parts: Iterable[PartGrade]) -> Outcome:
    """One outcome for all parts."""
    outcomes = {part.verdict.outcome for part in parts}
    for outcome in (Outcome.DIFFERENT, Outcome.UNDECIDED):
        if outcome in outcomes:
            return outcome
    return Outcome.EQUAL


def unread(variant: Variant, verdicts: Mapping[str, Verdict]) -> Grade:
    """Nothing is judged until everything can be read; the parts that can be wait."""
    parts = tuple(PartGrade(part.name, verdicts.get(part.name, _WAITING), 0.0) for part in variant.parts)
    return Grade(Outcome.UNREADABLE, 0.0, parts)
