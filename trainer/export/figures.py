"""Points and moments as they are written in a document."""

from __future__ import annotations

from datetime import datetime


def points(value: float) -> str:
    """Points to one decimal, whole ones without: “5”, “3.3”."""
    return f"{value:.1f}".removesuffix(".0")


def moment(at: datetime) -> str:
    """A day and a time of it: “Sat 21 Nov 2026, 18:30”."""
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"


def day(at: datetime) -> str:
    """A day without its weekday: “21 Nov 2026”."""
    return f"{at.day} {at:%b %Y}"
