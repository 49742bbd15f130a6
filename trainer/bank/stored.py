"""What was read from an exercise file as plain JSON values and back; knows nothing of where they are kept.

Every data class of the bank is stored field by field, in the order in which classes and fields are written,
so that a new one needs no line here and cannot be forgotten. An object is a list that starts with its tag;
texts, numbers, truth values and None stand for themselves. The path of the file is left out and put in again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, overload

from trainer.bank import authored, draw, exercise
from trainer.bank.exercise import Exercise, Skill
from trainer.bank.positions import Text
from trainer.errors import AuthorError
from trainer.maths.judging import verdict

_PLAIN = (str, int, float, bool, type(None))
_CLASSES = tuple(
    dict.fromkeys(
        kind
        for module in (draw, exercise, authored, verdict)
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind)
    )
)
_TAGS = {kind: tag for tag, kind in enumerate(_CLASSES)}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _CLASSES}
_FAULT = ("message", "line", "column", "field", "nearest")


def encoded(value: Any) -> Any:
    """`value` (anything that `FileContent` holds) as JSON values; TypeError for any other kind."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is Text:
        return ["text", str(value), value.line, value.column, value.shift]
    if kind is tuple:
        return ["tuple", *map(encoded, value)]
    if kind is dict:
        return {key: encoded(item) for key, item in value.items()}
    if kind is Fraction:
        return ["fraction", f"{value.numerator:x}", f"{value.denominator:x}"]
    if isinstance(value, Path):
        return ["file"]
    if kind is AuthorError:
        return ["fault", *(getattr(value, name) for name in _FAULT)]
    if kind in _FIELDS:
        return [_TAGS[kind], *(encoded(getattr(value, name)) for name in _FIELDS[kind])]
    raise TypeError(f"{kind.__name__} cannot be stored")


def decoded(value: Any, file: Path) -> Any:
    """What `encoded` was given, as read from `file`."""
    if type(value) is dict:
        return {key: decoded(item, file) for key, item in value.items()}
    if type(value) is not list:
        return value
    tag, *parts = value
    if tag == "text":
        return Text(*parts)
    if tag == "file":
        return file
    if tag == "fault":
        return AuthorError(parts[0], file=file, **dict(zip(_FAULT[1:], parts[1:], strict=True)))
    return _MAKERS[tag]([decoded(part, file) for part in parts])


def _made(kind: Callable[..., Any], parts: list[Any]) -> Any:
    return kind(*parts)


_MAKERS: dict[str | int, Callable[[list[Any]], Any]] = {
    "tuple": tuple,
    "fraction": lambda parts: Fraction(int(parts[0], 16), int(parts[1], 16)),  # of any length
    **{tag: partial(_made, kind) for kind, tag in _TAGS.items()},
}


class StoredExercises(Sequence[Exercise]):
    """The exercises of one file, made when the first of them is asked for, and then kept."""

    __slots__ = ("_bytes", "_count", "_file", "_made")

    def __init__(self, stored: memoryview, count: int, file: Path) -> None:
        self._bytes = stored
        self._count = count
        self._file = file
        self._made: dict[None, tuple[Exercise, ...]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Exercise: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Exercise]: ...
    def __getitem__(self, index: int | slice) -> Exercise | Sequence[Exercise]:
        made = self._made.get(None)
        if made is None:  # two threads may come here at once; both get what the first one put there
            made = self._made.setdefault(None, decoded(json.loads(bytes(self._bytes)), self._file))
        return made[index]


@dataclass(frozen=True, slots=True)
class StoredContent:
    """A `FileContent` that was stored; its exercises are made when they are asked for."""

    skill: Skill | None
    exercises: StoredExercises
    faults: tuple[AuthorError, ...]
