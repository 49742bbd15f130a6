"""Reads a YAML text into texts, mappings and sequences that know their place; knows nothing of exercises.

Every scalar arrives as the text that was written (`3`, `y`, `on` and `null` are never numbers, truth values
or nothing), so a formula is what the author sees. Of YAML only mappings, sequences and scalars are read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import yaml

from trainer.bank.controls import CONTROL
from trainer.bank.positions import Mapping, Sequence, Text
from trainer.bank.yaml_problems import QUOTES as _QUOTES
from trainer.bank.yaml_problems import escaped, told
from trainer.errors import AuthorError

MAX_NESTING = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTING = frozenset("'\"")


def read_yaml(data: bytes, file: Path) -> Mapping | Sequence | Text:
    """The one document in `data`, as nested Mapping, Sequence and Text.

    Raises AuthorError with file, line and column for anything else that YAML allows: tags, anchors, aliases,
    duplicate keys, several documents, and for texts that are too deeply nested or not UTF-8.
    """
    events = _Events(_decoded(data, file), file)
    events.take(yaml.StreamStartEvent)
    if events.at(yaml.StreamEndEvent):
        raise AuthorError("the file is empty", file=file)
    events.take(yaml.DocumentStartEvent)
    document = events.value(1)
    events.take(yaml.DocumentEndEvent)
    if not events.at(yaml.StreamEndEvent):
        events.refuse("a file holds one document: remove the line with `---` and what follows it")
    return document


def _decoded(data: bytes, file: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise AuthorError(
            "this byte is not UTF-8; save the file as UTF-8", file=file, line=line, column=column
        ) from None
    if found := CONTROL.search(text):
        line, column = _place(text[: found.start()])
        raise AuthorError(
            f"the control character U+{ord(found[0]):04X} is not allowed", file=file, line=line, column=column
        )
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Events:
    """YAML's parse events, one ahead, each refused where it carries more than plain data."""

    __slots__ = ("_file", "_get_event", "_next", "_text")

    def __init__(self, text: str, file: Path) -> None:
        self._file = file
        self._text = text
        self._get_event = _LOADER(text).get_event
        self._next = self._read()

    def at(self, kind: type[yaml.Event]) -> bool:
        return isinstance(self._next, kind)

    def take(self, kind: type[yaml.Event]) -> None:
        if not isinstance(self._next, kind):
            self.refuse("this is not valid YAML")
        self._next = self._read()

    def value(self, depth: int) -> Mapping | Sequence | Text:
        event = self._next
        if type(event) is yaml.AliasEvent:
            self.refuse(f"aliases (*{event.anchor}) are not read: write the value out, or {_QUOTES}")
        if event.anchor is not None:
            self.refuse(f"anchors (&{event.anchor}) are not read: remove it, or {_QUOTES}")
        if event.tag is not None:
            self.refuse(f"tags ({event.tag or '!'}) are not read: remove it, or {_QUOTES}")
        self._next = self._read()
        if type(event) is yaml.ScalarEvent:
            if event.style == '"' and (said := escaped(event.value)):
                self.refuse(said, event)
            return _text(event)
        if depth > MAX_NESTING:
            self.refuse(f"this is nested more than {MAX_NESTING} levels deep", event)
        return (
            self._mapping(event, depth + 1)
            if type(event) is yaml.MappingStartEvent
            else self._sequence(event, depth + 1)
        )

    def refuse(self, message: str, event: Any = None) -> NoReturn:
        mark = (event or self._next).start_mark
        raise AuthorError(message, file=self._file, line=mark.line + 1, column=mark.column + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        found = Mapping()
        found.line, found.column = start.start_mark.line + 1, start.start_mark.column + 1
        while type(event := self._next) is not yaml.MappingEndEvent:
            key = self.value(depth)
            if type(key) is not Text:
                self.refuse(f"a key is a single word; {_QUOTES}", event)
            if key in found:
                self.refuse(f"key {str(key)!r} occurs twice in this mapping", event)
            following = self._next
            if type(following) is yaml.ScalarEvent and not following.value and not following.style:
                self.refuse(f"key {str(key)!r} has no value; remove it, or {_QUOTES}", event)
            found[key] = self.value(depth)
        self._next = self._read()
        return found

    def _sequence(self, start: Any, depth: int) -> Sequence:
        found = Sequence()
        found.line, found.column = start.start_mark.line + 1, start.start_mark.column + 1
        while type(self._next) is not yaml.SequenceEndEvent:
            found.append(self.value(depth))
        self._next = self._read()
        return found

    def _read(self) -> Any:
        try:
            return self._get_event()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            message = f"this is not valid YAML: {self._told(error, line, column)}"
            raise AuthorError(message, file=self._file, line=line, column=column) from None

    def _told(self, error: yaml.MarkedYAMLError, line: int, column: int) -> str:
        lines = self._text.split("\n")
        text = lines[line - 1] if line <= len(lines) else ""
        opened = error.context_mark.line + 1 if error.context_mark else line
        return told(error.problem or "", text[: column - 1], text[column - 1 : column], opened)


def _text(event: Any) -> Text:
    start, end, value = event.start_mark, event.end_mark, event.value
    line, column = start.line, start.column
    shift = None
    if end.line == line:
        quotes = 1 if event.style in _QUOTING else 0
        shift = quotes if end.column - column == len(value) + 2 * quotes else None
    return Text(value, line + 1, column + 1, shift)
