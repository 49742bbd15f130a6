"""Text to tree: the one entrance to the answer language.

Bounded in length, depth and size before anything is computed; it never evaluates.
"""

from __future__ import annotations

import re

from trainer.maths.domains import REAL
from trainer.maths.expr import Expr
from trainer.maths.names import Names
from trainer.maths.reading import slips
from trainer.maths.reading.atoms import Atoms
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.scanner import scan

_INDEXED = re.compile(r"(?:sum|integral|integrate|limit|lim|taylor)\s*\(")
_AFTER_COMMA = re.compile(r",\s*([A-Za-zα-ω](?:_?[0-9])?)\s*(?=[,)])")


def parse(text: str, names: Names) -> Expr:
    """The tree of `text` under the declared `names`; AnswerError with an offset where it cannot be read."""
    if _INDEXED.search(text):
        names = _with_bound_names(text, names)
    reading = Atoms(text, scan(text, names), names)
    if reading.tokens[0].kind == "end":
        raise reading.error("nothing is written yet; type your answer", 0)
    expr = reading.relation()
    if reading.tokens[reading.position].kind != "end":
        raise slips.leftover(text, reading.tokens, reading.position)
    if reading.arrays:
        shape_of(expr, names, text)
    return expr


def _with_bound_names(text: str, names: Names) -> Names:
    """The names and those that `sum(f, i, …)` binds: undeclared letters after a comma."""
    bound = {name: REAL for name in _AFTER_COMMA.findall(text) if names.read_word(name) is None}
    return names.extended(bound)
