"""Which right spelling a wrong one was probably meant to be, and which id a name stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from unicodedata import normalize

_LONGEST_ID = 80


def nearest(word: str, known: Iterable[str]) -> str:
    """The known spelling most like `word`, or an empty text."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def did_you_mean(near: str) -> str:
    """The end of a sentence that offers `near`; empty where there is nothing to offer."""
    return f"; did you mean {near!r}?" if near else ""


def as_id(name: str) -> str:
    """The id that `name`, of a file or folder, stands for: `My rules` is `my-rules`; may be empty."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].rstrip("-")
