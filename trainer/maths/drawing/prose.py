"""Prose with maths in it → lines of a given width; decides where lines break, knows no markup.

`$…$` is set in one row and kept together, `$$…$$` is drawn on lines of its own, `\\$` is a dollar, the
backticks of `code` are dropped, lines that begin with `- ` are a list; lines between two lines of three
backticks stay as they are. All else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import category

from trainer.errors import AuthorError
from trainer.maths.drawing.boxes import Box, beside, cell_width
from trainer.maths.drawing.fit import fit
from trainer.maths.drawing.passages import LITERAL, MARK, SPAN, items, paragraphs
from trainer.maths.drawing.row_breaks import row_pieces
from trainer.maths.drawing.typeset import display, inline

INDENT = 4  # cells before a display
_GLUE = "\ue000"  # a blank at which a line breaks only when it must (a private-use character, never shown)


class _Text(NamedTuple):
    words: str


class _Display(NamedTuple):
    box: Box
    tex: str
    stop: str = ""


def render(text: str, width: int) -> list[str]:
    """The lines of `text`, none wider than `width` cells (at least 2); control characters show as `·`.

    A display that does not fit is broken before its relations and signs; one that still does not is set in
    one row and wrapped. Raises AuthorError for maths that cannot be read, its column counted in `text`.
    """
    width = max(width, 2)
    text = "".join(map(_visible, text.replace("\r\n", "\n").replace("\t", " ")))
    lines: list[str] = []
    for start, paragraph in paragraphs(text):
        if lines and lines[-1]:
            lines.append("")
        if literal := LITERAL.fullmatch(paragraph):
            lines += [piece for line in literal["lines"].split("\n") for piece in _cut(line, width)]
            continue
        for place, item in items(paragraph):
            found = MARK.match(item)
            mark = found[0] if found else ""
            lines += _block(item[len(mark) :], mark, width, start + place + len(mark))
    return lines if not lines or lines[-1] else lines[:-1]


def _visible(char: str) -> str:
    if char == "\n" or char.isprintable():
        return "·" if char == _GLUE else char
    return " " if category(char) in ("Zs", "Zl", "Zp") else "·"


def _block(text: str, mark: str, width: int, offset: int) -> list[str]:
    """One paragraph or list item with its displays, an empty line between them and after the last."""
    hang = " " * (len(mark) if width >= 2 * INDENT else 0)
    room = width - len(hang)
    lines: list[str] = []
    parts = _attached(_parts(text, offset))
    for part in parts:
        block = _wrapped(part.words, room) if isinstance(part, _Text) else _displayed(part, room)
        if lines and block:
            lines.append("")
        lines += block
    if parts and isinstance(parts[-1], _Display):
        lines.append("")
    first = mark if hang else ""
    return [(first if index == 0 else hang if line else "") + line for index, line in enumerate(lines)]


def _parts(text: str, offset: int) -> Iterator[_Text | _Display]:
    words: list[str] = []
    at = 0
    for span in SPAN.finditer(text):
        words.append(text[at : span.start()])
        at = span.end()
        if (tex := span["display"]) is not None:
            if "".join(words).strip():
                yield _Text("".join(words))
            words = []
            with _Place(offset + span.start("display")):
                yield _Display(display(tex), tex)
        elif (tex := span["inline"]) is not None:
            with _Place(offset + span.start("inline")):
                words.append(inline(tex).replace(" ", _GLUE))
        else:
            words.append(span["code"] if span["code"] is not None else "$")
    words.append(text[at:])
    if "".join(words).strip():
        yield _Text("".join(words))


class _Place:
    """Moves the column of an AuthorError from the maths into the text around it."""

    def __init__(self, offset: int) -> None:
        self.offset = offset

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, AuthorError):
            error.column += self.offset


def _attached(parts: Iterable[_Text | _Display]) -> list[_Text | _Display]:
    """The full stop or comma after a display moved onto its baseline."""
    out: list[_Text | _Display] = []
    for part in parts:
        previous = out[-1] if out else None
        if isinstance(part, _Text) and isinstance(previous, _Display):
            stop = re.match(r"[.,;:!?]+(?=\s|$)", part.words)
            if stop:
                box = beside([previous.box, Box((stop[0],))])
                out[-1] = _Display(Box(box.rows, box.base, previous.box.breaks), previous.tex, stop[0])
                part = _Text(part.words[stop.end() :])
        if isinstance(part, _Display) or part.words.strip():
            out.append(part)
    return out


def _displayed(part: _Display, room: int) -> list[str]:
    box = part.box
    if box.width > room:
        box = fit(box, room - INDENT)
    if box.width > room:
        return _wrapped(inline(part.tex).replace(" ", _GLUE) + part.stop, room)
    indent = " " * min(INDENT, room - box.width)
    return [(indent + row).rstrip() for row in box.rows]


def _wrapped(words: str, room: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words.split():
        joined = f"{line} {word}" if line else word
        if cell_width(joined) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room)
        lines += full
    if line:
        lines.append(line)
    return [line.replace(_GLUE, " ").rstrip() for line in lines]


def _broken(word: str, room: int) -> list[str]:
    """A word in pieces of at most `room` cells: parted at the blanks of its maths, else anywhere."""
    pieces: list[str] = []
    for piece in row_pieces(word.replace(_GLUE, " "), room):
        pieces += [piece] if cell_width(piece) <= room else _cut(piece, room)
    return pieces


def _cut(line: str, room: int) -> list[str]:
    """A line in pieces of at most `room` cells, as full as they can be."""
    pieces = [""]
    for char in line:
        if cell_width(pieces[-1] + char) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces
