"""Where a variable lives: the set of values on which two answers must agree."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from trainer.errors import AuthorError

MAX_SIDE = 12


@dataclass(frozen=True, slots=True)
class Domain:
    """An interval of reals or integers, or arrays of a shape with entries from it.

    `shape` is `()` for a number, `(n,)` for a vector, `(rows, columns)` for a matrix.
    """

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = True
    open_high: bool = True
    integer: bool = False
    nonzero: bool = False
    shape: tuple[int, ...] = ()

    def contains(self, value: float) -> bool:
        """Whether one number (an entry, for arrays) belongs to the domain."""
        above = value > self.low or (value == self.low and not self.open_low)
        below = value < self.high or (value == self.high and not self.open_high)
        whole = not self.integer or value == math.floor(value)
        return above and below and whole and not (self.nonzero and value == 0)

    def __str__(self) -> str:
        if self.shape:
            return "x".join(str(side) for side in self.shape)
        for name, domain in NAMED.items():
            if domain == self:
                return name
        left, right = "(" if self.open_low else "[", ")" if self.open_high else "]"
        return f"{left}{self.low:g}, {self.high:g}{right}"


REAL = Domain()
POSITIVE = Domain(low=0)
NAMED = {
    "real": REAL,
    "positive": POSITIVE,
    "nonnegative": Domain(low=0, open_low=False),
    "negative": Domain(high=0),
    "nonzero": Domain(nonzero=True),
    "unit": Domain(low=0, high=1),
    "integer": Domain(integer=True),
    "natural": Domain(low=1, open_low=False, integer=True),
}

_INTERVAL = re.compile(r"\s*([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])\s*")
_SHAPE = re.compile(r"\s*([0-9]{1,3})(?:\s*[x×]\s*([0-9]{1,3}))?\s*")


def read_domain(text: str) -> Domain:
    """The domain that `text` names: a word such as `positive`, an interval `(0, 1]`, or a shape `4x3`.

    Raises AuthorError with the words that exist.
    """
    named = NAMED.get(text.strip())
    if named is not None:
        return named
    if match := _SHAPE.fullmatch(text):
        return _shaped(match)
    if match := _INTERVAL.fullmatch(text):
        low, high = _bound(match[2], text), _bound(match[3], text)
        if not low < high:
            raise AuthorError(f"the interval {text.strip()} is empty: its first end must be the smaller one")
        return Domain(low, high, open_low=match[1] == "(", open_high=match[4] == ")")
    raise AuthorError(
        f"unknown domain {text.strip()[:40]!r}: use one of {', '.join(NAMED)}, an interval such as (0, 1], "
        "or a shape such as 4x3"
    )


def _shaped(match: re.Match[str]) -> Domain:
    shape = tuple(int(side) for side in match.groups() if side)
    if not all(1 <= side <= MAX_SIDE for side in shape):
        raise AuthorError(f"a shape has sides of 1 to {MAX_SIDE}, not {match[0].strip()}")
    return Domain(shape=shape)


def _bound(text: str, whole: str) -> float:
    known = {
        "inf": math.inf,
        "-inf": -math.inf,
        "oo": math.inf,
        "-oo": -math.inf,
        "pi": math.pi,
        "-pi": -math.pi,
    }
    if text in known:
        return known[text]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise AuthorError(f"{text!r} in the interval {whole.strip()!r} is not a number")
    return value
