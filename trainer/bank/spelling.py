"""Which right spelling a wrong one was probably meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known spelling most like `word`, or an empty text."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def did_you_mean(near: str) -> str:
    """The end of a sentence that offers `near`; empty where there is nothing to offer."""
    return f"; did you mean {near!r}?" if near else ""
