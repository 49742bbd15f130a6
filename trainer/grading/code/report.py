"""What is said of a learner's function: one outcome, one fault, one sentence, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.maths.judging.verdict import Outcome


class Fault(StrEnum):
    """What went wrong first."""

    NONE = "none"
    SYNTAX = "syntax"
    MISSING = "missing"
    SIGNATURE = "signature"
    RAISED = "raised"
    REFUSED = "refused"
    EXIT = "exit"
    CRASH = "crash"
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"
    TYPE = "type"
    SHAPE = "shape"
    UNDEFINED = "undefined"
    VALUE = "value"
    MUTATED = "mutated"
    GRADIENT = "gradient"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Difference:
    """The worst entry of the first result that differs.

    `expected` and `given` show the whole values as texts; `index` is the place of the worst entry, `()` for a
    number.
    """

    result: str
    expected: str
    given: str
    index: tuple[int, ...]
    expected_entry: float
    given_entry: float


@dataclass(frozen=True, slots=True)
class GradientDifference:
    """The worst entry of the first parameter block whose gradient does not belong to the loss.

    `relative_error` is |a−n| / max(|a|, |n|, floor) of the analytic value a and the numeric value n.
    """

    block: str
    result: str
    index: tuple[int, ...]
    analytic: float
    numeric: float
    relative_error: float


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The judgement of one source.

    `outcome` is unreadable where there is no function that could be judged (syntax, missing, signature),
    and undecided where the trainer could not run it. `line` counts from 1 in the learner's source. `output`
    is what the code printed, cut to a few thousand characters. `input` shows the arguments of the first call
    that failed, if it came to a call. `passed` of `inputs` calls were right. `seconds` is the wall time of
    the whole run.
    """

    outcome: Outcome
    fault: Fault
    message: str
    line: int | None = None
    output: str = ""
    input: Mapping[str, str] = field(default_factory=dict)
    difference: Difference | None = None
    gradient: GradientDifference | None = None
    passed: int = 0
    inputs: int = 0
    seconds: float = 0.0
