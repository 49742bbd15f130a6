"""Says what an author did where a YAML parser says what it did not find; knows no exercise and no file."""

from __future__ import annotations

import re
from typing import Final

QUOTES: Final = "put a text that contains any of  : # , [ ] { } & * ! | > % @ `  in quotes"

_OPENED: Final = "{opened}"
_KEY_ALONE: Final = re.compile(r"[\s-]*[\w-]+")
_TAB: Final = "a tab stands where the line begins; indent with spaces"
_INDENTED: Final = "this line is indented otherwise than those that it belongs to"
_FOLLOWS: Final = "something follows where a text or a bracket has ended; is a mark missing before it?"
_BRACKET: Final = "the bracket opened in line {opened} is not closed here, or a comma is missing; " + QUOTES
_ESCAPE: Final = (
    'in "…", opened in line {opened}, a \\ begins an escape; '
    "use '…' for a text with TeX, or | and lines below it"
)
_BLOCK: Final = "behind | or > the line ends; the text stands in the lines below, indented"
_SENTENCES: Final = (
    ("unknown escape", _ESCAPE),
    ("unexpected end of stream", "the quotation mark in line {opened} is never closed"),
    ("',' or ']'", _BRACKET),
    ("',' or '}'", _BRACKET),
    ("sequence entries are not allowed", "a list begins with “- ” on a line of its own"),
    ("comment or line break", _BLOCK),
    ("a comment or a line break", _BLOCK),
)
"""What the two parsers of PyYAML say, and what to say for it."""


def told(problem: str, before: str, at: str, opened: int) -> str:
    """The sentence for a parser's `problem`.

    `before` is the text of the line up to the place, `at` the character there, `opened` the line in which the
    quotation or bracket that is being read began.
    """
    if "\t" in (at, before[-1:]) and ("cannot start" in problem or "tab" in problem):
        return _TAB
    for words, sentence in _SENTENCES:
        if words in problem:
            return sentence.replace(_OPENED, str(opened))
    if "mapping values" in problem:
        colon = f"a colon stands within a text; {QUOTES}"
        return f"{_INDENTED}, or a colon is missing above" if _KEY_ALONE.fullmatch(before) else colon
    if "expected key" in problem or "'-' indicator" in problem or "<block end>" in problem:
        return _FOLLOWS if before.strip(" -") else _INDENTED
    return f"{problem}; {QUOTES}"
