"""How numbers of things and shares are written for learners; knows nothing of what is counted."""

from __future__ import annotations

import math
from textwrap import wrap
from typing import Final

_ALMOST: Final = 1e-9
"""So little under a tenth of a percent is a rounding error of floats."""

_KEPT: Final = "\u00a0%"


def counted(number: int, one: str) -> str:
    """A number of things: “1 hint”, “3 hints”."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def percent(share: float) -> str:
    """A share (0 .. 1) as a percentage to one decimal: “66.6 %”, “60 %”.

    It is rounded down, so that a score just under the pass mark never reads as it.
    """
    return f"{math.floor(share * 1000 + _ALMOST) / 10:g} %"


def points(value: float) -> str:
    """Points to one decimal, whole ones without: “5”, “3.3”."""
    return f"{value:.1f}".removesuffix(".0")


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` characters; none begins with a stray percent sign."""
    return [row.replace(_KEPT, " %") for row in wrap(text.replace(" %", _KEPT), width)]
