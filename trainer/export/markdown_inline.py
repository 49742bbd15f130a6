"""Inlines of a document → Markdown in which nothing of a text acts: signs are escaped, code is fenced."""

from __future__ import annotations

import re

from trainer.export.document import Badge, Formula, Inline, Line, Link, Portion, Typed, Words
from trainer.export.visible import visible
from trainer.session.amounts import percent

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)")
_OPENING = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_BAR = re.compile(r"\\\||\|")


def line(inlines: Line) -> str:
    """The inlines in one line."""
    return "".join(map(_inline, inlines)).strip()


def cell(inlines: Line) -> str:
    """The inlines within a cell of a table, where a bar would end the cell."""
    return "".join(_in_cell(inline) for inline in inlines).strip()


def plain(text: str) -> str:
    """A text in one line with every sign escaped that Markdown or HTML would act on."""
    shown = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", visible(text)))
    return _ADDRESS.sub(lambda found: f"{found[0]}\\", shown)


def literal(row: str) -> str:
    """A line of inlines as the beginning of a paragraph: no list, heading or rule begins with it."""
    found = _OPENING.match(row)
    if found is None:
        return row
    sign = found[2]
    at = found.end() if sign.isdigit() else found.start(2)
    return f"{row[:at]}\\{row[at:]}"


def formula(tex: str) -> str:
    """TeX in one line, with blanks where HTML would see a tag or an entity."""
    tex = " ".join(visible(tex).split())
    tex = re.sub(r"\\?[<&](?! )", lambda found: f"{found[0]} ", tex)
    return re.sub(r"(?<!\\)\$", r"\\$", tex)


def fence_around(text: str, least: int) -> str:
    """As many backticks as no run within `text` reaches."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)


def _inline(inline: Inline) -> str:
    match inline:
        case Words(text, strong):
            return f"**{plain(text).strip()}**" if strong else plain(text)
        case Formula(tex):
            return f"${formula(tex)}$"
        case Typed(text):
            return _code(text)
        case Badge(sign, word):
            return f"{plain(sign)} **{plain(word)}**"
        case Portion(share):
            return percent(share)
        case Link(text):
            return plain(text)


def _in_cell(inline: Inline) -> str:
    if isinstance(inline, Formula):
        return f"${_BAR.sub(_named_bar, formula(inline.tex)).strip()}$"
    written = _inline(inline)
    return written.replace("|", r"\|") if isinstance(inline, Typed) else written


def _named_bar(found: re.Match[str]) -> str:
    return r"\Vert " if len(found[0]) > 1 else r"\vert "


def _code(text: str) -> str:
    shown = visible(text)
    if not shown.strip():
        return "–"
    shown = shown.replace("\n", " ⏎ ")
    fence = fence_around(shown, 1)
    return f"{fence} {shown} {fence}"
