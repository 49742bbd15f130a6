"""Light LaTeX, as people paste it: each command becomes the tokens of its plain spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainer.errors import AnswerError
from trainer.maths.functions import GREEK, function_named

if TYPE_CHECKING:
    from trainer.maths.names import Names
    from trainer.maths.reading.scanner import Token

_SIGNS = {
    "cdot": "*", "times": "*", "odot": "*", "circ": "*", "ast": "*", "otimes": "⊗", "div": "/",
    "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=",
    "lvert": "|(", "rvert": "|)", "vert": "|", "lVert": "‖(", "rVert": "‖)",
    "Vert": "‖", "|": "‖", "{": "set{", "}": "}", "partial": "∂", "nabla": "∇", "top": "⊤", "intercal": "⊤",
    "infty": "∞", "pm": "±", "mp": "∓", "langle": "⟨", "rangle": "⟩", "in": "∈", "cup": "∪", "emptyset": "∅",
    "varnothing": "∅", "prime": "'", "lbrace": "set{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "\\": ";",
    "R": "ℝ", "lt": "<", "gt": ">", "&": "&", "leqslant": "<=", "geqslant": ">=",
}  # fmt: skip
_SPACES = frozenset(
    {",", ";", ":", "!", " ", "quad", "qquad", "left", "right", "displaystyle", "limits"}
    | {"big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "Bigg", "biggl", "biggr", "Biggl", "Biggr"}
    | {"middle", "textstyle", "nolimits", "mathopen", "mathclose", "enspace", "thinspace", "boxed"}
)
_SIDED_BAR = re.compile(r"\\(big|Big|bigg|Bigg)?(left|right|l|r)\s*(\||\\\||\\[lr]?[vV]ert(?![A-Za-z]))")
_SIDES = {"left": "(", "l": "(", "right": ")", "r": ")"}
"""A bar after \\left or \\right is one that opens or closes, which a bare one does not say."""
_MATRIX = re.compile(r"\\(begin|end)\{([pb]?matrix|smallmatrix|array)\}(?:(?<=array\})\{[lcr| ]*\})?")
_FENCED = {
    "mathrm",
    "text",
    "operatorname",
    "mathbf",
    "mathit",
    "boldsymbol",
    "mathsf",
    "textrm",
    "mathbb",
    "bm",
}
_ACCENTS = {"hat": "_hat", "widehat": "_hat", "bar": "_bar", "overline": "_bar", "tilde": "_tilde"}
_GROUP = re.compile(r"\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\?[A-Za-z]))((?:_\{[A-Za-z0-9]+\}|_[A-Za-z0-9])?)")
_SUBSCRIPT = re.compile(r"\s*_\s*(?:\{([A-Za-z0-9,]{1,8})\}|([A-Za-z0-9]))")
_GREEK = frozenset(GREEK.values()) | {"varepsilon", "vartheta", "varphi"}


def scan_command(tokens: list[Token], text: str, start: int, names: Names) -> int:
    """Append the tokens of the command at `start`; return where reading goes on. AnswerError if unknown."""
    from trainer.maths.reading.scanner import Token, _scan_word

    found = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL).match(text, start)
    command, end = (found[1], found.end()) if found else ("", start + 1)
    if command in ("begin", "end") and (matrix := _MATRIX.match(text, start)):
        kind = "matrix[" if matrix[1] == "begin" else "matrix]"
        tokens.append(Token(kind, matrix[0], start, matrix.end()))
        return matrix.end()
    if command in _SPACES and (bar := _SIDED_BAR.match(text, start)):
        kind = ("‖" if bar[3] in ("\\|", "\\Vert", "\\lVert", "\\rVert") else "|") + _SIDES[bar[2]]
        tokens.append(Token(kind, bar[0], start, bar.end()))
        return bar.end()
    if command in _SPACES:
        return end + 1 if command in ("left", "right") and text[end : end + 1] == "." else end
    if command in _SIGNS:
        tokens.append(Token(_SIGNS[command], _SIGNS[command], start, end))
    elif command in ("frac", "dfrac", "tfrac", "cfrac", "sqrt"):
        tokens.append(Token("sqrt" if command == "sqrt" else "frac", command, start, end))
    elif command in _FENCED or command in _ACCENTS:
        return _scan_group(tokens, text, start, end, _ACCENTS.get(command, ""), names)
    elif command in _GREEK:
        word, end = _with_subscript(text, command.removeprefix("var"), end)
        _scan_word(tokens, text, word, start, names)
    elif (function := function_named(command)) is not None:
        tokens.append(Token("function", function, start, end))
    else:
        raise AnswerError(
            f"the LaTeX command \\{command[:20]} is not known; write it in plain form",
            offset=start,
            text=text,
        )
    return end


def _scan_group(tokens: list[Token], text: str, start: int, end: int, accent: str, names: Names) -> int:
    from trainer.maths.reading.scanner import Token

    group = _GROUP.match(text, end)
    if group is None:
        raise AnswerError("this command wants letters in { } after it", offset=start, text=text)
    subscript = group[3].replace("_", "").strip("{}")
    word = (group[1] or group[2]).lstrip("\\") + accent + (f"_{subscript}" if subscript else "")
    word, end = _with_subscript(text, word, group.end())
    if text.startswith("\\mathbb", start) and word == "R" and "R" not in names.variables:
        tokens.append(Token("ℝ", "ℝ", start, end))
        return end
    for kind, name, _, _ in names.read_word(word) or (("word", word, 0, 0),):
        tokens.append(Token(kind, name, start, end))
    return end


def _with_subscript(text: str, word: str, end: int) -> tuple[str, int]:
    subscript = _SUBSCRIPT.match(text, end)
    if subscript is None:
        return word, end
    return f"{word}_{subscript[1] or subscript[2]}", subscript.end()
