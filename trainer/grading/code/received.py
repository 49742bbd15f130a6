"""Reads what comes out of the separate process, strictly: it may be anything, and becomes one of two things.

Whatever is malformed is a ValueError, a TypeError, a KeyError or an OverflowError, never a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.grading.code.inputs import Array
from trainer.grading.code.report import Fault

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Value:
    """A returned value: its type by name; shape and type of entries where it is a number or an array.

    `data` is missing where the entries are no real numbers or too many; `length` and `items` (the first few)
    are those of a tuple or a list.
    """

    kind: str
    shape: tuple[int, ...] | None = None
    entries: str = ""
    data: Array | None = None
    length: int = 0
    items: tuple[Value, ...] = ()

    @property
    def is_sequence(self) -> bool:
        """Whether it is a tuple or a list."""
        return self.kind in ("tuple", "list")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the learner's code did not go on: the fault, the line, and what Python or the guard said of it."""

    fault: Fault
    line: int | None = None
    text: str = ""
    defined: tuple[str, ...] = ()


def read_value(told: Mapping[str, Any]) -> Value:
    """One encoded value."""
    kind = _text(told["type"])
    if "items" in told:
        return Value(
            kind, length=int(told["length"]), items=tuple(read_value(item) for item in told["items"])
        )
    if "shape" not in told:
        return Value(kind)
    shape = tuple(int(side) for side in told["shape"])
    if any(side < 0 for side in shape):
        raise ValueError("a side is negative")
    data = np.array(told["data"], dtype=np.float64).reshape(shape) if "data" in told else None
    return Value(kind, shape, _text(told["dtype"]), data)


def read_stopped(told: Mapping[str, Any]) -> Stopped:
    """One message about a fault."""
    line = told.get("line")
    defined = tuple(_text(name) for name in told.get("defined", ()))
    return Stopped(
        Fault(told["fault"]), None if line is None else int(line), _text(told.get("text", "")), defined
    )


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise TypeError("a text is expected")
    return told[:_LONGEST]
