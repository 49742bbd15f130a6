"""One sign, word or number → a MathML token: identifier, number, operator or text, and its own space.

The spaces are those of The TeXbook, chapter 18, written out, so that no browser's dictionary decides.
"""

from __future__ import annotations

from unicodedata import category
from xml.sax.saxutils import escape

from trainer.maths.drawing.symbols import INTEGRALS, TAKES_LIMITS, Kind
from trainer.maths.drawing.xml_text import xml_text

_NO_BREAK_SPACE = "\u00a0"
_IDENTIFIERS = frozenset("∞∅∇∂⊤⊥ℵ△□")
_UPRIGHT = frozenset("∇⊤⊥∅ΓΔΘΛΞΠΣΥΦΨΩ")
_SPACES = {
    Kind.BINARY: ("0.2222em", "0.2222em"),
    Kind.RELATION: ("0.2778em", "0.2778em"),
    Kind.PUNCTUATION: ("0", "0.1667em"),
}
_ACCENT_SIGNS = {
    "\u0302": "^",
    "\u0304": "¯",
    "\u0303": "~",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u20d7": "→",
    "\u030a": "˚",
}


def sign(text: str, kind: Kind, tight: bool) -> str:
    """The token of `text`; in the style of scripts (`tight`) binary signs and relations have no space."""
    shown = escape(xml_text(text))
    if kind is Kind.TEXT:
        return f"<mtext>{shown.replace(' ', _NO_BREAK_SPACE)}</mtext>"
    if text in TAKES_LIMITS or kind is Kind.BIG:
        return _operator(shown, kind, tight, _limits(text))
    if text.replace(".", "").isdecimal():
        return f"<mn>{shown}</mn>"
    if kind in (Kind.NAME, Kind.OPERATOR) or _is_identifier(text):
        upright = ' mathvariant="normal"' if text in _UPRIGHT else ""
        return f"<mi{upright}>{shown}</mi>"
    form = ' form="prefix"' if kind is Kind.SIGN else ""
    return _operator(shown, kind, tight, f'{form} stretchy="false"')


def accent_sign(mark: str, long: bool) -> str:
    """The operator that stands over a body for a combining mark, drawn out over a `long` one."""
    return f'<mo stretchy="{str(long).lower()}">{_ACCENT_SIGNS[mark]}</mo>'


def _is_identifier(text: str) -> bool:
    return text in _IDENTIFIERS or (text != "" and all(category(char)[0] in "LM" for char in text))


def _limits(text: str) -> str:
    if text in INTEGRALS:
        return ' largeop="true"'
    large = ' largeop="true"' if len(text) == 1 else ""
    return f'{large} movablelimits="true"'


def _operator(shown: str, kind: Kind, tight: bool, attributes: str) -> str:
    left, right = ("0", "0") if tight else _SPACES.get(kind, ("0", "0"))
    return f'<mo{attributes} lspace="{left}" rspace="{right}">{shown}</mo>'
