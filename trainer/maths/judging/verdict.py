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


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which the two differ, with both values as texts (`undefined` where there is none)."""

    point: Mapping[str, str]
    answer: str
    reference: str

    def __str__(self) -> str:
        at = ", ".join(f"{name} = {value}" for name, value in self.point.items())
        where = f"at {at} " if at else ""
        return f"{where}your answer gives {self.answer}, the right one {self.reference}"


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
