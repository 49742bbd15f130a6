"""Two texts compared for a script: a line of JSON in, a line of JSON out; judges no answer itself."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, BinaryIO, Final

from trainer.errors import AnswerError, TrainerError
from trainer.maths.expr import Relation
from trainer.maths.judging.verdict import FORMS, UP_TO, Evidence, Outcome, Requirement, Verdict
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

_ROUNDINGS: Final = ("tolerance", "decimals", "digits")
_MOST_DIGITS: Final = 50
_LONGEST: Final = 1_000_000
"""Bytes of a line; a longer one is not kept, so that no line can take the memory of the machine."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One task: two texts, the names they may use, and what is asked beside equality."""

    answer: str
    reference: str
    names: Names
    requirement: Requirement

    @classmethod
    def read(cls, fields: Any) -> Comparison:
        """From the fields of a JSON object; TrainerError for a missing or impossible one.

        Without `variables` (a mapping from name to domain) any name is a free real variable. `relations` is a
        list of texts such as `a < b` that narrow the domain. Other fields are the script's own.
        """
        if not isinstance(fields, Mapping):
            raise TrainerError("a line holds one JSON object")
        answer, reference = fields.get("answer"), fields.get("reference")
        if not isinstance(answer, str) or not isinstance(reference, str):
            raise TrainerError("answer and reference must both be texts")
        names = _names(_variables(fields.get("variables")), _relations(fields.get("relations")))
        return cls(answer, reference, names, _requirement(fields))

    def verdict(self) -> Verdict:
        """The verdict; where the reference cannot be read: unreadable, with `reference` as its detail."""
        from trainer.grading import compare_texts

        try:
            return compare_texts(self.answer, self.reference, self.names, self.requirement)
        except AnswerError as error:
            message = f"The reference cannot be read: {error.message}"
            return Verdict(
                Outcome.UNREADABLE, Evidence.OFFSET, message, offset=error.offset, detail="reference"
            )
        except TrainerError as error:
            return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message)


def timed(comparison: Comparison) -> tuple[Verdict, int]:
    """The verdict, and the microseconds that reading and judging took."""
    import trainer.grading  # loading it, and NumPy, is no part of judging
    import trainer.maths.judging.refute  # noqa: F401

    start = time.perf_counter_ns()
    verdict = comparison.verdict()
    return verdict, (time.perf_counter_ns() - start) // 1_000


def to_json(verdict: Verdict, microseconds: int) -> str:
    """A verdict as one line of JSON."""
    witness = verdict.witness
    fields = {
        "verdict": verdict.outcome,
        "evidence": verdict.evidence,
        "witness": None if witness is None else asdict(witness),
        "message": verdict.message,
        "offset": verdict.offset,
        "microseconds": microseconds,
    }
    return json.dumps(fields)


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long only its beginning, which then is no JSON."""
    while line := stream.readline(_LONGEST + 1):
        rest = line
        while len(rest) > _LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST + 1)
        yield line


def answer_line(line: bytes, number: int) -> str:
    """The line of JSON that answers line `number` (from 1); an error in it is said in the answer."""
    try:
        if len(line) > _LONGEST:
            raise TrainerError(f"this line is longer than {_LONGEST} bytes")
        return to_json(*timed(Comparison.read(json.loads(line))))
    except (ValueError, RecursionError) as error:
        said = f"line {number}: this is not JSON: {error}"
    except TrainerError as error:
        said = f"line {number}: {error.message}"
    nothing = dict.fromkeys(("verdict", "evidence", "witness", "offset", "microseconds"))
    return json.dumps({**nothing, "message": said, "error": said})


@lru_cache(maxsize=1_024)
def _names(variables: tuple[tuple[str, str], ...], relations: tuple[str, ...]) -> Names:
    """What was read of the variables is kept for the next line."""
    names = Names.read(dict(variables), free=not variables)
    read = [parse(relation, names) for relation in relations]
    if not all(isinstance(relation, Relation) for relation in read):
        raise TrainerError("relations are texts such as a < b")
    return names.assuming(*[relation for relation in read if isinstance(relation, Relation)])


def _variables(given: Any) -> tuple[tuple[str, str], ...]:
    if given is None:
        return ()
    if not isinstance(given, dict) or not all(isinstance(domain, str) for domain in given.values()):
        raise TrainerError('variables must be an object such as {"x": "real"}')
    for name in given:
        if not name.strip() or not name.isprintable():
            raise TrainerError(f"{name!r} cannot name a variable")
    return tuple(given.items())


def _relations(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(relation, str) for relation in given):
        raise TrainerError('relations must be a list such as ["a < b"]')
    return tuple(given)


def _requirement(fields: Mapping[str, Any]) -> Requirement:
    if sum(fields.get(name) is not None for name in _ROUNDINGS) > 1:
        raise TrainerError(f"only one of {', '.join(_ROUNDINGS)} can be asked for")
    return Requirement(
        up_to=_choice(fields, "up_to", UP_TO),
        form=_choice(fields, "form", FORMS),
        decimals=_whole(fields, "decimals", 0),
        digits=_whole(fields, "digits", 1),
        tolerance=_tolerance(fields.get("tolerance")),
    )


def _choice(fields: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    value = fields.get(name)
    if value is None or value == "":
        return ""
    if value not in choices:
        raise TrainerError(f"{name} must be one of {', '.join(choices)}")
    return str(value)


def _whole(fields: Mapping[str, Any], name: str, low: int) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= _MOST_DIGITS:
        raise TrainerError(f"{name} must be a whole number from {low} to {_MOST_DIGITS}")
    return value


def _tolerance(value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= sys.float_info.max:
        raise TrainerError("tolerance must be a positive number")
    return float(value)
