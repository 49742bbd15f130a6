"""What the judge says of an answer: never just a bool, always with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The four things an answer can be."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"


class Evidence(StrEnum):
    """How an outcome is known."""

    STRUCTURAL = "structural"
    EXACT = "exact"
    SAMPLED = "sampled"
    PROVED = "proved"
    WITNESS = "witness"
    BUDGET = "budget"
    OFFSET = "offset"


NO_VALUE = "no-value"
"""The detail of a verdict on something that is no formula with a value: an operator or a set left in it."""
NOWHERE = "Neither formula has a value that could be compared on the declared domain."

ENTRY, ARRAYS = "entry", "arrays"
"""The keys of a witness's point that tell a place in an array, and where the arrays come from."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which the two differ, with both values as texts (`undefined` where there is none).

    For arrays the point is the place of an `entry`, counted from 1, and that they were drawn at random.
    """

    point: Mapping[str, str]
    answer: str
    reference: str

    def __str__(self) -> str:
        answer, reference = _signed(self.answer), _signed(self.reference)
        drawn = "with arrays drawn at random, " if ARRAYS in self.point else ""
        if ENTRY in self.point:
            entry = f"entry {self.point[ENTRY]}"
            return f"{drawn}{entry} of your answer is {answer}, of the right one {reference}"
        at = ", ".join(f"{name} = {_signed(value)}" for name, value in self.point.items() if name != ARRAYS)
        where = drawn or (f"at {at} " if at else "")
        return f"{where}your answer gives {answer}, the right one {reference}"


def _signed(number: str) -> str:
    """A number with the minus sign of formulas."""
    return number.replace("-", "−")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer.

    `detail` is a stable word where the value is right but something else is not (`too-few-digits`,
    `not-expanded`, `shape`, …); `offset` counts characters from 0 into an unreadable text.
    """

    outcome: Outcome
    evidence: Evidence
    message: str = ""
    witness: Witness | None = None
    offset: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked of an answer beside its value.

    `up_to`: `constant`, `factor` or `sign`; `form`: `expanded`, `factored`, `single-fraction`, `simplified`
    or `decimal`; at most one of `decimals` (places after the point), `digits` (significant) and
    `tolerance` (largest absolute error).
    """

    up_to: str = ""
    form: str = ""
    decimals: int | None = None
    digits: int | None = None
    tolerance: float | None = None

    @property
    def rounded(self) -> bool:
        """Whether a rounded number is enough."""
        return self.decimals is not None or self.digits is not None or self.tolerance is not None


UP_TO = ("constant", "factor", "sign")
FORMS = ("expanded", "factored", "single-fraction", "simplified", "decimal")
EQUAL = Verdict(Outcome.EQUAL, Evidence.STRUCTURAL)
