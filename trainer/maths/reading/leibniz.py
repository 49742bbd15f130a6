"""Leibniz's notation: `d/dx f` and `d^2/dx^2 f` as operators, `dL/dw` and `∂L/∂w` as declared names."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.maths.expr import Call, Expr, Number, Symbol
from trainer.maths.names import canonical

if TYPE_CHECKING:
    from trainer.maths.reading.atoms import Atoms
    from trainer.maths.reading.scanner import Token

_DIFFERENTIAL = r"(?:d|∂|\\partial|\\mathrm\s*\{\s*d\s*\}|\\mathrm\s+d)\s*"
_NAME = r"\\?[A-Za-zα-ωΑ-Ω][A-Za-z]*(?:_\{?\w+\}?|[0-9₀-₉]+)?"
_ORDER = r"(?:\^\{?([2-9])\}?|([²³]))?"
_OPERATOR = rf"{_DIFFERENTIAL}{_ORDER}\s*/\s*{_DIFFERENTIAL}({_NAME})\s*{_ORDER}"
_QUOTIENT = rf"{_DIFFERENTIAL}({_NAME})\s*/\s*{_DIFFERENTIAL}({_NAME})"
_FRAC_OPERATOR = (
    rf"\\[dt]?frac\s*\{{\s*{_DIFFERENTIAL}{_ORDER}\s*\}}\s*\{{\s*{_DIFFERENTIAL}({_NAME})\s*{_ORDER}\s*\}}"
)
_FRAC_QUOTIENT = rf"\\[dt]?frac\s*\{{\s*{_DIFFERENTIAL}({_NAME})\s*\}}\s*\{{\s*{_DIFFERENTIAL}({_NAME})\s*\}}"
_SUPERSCRIPTS = {"²": 2, "³": 3}


def read_operator(reading: Atoms, token: Token) -> Expr | None:
    """Read from a `d` or `∂` token on; None (nothing consumed) where it is neither form."""
    return _read(reading, token, _QUOTIENT, _OPERATOR)


def read_fraction(reading: Atoms, token: Token) -> Expr | None:
    r"""The same forms inside `\frac{…}{…}`."""
    return _read(reading, token, _FRAC_QUOTIENT, _FRAC_OPERATOR)


def _read(reading: Atoms, token: Token, quotient: str, operator: str) -> Expr | None:
    if found := _at(quotient, reading.text, token.start):
        name = f"d{_plain(found[1])}_d{_plain(found[2])}"
        pieces = reading.names.read_word(name)
        named = pieces is not None and len(pieces) == 1 and pieces[0][0] == "symbol"
        if pieces and named and _skip_to(reading, found.end()):
            return Symbol(pieces[0][1], found.span())
    if found := _at(operator, reading.text, token.start):
        pieces = reading.names.read_word(_plain(found[3]))
        if pieces is not None and len(pieces) == 1 and pieces[0][0] == "symbol":
            return _operator(reading, found, pieces[0][1])
    return None


def _at(pattern: str, text: str, start: int) -> re.Match[str] | None:
    """A match that begins at `start`; compiled when the first operator is met, which few texts hold."""
    return re.compile(pattern).match(text, start)


def _operator(reading: Atoms, found: re.Match[str], variable: str) -> Expr | None:
    above, below = _order(found[1], found[2]), _order(found[4], found[5])
    if above != below or not _skip_to(reading, found.end()):
        return None
    arg = reading.nested(reading.product)
    args: tuple[Expr, ...] = (arg, Symbol(variable, found.span(3)))
    if above > 1:
        args = (*args, Number(Fraction(above), str(above)))
    return Call("diff", args, (found.start(), arg.span[1]))


def _order(caret: str | None, raised: str | None) -> int:
    return int(caret) if caret else _SUPERSCRIPTS.get(raised or "", 1)


def _plain(name: str) -> str:
    return canonical(name.lstrip("\\"))


def _skip_to(reading: Atoms, end: int) -> bool:
    """Pass over the tokens before `end`; False, and none is passed over, where one goes on beyond it."""
    position = reading.position
    while reading.tokens[position].start < end and reading.tokens[position].kind != "end":
        position += 1
    if reading.tokens[position - 1].end > end:
        return False
    reading.position = position
    return True
