"""Says what an author did where a YAML parser says what it did not find; knows no exercise and no file."""

from __future__ import annotations

import re
from typing import Final

from trainer.bank.controls import CONTROL_IN_TEXT

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
_USE: Final = "; use '…' for a text with TeX, or | and lines below it"
_ESCAPES: Final = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e"}
"""What a letter after \\ becomes between double quotes, of those with which commands of TeX begin."""

_LOST: Final = re.compile(
    r"\t(?:heta|imes|anh?|ext\w*|o|au|op|ilde|frac)\b|\n(?:abla|u|eq?|eg|ot\w*|i|leq|geq|mid)\b"
)
"""What is left of \\theta, \\nabla and their kin in maths; a blank line there would be an odd one."""

_NO_BEGINNING: Final = "a text does not begin with this sign; " + QUOTES
_BLOCK: Final = "behind | or > the line ends; the text stands in the lines below, indented"
_LIST_ALONE: Final = "a list begins with “- ” on a line of its own"
_LIST: Final = "a blank is missing after the - of the list"
_NO_BLANK: Final = re.compile(r"\s*-[{\[A-Za-z]")
_SENTENCES: Final = (
    ("unknown escape", _ESCAPE),
    ("unexpected end of stream", "the quotation mark in line {opened} is never closed"),
    ("',' or ']'", _BRACKET),
    ("',' or '}'", _BRACKET),
    ("sequence entries are not allowed", _LIST_ALONE),
    ("cannot start any token", _NO_BEGINNING),
    ("alphabetic or numeric character", _NO_BEGINNING),
    ("comment or line break", _BLOCK),
    ("a comment or a line break", _BLOCK),
)
"""What the two parsers of PyYAML say, and what to say for it."""


def escaped(value: str) -> str:
    """What is wrong with a text between double quotes, where a \\ begins an escape; empty if nothing is."""
    if found := CONTROL_IN_TEXT.search(value):
        letter = _ESCAPES.get(found[0])
        why = f', and in "…" a \\{letter} is one{_USE}' if letter else ""
        return f"the control character U+{ord(found[0]):04X} is not allowed{why}"
    if "\t" in value or "\n" in value:
        for lost in _LOST.finditer(value):
            if value[: lost.start()].replace("$$", "$").count("$") % 2:
                letter = _ESCAPES[lost[0][0]]
                what = "a tab" if letter == "t" else "a line end"
                return f'\\{letter}{lost[0][1:]} is lost, as in "…" a \\{letter} is {what}{_USE}'
    return ""


def told(problem: str, before: str, at: str, opened: int) -> str:
    """The sentence for a parser's `problem`.

    `before` is the text of the line up to the place, `at` the character there, `opened` the line in which the
    quotation or bracket that is being read began.
    """
    if _NO_BLANK.match(before):
        return _LIST
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
