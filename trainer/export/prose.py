"""Prose of the bank (with `$…$`, lists and blocks of code) → inlines and blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.export.document import (
    Block,
    Display,
    Entry,
    Formula,
    Line,
    Listing,
    Paragraph,
    Preformatted,
    Typed,
    Words,
)
from trainer.maths.drawing.passages import LITERAL_MARK, Passage, Span, SpanKind, passages

_STOP = re.compile(r"[.,;:!?]+(?=\s|$)")
_BULLET = "•"


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs, displays, lists and code of a text, in its order."""
    out: list[Block] = []
    entries: list[Entry] = []
    for passage in passages(text):
        if passage.mark in ("", LITERAL_MARK):
            out += _listing(entries)
            entries = []
            out += _literal(passage) if passage.mark else _paragraph(passage.spans)
        else:
            mark = passage.mark.strip()
            entries.append(Entry(_BULLET if mark == "-" else mark, tuple(_paragraph(passage.spans))))
    return (*out, *_listing(entries))


def line(text: str) -> Line:
    """A text in one line, its displays too, as in a cell of a table."""
    found: list[Formula | Typed | Words] = []
    for passage in passages(text):
        if found:
            found.append(Words(" "))
        found += [_inline(span) for span in passage.spans]
    return tuple(found)


def _listing(entries: list[Entry]) -> Iterable[Block]:
    return [Listing(tuple(entries))] if entries else []


def _literal(passage: Passage) -> Iterable[Block]:
    return [Preformatted(span.text) for span in passage.spans]


def _paragraph(spans: tuple[Span, ...]) -> Iterator[Block]:
    """Running text, parted at the displays; a stop after a display belongs to it."""
    running: list[Words | Formula | Typed] = []
    rest = list(spans)
    while rest:
        span = rest.pop(0)
        if span.kind is not SpanKind.DISPLAY:
            running.append(_inline(span))
            continue
        if _says_something(running):
            yield Paragraph(tuple(running))
        running = []
        stop = _STOP.match(rest[0].text) if rest and rest[0].kind is SpanKind.WORDS else None
        if stop:
            rest[0] = Span(SpanKind.WORDS, rest[0].text[stop.end() :])
        yield Display(span.text, stop[0] if stop else "")
    if _says_something(running):
        yield Paragraph(tuple(running))


def _inline(span: Span) -> Words | Formula | Typed:
    if span.kind is SpanKind.WORDS:
        return Words(" ".join(re.split(r"\s+", span.text)))
    return Typed(span.text) if span.kind is SpanKind.CODE else Formula(span.text)


def _says_something(inlines: list[Words | Formula | Typed]) -> bool:
    return any(not isinstance(inline, Words) or inline.text.strip() for inline in inlines)
