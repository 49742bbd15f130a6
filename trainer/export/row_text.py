"""Inlines as prose of the bank, and prose in rows; the typesetter draws its formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from trainer.errors import AuthorError
from trainer.export.document import Badge, Formula, Inline, Link, Portion, Typed, Words
from trainer.export.visible import visible
from trainer.session.amounts import percent

Row = Sequence[tuple[str, str]]
"""Pieces of one row: a text without line breaks, and its ink ("" for plain)."""

_DISPLAY_INDENT: Final = "    "
_SPECIAL: Final = re.compile(r"([$`])")


def as_prose(inlines: Sequence[Inline]) -> str:
    """The inlines as one text with `$…$`; a dollar that somebody typed is no beginning of maths."""
    return "".join(_said(inline) for inline in inlines)


def plain_text(inlines: Sequence[Inline]) -> str:
    """The inlines in one row, formulas in the line."""
    from trainer.maths.drawing.prose import render

    try:
        return " ".join(row.strip() for row in render(as_prose(inlines), 10_000) if row.strip())
    except AuthorError:
        return visible("".join(_raw(inline) for inline in inlines))


def prose_rows(text: str, width: int, ink: str = "") -> list[Row]:
    """Prose in rows of at most `width` cells, its displays in the ink of formulas."""
    from trainer.maths.drawing.prose import render

    try:
        rows = render(text, width)
    except AuthorError:
        rows = [piece for row in visible(text).split("\n") for piece in wrap(row, width)]
    return [[(row, "formula" if row.startswith(_DISPLAY_INDENT) else ink)] if row else [] for row in rows]


def _said(inline: Inline) -> str:
    match inline:
        case Formula(tex):
            return f"${tex}$"
        case _:
            return _escaped(_raw(inline))


def _raw(inline: Inline) -> str:
    match inline:
        case Words(text) | Typed(text) | Link(text) | Formula(text):
            return visible(text)
        case Badge(sign, word):
            return f"{sign} {word}"
        case Portion(share):
            return percent(share)


def _escaped(text: str) -> str:
    """What prose would read as maths or code is kept as it is: a dollar escaped, a backtick as a quote."""
    return _SPECIAL.sub(lambda found: r"\$" if found[1] == "$" else "′", text)
