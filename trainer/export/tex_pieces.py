"""Where a long formula inside a line of text may be broken: before the signs that relate its sides."""

from __future__ import annotations

import re
from typing import Final

_SHORT: Final = 30
"""A formula of so few characters stays in one piece."""

_TOKEN: Final = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)
_OPENS: Final = frozenset({"{", "(", "[", r"\left", r"\begin", r"\{"})
_CLOSES: Final = frozenset({"}", ")", "]", r"\right", r"\end", r"\}"})
_RELATES: Final = frozenset({"=", r"\approx", r"\le", r"\ge", r"\leftarrow"})


def pieces(tex: str) -> list[str]:
    """The TeX in pieces that can be drawn one after the other; one piece where nothing may be broken.

    No piece ends inside braces, brackets or an environment.
    """
    if len(tex) <= _SHORT:
        return [tex]
    found, depth, start, before = [], 0, 0, ""
    for token in _TOKEN.finditer(tex):
        sign = token[0]
        if (
            depth == 0
            and sign in _RELATES
            and before not in ("", "^", "_")
            and tex[start : token.start()].strip()
        ):
            found.append(tex[start : token.start()])
            start = token.start()
        depth += (sign in _OPENS) - (sign in _CLOSES)
        before = before if sign.isspace() else sign
    return [*found, tex[start:]] if depth == 0 else [tex]
