"""The bytes of one file, read once and bounded, so that all that is said about it is about the same text."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from trainer.authoring.lint.finding import Finding
from trainer.bank.positions import Text
from trainer.bank.reading import MAX_BYTES, TOO_LARGE

_SHOWN = 160
"""Characters of a line that are kept for showing it."""


@dataclass(frozen=True)
class Source:
    """A file's bytes, and its lines for showing where a fault is."""

    file: Path
    data: bytes

    @cached_property
    def _lines(self) -> list[str]:
        return self.data.decode("utf-8-sig", "replace").splitlines()

    def line(self, number: int) -> str:
        """The line with this number (from 1) without what a terminal would obey; empty where none is."""
        text = self._lines[number - 1] if 0 < number <= len(self._lines) else ""
        return "".join(char if char.isprintable() else " " for char in text[:_SHOWN])

    def attached(self, finding: Finding) -> Finding:
        """The finding with its line of this file; one about a whole line stands at its first sign."""
        text = self.line(finding.line)
        first = len(text) - len(text.lstrip()) + 1
        column = first if finding.column == 1 and text.strip() else finding.column
        return replace(finding, source=text, column=column)

    def key_place(self, key: str, within: int = 1) -> tuple[int, int]:
        """Line and column of the first line from `within` on that begins with `key:`, up to the end of what
        is indented below that line; the place of that line itself where there is none."""
        start = self._lines[within - 1 : within]
        floor = _indent(start[0]) if within > 1 and start else -1
        for number, line in enumerate(self._lines[within - 1 :], within):
            if number > within and line.strip() and _indent(line) <= floor:
                break
            if line.lstrip(" -").startswith(f"{key}:"):
                return number, len(line) - len(line.lstrip(" -")) + 1
        return within, max(floor, 0) + 1

    def word_place(self, word: str, start: tuple[int, int]) -> tuple[int, int]:
        """Line and column of the first `word:` from a place on; the place itself where there is none."""
        pattern = re.compile(rf"(?<!\w){re.escape(word)}\s*:")
        line, column = start
        for number, text in enumerate(self._lines[line - 1 :], line):
            if match := pattern.search(text, column - 1 if number == line else 0):
                return number, match.start() + 1
        return start

    def place(self, text: Text, offset: int) -> tuple[int, int]:
        """Line and column of a character of a text, also of one that runs over several lines."""
        if text.shift is not None:
            return text.line, text.column + text.shift + offset
        wanted = sum(not char.isspace() for char in text[:offset])
        first, at = self._lines[text.line - 1], text.column - 1
        quoted = first[at : at + 1] == '"'
        at += 1 if first[at : at + 1] in ("'", '"') else 0
        if first[at : at + 1] in ("|", ">"):
            at = len(first)
        for number, line in enumerate(self._lines[text.line - 1 :], text.line):
            while at < len(line):
                escape = quoted and line[at] == "\\"
                if not line[at].isspace():
                    if not wanted:
                        return number, at + 1
                    wanted -= 1
                at += 2 if escape else 1
            at = 0
        return text.line, text.column


def read_source(file: Path) -> Source | Finding:
    """The file, or why it cannot be checked: no file, no permission, more than a million bytes."""
    try:
        about = file.stat()
        if stat.S_ISDIR(about.st_mode):
            return Finding("unreadable", "this is a folder, not a file", file)
        if not stat.S_ISREG(about.st_mode):
            return Finding("unreadable", "this is neither a file nor a folder", file)
        if about.st_size > MAX_BYTES:
            return Finding("too-large", TOO_LARGE, file)
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Finding("unreadable", f"the file cannot be read: {error.strerror}", file)
    return Source(file, data) if len(data) <= MAX_BYTES else Finding("too-large", TOO_LARGE, file)


def change_since(source: Source) -> Finding | None:
    """That the file is another one now, or none any more; then what was found may be about neither."""
    now = read_source(source.file)
    if isinstance(now, Source) and now.data == source.data:
        return None
    gone = isinstance(now, Finding) and now.rule == "unreadable"
    said = "vanished" if gone else "changed"
    return Finding("changed", f"the file {said} while it was checked; check it again", source.file)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
