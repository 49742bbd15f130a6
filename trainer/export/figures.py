"""Moments as they are written in a document."""

from __future__ import annotations

from datetime import datetime


def moment(at: datetime) -> str:
    """A day and a time of it: “Sat 21 Nov 2026, 18:30”."""
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"


def day(at: datetime) -> str:
    """A day without its weekday: “21 Nov 2026”."""
    return f"{at.day} {at:%b %Y}"
