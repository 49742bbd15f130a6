"""Prose with maths in it → its passages and spans: what is a formula, a list item or a block of lines.

`$…$` is a formula in the line, `$$…$$` one on lines of its own, `\\$` a dollar, `code` stands between
backticks, lines that begin with `- ` or `1. ` are a list, and lines between two lines of three backticks stay
as they are. All else is literal. Knows nothing of widths, pages or TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

LITERAL_MARK = "```"
SPAN = re.compile(
    r"\\\$|\$\$(?P<display>.+?)\$\$|\$(?P<inline>(?:\\\$|[^$])+?)\$|`(?P<code>[^`]*)`", re.DOTALL
)
LITERAL = re.compile(r"^```\n(?P<lines>.*?)\n```$", re.DOTALL | re.MULTILINE)
MARK = re.compile(r"- |[0-9]{1,2}\. ")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"^[ \t]*(?=- |[0-9]{1,2}\. )", re.MULTILINE)


class SpanKind(StrEnum):
    """What a stretch of prose is."""

    WORDS = "words"
    INLINE = "inline"
    DISPLAY = "display"
    CODE = "code"


class Span(NamedTuple):
    """A stretch of prose: words, the TeX of a formula, or code, without the signs that set it apart."""

    kind: SpanKind
    text: str


class Passage(NamedTuple):
    """A paragraph (no mark), a list item (`- `, `2. `) or lines that stay as they are (LITERAL_MARK)."""

    mark: str
    spans: tuple[Span, ...]


def passages(text: str) -> Iterator[Passage]:
    """The passages of `text` from top to bottom; whether its formulas can be read is not looked at."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    for _, paragraph in paragraphs(text):
        if literal := LITERAL.fullmatch(paragraph):
            yield Passage(LITERAL_MARK, (Span(SpanKind.CODE, literal["lines"]),))
            continue
        for _, item in items(paragraph):
            found = MARK.match(item)
            mark = found[0] if found else ""
            yield Passage(mark, tuple(_spans(item[len(mark) :])))


def _spans(text: str) -> Iterator[Span]:
    words = ""
    at = 0
    for found in SPAN.finditer(text):
        words += text[at : found.start()]
        at = found.end()
        if (kind := found.lastgroup) is None:
            words += "$"
            continue
        if words:
            yield Span(SpanKind.WORDS, words)
        words = ""
        yield Span(SpanKind(kind), found[kind])
    if words + text[at:]:
        yield Span(SpanKind.WORDS, words + text[at:])


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs and the blocks of lines that stay as they are, each with its offset."""
    at = 0
    for literal in [*LITERAL.finditer(text), None]:
        end = literal.start() if literal else len(text)
        yield from ((at + place, part) for place, part in _parted(text[at:end]))
        if literal:
            yield literal.start(), literal[0]
            at = literal.end()


def _parted(text: str) -> Iterator[tuple[int, str]]:
    """The text between empty lines, each part with its offset."""
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            yield at, text[at:end]
        at = gap.end() if gap else end


def items(paragraph: str) -> Iterator[tuple[int, str]]:
    """The paragraph cut before every line that begins a list item, each part with its offset."""
    starts = [0, *(match.start() for match in _ITEM.finditer(paragraph) if match.start())]
    for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True):
        part = paragraph[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            yield start + lead, part[lead:]
