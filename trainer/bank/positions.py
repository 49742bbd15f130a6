"""Texts, mappings and sequences that know where they stand in a file; knows neither YAML nor exercises."""

from __future__ import annotations

from typing import Any


class Text(str):
    """A scalar as written, with the place where it starts (`line` and `column` count from 1).

    `shift` is how many characters lie between that place and the first character of the value where the two
    run in step (one line, nothing escaped), else None.
    """

    __slots__ = ("column", "line", "shift")

    line: int
    column: int
    shift: int | None

    def __new__(cls, value: str, line: int = 1, column: int = 1, shift: int | None = None) -> Text:
        """A text at a place."""
        made = str.__new__(cls, value)
        made.line = line
        made.column = column
        made.shift = shift
        return made


class Mapping(dict[Text, Any]):
    """A mapping with its place; keys are texts in written order."""

    line = 1
    column = 1


class Sequence(list[Any]):
    """A sequence with its place."""

    line = 1
    column = 1
