"""Inlines and formulas of a document → HTML, everything escaped."""

from __future__ import annotations

from html import escape
from typing import Final

from trainer.errors import AuthorError
from trainer.export.document import Badge, Formula, Inline, Line, Link, Portion, Typed, Words
from trainer.export.tex_pieces import pieces
from trainer.export.visible import visible
from trainer.maths.drawing.mathml import mathml
from trainer.session.amounts import percent

_STOPS: Final = ".,;:!?)"


def line(inlines: Line) -> str:
    """The inlines one after the other; no row of the page begins with the stop after a formula."""
    shown, stop = [], ""
    for inline, then in zip(inlines, (*inlines[1:], None), strict=True):
        if stop and isinstance(inline, Words):
            inline = Words(inline.text.removeprefix(stop))
        stop = _stop(then) if isinstance(inline, Formula) else ""
        shown.append(_with_stop(inline, stop) if isinstance(inline, Formula) else _inline(inline))
    return "".join(shown)


def text(raw: str) -> str:
    """A raw text made visible and escaped, for contents and for attributes between double quotes."""
    return escape(visible(raw))


def formula(tex: str, *, display: bool = False) -> str:
    """A formula drawn; as TeX where it is beyond the reader, as one written by another version may be."""
    try:
        return mathml(tex, display=display)
    except AuthorError:
        return f"<code>{text(tex)}</code>"


def _inline(inline: Inline) -> str:
    match inline:
        case Words(raw, strong):
            return f"<strong>{text(raw)}</strong>" if strong else text(raw)
        case Formula():
            return _with_stop(inline, "")
        case Typed(raw):
            return f"<code><bdi>{text(raw)}</bdi></code>"
        case Badge(sign, word, tone):
            shown = f'<span aria-hidden="true">{text(sign)}</span> {text(word)}'
            return f'<span class="badge {tone.value}">{shown}</span>'
        case Portion(share):
            bar = f'<span class="bar" style="--share: {_bounded(share):.3f}" aria-hidden="true"></span>'
            return f'<span class="portion">{bar}{text(percent(share))}</span>'
        case Link(raw, anchor):
            return f'<a href="#{text(anchor)}">{text(raw)}</a>'


def _with_stop(shown: Formula, stop: str) -> str:
    """The formula, which may be broken before its signs of relation, and what must stay behind it."""
    *first, last = map(formula, pieces(shown.tex))
    kept = f'<span class="kept">{last}{text(stop)}</span>' if stop else last
    return "".join((*first, kept))


def _stop(inline: Inline | None) -> str:
    """The punctuation with which plain words begin."""
    if not isinstance(inline, Words) or inline.strong:
        return ""
    return inline.text[: len(inline.text) - len(inline.text.lstrip(_STOPS))]


def _bounded(share: float) -> float:
    return min(max(share, 0.0), 1.0)
