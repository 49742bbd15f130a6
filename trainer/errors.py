"""The errors a person may see: one base, one child for each whose fault it is.

Raised deep, worded for a human, shown once at the edge (cli, plain, tui).
"""

from __future__ import annotations

from pathlib import Path


class TrainerError(Exception):
    """Anything the trainer says to a person instead of a traceback."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AuthorError(TrainerError):
    """A fault in an exercise file; `line` and `column` count from 1, `nearest` is the right spelling."""

    def __init__(
        self,
        message: str,
        *,
        file: Path | None = None,
        line: int = 1,
        column: int = 1,
        field: str = "",
        nearest: str = "",
    ) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.nearest = nearest

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        return f"{where}{self.message}"


class AnswerError(TrainerError):
    """A text that cannot be read as maths; `offset` counts characters from 0 into `text`."""

    def __init__(self, message: str, *, offset: int = 0, text: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.text = text

    def caret(self, width: int = 72) -> str:
        """Two lines: the text around the offset and a caret under the place."""
        start = max(0, self.offset - width + 12)
        shown = "".join(c if c.isprintable() else "·" for c in self.text[start : start + width])
        return f"{shown}\n{' ' * (self.offset - start)}^"


class StoreError(TrainerError):
    """The progress store cannot be used; `way_out` says what the learner can do."""

    def __init__(self, message: str, *, way_out: str = "") -> None:
        super().__init__(message)
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.message} {self.way_out}".strip()
