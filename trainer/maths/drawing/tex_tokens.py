"""TeX text → tokens with their places: where a fault is and how deep the reading may go.

Knows nothing of what a token means.
"""

from __future__ import annotations

import re
from typing import NoReturn
from unicodedata import category

from trainer.errors import AuthorError

MAX_DEPTH = 100

_TOKEN = re.compile(r"\\(?:[a-zA-Z]+\*?|.)|\d*\.?\d+|\|\||.", re.DOTALL)


class Tokens:
    """The tokens of a text without its blanks, and the place `at` which reading stands."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        matches = [match for match in _TOKEN.finditer(tex) if not match[0].isspace()]
        self.tokens = [*(match[0] for match in matches), ""]  # an empty one stands at the end
        self.offsets = [*(match.start() for match in matches), len(tex)]
        self.at = 0
        self.depth = 0

    def error(self, message: str, at: int | None = None, nearest: str = "") -> AuthorError:
        """The fault at token `at` (the next one unless given), its column counted from 1."""
        offset = self.offsets[self.at if at is None else at]
        return AuthorError(f"{message[0].upper()}{message[1:]}.", column=offset + 1, nearest=nearest)

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        """Raises that fault."""
        raise self.error(message, at)

    def peek(self) -> str:
        """The next token, or an empty one at the end."""
        return self.tokens[self.at]

    def take(self, wanted: str = "") -> str:
        """The next token, which must be `wanted` if that is given."""
        token = self.tokens[self.at]
        if wanted and token != wanted:
            self.fail(f"“{wanted}” is missing")
        if not token:
            self.fail("the formula ends too early")
        self.at += 1
        return token

    def descend(self, levels: int) -> None:
        """Counts nesting, which is bounded so that no text can exhaust the stack."""
        self.depth += levels
        if self.depth > MAX_DEPTH:
            self.fail(f"this formula is nested deeper than {MAX_DEPTH} levels")

    def raw(self) -> str:
        """The text in the next braces (or the next token); `\\_` and its like lose the backslash."""
        if self.peek() != "{":
            self._check_plain()
            return self.take()
        start = self.offsets[self.at] + 1
        self.at += 1
        while self.tokens[self.at] not in ("}", ""):
            self._check_plain()
            self.at += 1
        text = self.tex[start : self.offsets[self.at]]
        self.take("}")
        return re.sub(r"\\(.)", r"\1", re.sub(r"\\[,;: ]|~|\s+", " ", text))

    def _check_plain(self) -> None:
        token = self.tokens[self.at]
        if token == "{" or re.match(r"\\[a-zA-Z]", token):
            self.fail(f"“{token}” cannot stand in this text")
        if token and category(token[-1]) in ("Cc", "Cf", "Cs"):
            self.fail("this character does not belong in a formula")
