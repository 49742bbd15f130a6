"""Text to tree: the one entrance to the answer language.

Bounded in length, depth and size before anything is computed; it never evaluates.
"""

from __future__ import annotations

import re

from trainer.maths import limits
from trainer.maths.domains import REAL
from trainer.maths.expr import Collection, Expr, Relation
from trainer.maths.names import Names
from trainer.maths.reading import slips
from trainer.maths.reading.atoms import Atoms
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.scanner import Token, scan
from trainer.maths.reading.wrapping import unwrapped

_INDEXED = re.compile(r"(?:sum|integral|integrate|limit|lim|taylor)\s*\(")
_BOTH_SIGNS = {"±": "+-", "∓": "-+"}
_PLUS_MINUS = re.compile(r"[±∓]|\\pm|\\mp")
_AFTER_COMMA = re.compile(r",\s*([A-Za-zα-ω](?:_?[0-9])?)\s*(?=[,)])")


def parse(text: str, names: Names) -> Expr:
    """The tree of `text` under the declared `names`; AnswerError with an offset where it cannot be read."""
    if len(text) <= limits.MAX_CHARACTERS:
        text = unwrapped(text, names)
    if _INDEXED.search(text):
        names = _with_bound_names(text, names)
    tokens = scan(text, names)
    if _PLUS_MINUS.search(text):
        return _both(text, tokens, names)
    return _read(text, tokens, names)


def _read(text: str, tokens: list[Token], names: Names) -> Expr:
    reading = Atoms(text, tokens, names)
    if reading.tokens[0].kind == "end":
        raise reading.error("nothing is written yet; type your answer", 0)
    expr = reading.relation()
    if reading.tokens[reading.position].kind != "end":
        raise slips.leftover(text, reading.tokens, reading.position)
    if reading.arrays:
        shape_of(expr, names, text)
    return expr


def _both(text: str, tokens: list[Token], names: Names) -> Expr:
    """The set of the two values that `±` means: all upper signs, and all lower ones."""
    upper, lower = (_read(text, [_signed(token, turn) for token in tokens], names) for turn in (0, 1))
    match upper, lower:
        case Relation("=", name, first), Relation("=", other, second) if name == other:
            return Relation("=", name, Collection((first, second), first.span), upper.span)
        case Collection(first), Collection(second):
            return Collection(first + second, upper.span)
    return Collection((upper, lower), upper.span)


def _signed(token: Token, turn: int) -> Token:
    signs = _BOTH_SIGNS.get(token.kind)
    return token._replace(kind=signs[turn]) if signs else token


def _with_bound_names(text: str, names: Names) -> Names:
    """The names and those that `sum(f, i, …)` binds: undeclared letters after a comma."""
    bound = {name: REAL for name in _AFTER_COMMA.findall(text) if names.read_word(name) is None}
    return names.extended(bound)
