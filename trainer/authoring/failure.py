"""What is said to an author where the trainer itself fails over a file: whose fault it is, and where."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

_PACKAGE = Path(__file__).resolve().parent.parent
_SHOWN = 200


def failure(error: Exception) -> str:
    """A sentence for a bug that came up, with the innermost of our own lines."""
    frames = [frame for frame in extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    where = ""
    if frames:
        place = Path(frames[-1].filename).resolve().relative_to(_PACKAGE.parent)
        where = f", in {place.as_posix()}:{frames[-1].lineno}"
    said = " ".join(str(error).split())[:_SHOWN]
    return f"the trainer failed over this, which is no fault of yours: {type(error).__name__}: {said}{where}"


def _is_ours(file: str) -> bool:
    return Path(file).resolve().is_relative_to(_PACKAGE)
