"""Points, shares and moments as they are written in a document."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

_ALMOST: Final = 1e-9


def points(value: float) -> str:
    """Points to one decimal, whole ones without: “5”, “3.3”."""
    return f"{value:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """A share as a percentage, rounded down so that a score just under the pass mark never reads as it."""
    return f"{points(math.floor(share * 1000 + _ALMOST) / 10)} %"


def moment(at: datetime) -> str:
    """A day and a time of it: “Sat 21 Nov 2026, 18:30”."""
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"


def day(at: datetime) -> str:
    """A day without its weekday: “21 Nov 2026”."""
    return f"{at.day} {at:%b %Y}"


def counted(number: int, one: str) -> str:
    """A number of things: “1 hint”, “3 hints”."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
