"""Text to tokens: the only place that knows spellings, dialects and forbidden characters."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.functions import function_named
from trainer.maths.names import Names, Piece
from trainer.maths.reading import latex


class Token(NamedTuple):
    """One token; `kind` is `number`, `symbol`, `function`, `constant`, `raised`, `word`, `end` or a sign."""

    kind: str
    text: str
    start: int
    end: int


_token = partial(tuple.__new__, Token)
"""A token from its four parts as one tuple: half the time of a call, and scanning is half of reading."""

_LETTER = "A-Za-zΑ-Ωα-ωϑϕϵℓ"
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n\u00a0\u2009\u202f\u200b\u2061-\u2063\ufeff]+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![{_LETTER}(]))?)
    |(?P<prefix>(?:numpy|np|math|cmath|torch|tf|sympy|sp|jnp|jax|nn|F|scipy)\.
        (?:linalg\.|special\.|math\.|nn\.|functional\.|numpy\.)*(?=[A-Za-z])
        |(?:array|asarray|tensor|[mM]atrix)(?=\s*\(\s*\[)|(?:axis|dim)\s*=(?!=))
    |(?P<word>log1p\b|expm1\b|[{_LETTER}][{_LETTER}\u0302\u0303\u0304]*
        (?:_\{{[A-Za-z0-9,]{{1,8}}\}}|_[0-9]+|_[A-Za-z]+[0-9]*(?:_[A-Za-z0-9]+)*|[0-9]+|[₀-₉ₐₑᵢⱼₖₗₘₙₒₚₛₜₓ]+)?_?)
    |(?P<lowered>[₀-₉]+)
    |(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵃᵇᵏᵗᵀ]+)
    |\.(?P<method>(?:dot|matmul|mm|mv|transpose|t|sum|mean|norm|trace|diag|det|inverse|max|min|exp|log|sqrt|abs
        |square|pow|sin|cos|tanh|sigmoid|relu|softmax)(?=\s*\())
    |(?P<operator>\*\*|<=|>=|==|!=|\.m?T\b|\.\*
        |[-+*/^@!'′()\[\]{{}}|,;=<>_&‐‑−–—×·⋅∙∗⊙∘÷∕⁄‖√∛∂∇≤≥≠⊤∞½⅓¼¾⅔±∓⊗⟨⟩〈〉∈∪∅ℝ])
    |(?P<command>\\[A-Za-z]+|\\.)
    """,
    re.VERBOSE,
)

_SAME = {
    "**": "^", "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "⊙": "*",
    "∘": "*", ".*": "*", "÷": "/", "∕": "/", "⁄": "/", "==": "=", "≤": "<=", "≥": ">=", "≠": "!=",
    "′": "'", "‐": "-", "‑": "-", "〈": "⟨", "〉": "⟩", ".mT": ".T",
}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵃᵇᵏᵗᵀ", "0123456789+-()nxyabktT")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_VULGAR = {"½": "1/2", "⅓": "1/3", "¼": "1/4", "¾": "3/4", "⅔": "2/3"}


def scan(text: str, names: Names) -> list[Token]:
    """The tokens of `text`, closed by one of kind `end`; AnswerError for what cannot be read."""
    if len(text) > limits.MAX_CHARACTERS:
        raise AnswerError(
            f"this is {len(text)} characters long; at most {limits.MAX_CHARACTERS} are read",
            offset=limits.MAX_CHARACTERS,
            text=text[: limits.MAX_CHARACTERS],
        )
    tokens: list[Token] = []
    position = 0
    most = limits.MAX_TOKENS
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if start != position:
            if start < position:  # inside a LaTeX command that is read already
                continue
            raise _unreadable(text, position)
        position = end
        kind = found.lastgroup
        if kind == "space":
            continue
        if kind == "operator":
            sign = found[0]
            sign = _SAME.get(sign, sign)
            if sign in _VULGAR:
                tokens.append(_token(("vulgar", _VULGAR[sign], start, end)))
            else:
                tokens.append(_token((sign, sign, start, end)))
        elif kind == "number":
            tokens.append(_token(("number", found[0], start, end)))
        elif kind == "word":
            word = found[0]
            if word in _SIGN_WORDS and _stands_apart(tokens, text, end, names):
                tokens.append(_token((_SIGN_WORDS[word], word, start, end)))
            else:
                _scan_word(tokens, text, word, start, names)
        elif kind == "method":
            tokens.append(_token(("method", found["method"], start, end)))
        elif kind == "lowered":
            tokens.append(_token(("_", "_", start, start)))
            tokens.append(_token(("number", found[0].translate(_LOWERED), start, end)))
        elif kind == "raised":
            tokens.append(_token(("raised", found[0].translate(_RAISED), start, end)))
        elif kind == "command":
            position = latex.scan_command(tokens, text, start, names)
        if len(tokens) > most:
            raise AnswerError(
                f"too many parts: at most {limits.MAX_TOKENS} are read", offset=start, text=text
            )
    if position < len(text):
        raise _unreadable(text, position)
    tokens.append(_token(("end", "", len(text), len(text))))
    return tokens


_SIGN_WORDS = {"U": "∪", "in": "∈", "if": "if", "else": "else"}


def _stands_apart(tokens: list[Token], text: str, end: int, names: Names) -> bool:
    """Whether a word that may be a sign is one here: it is no name, and stands between what it joins."""
    before, after = tokens[-1].kind if tokens else "", text[end:].lstrip()[:1]
    if any(word in names.variables for word in _SIGN_WORDS) or not after:
        return False
    if text.endswith(("if", "else"), 0, end):
        return bool(before)
    kinds = ("symbol",) if text.endswith("in", 0, end) else (")", "]", "}")
    return before in kinds and after in ("(", "[", "{", "\\")


_GLUED = re.compile(r"([A-Za-z]*?)(sqrt|cbrt|ln)([0-9]+)")
_BASED_LOGARITHM = re.compile(r"log_\{?([A-Za-z0-9]+?)\}?")


def _scan_word(tokens: list[Token], text: str, word: str, start: int, names: Names) -> None:
    pieces = names.read_word(word)
    unknown = pieces is None or (names.free and len(pieces) > 1)
    if unknown and (based := _BASED_LOGARITHM.fullmatch(word)):
        tokens.append(Token("function", "ln", start, start + 3))
        tokens.append(Token("_", "_", start + 3, start + 4))
        tokens.extend(
            token._replace(start=start + 4, end=start + len(word)) for token in scan(based[1], names)[:-1]
        )
        return
    if unknown and _scan_glued(tokens, text, word, start, names):
        return
    if pieces is None or (len(pieces) > 1 and _calls_a_split_word(pieces, text, start + len(word))):
        tokens.append(Token("word", word, start, start + len(word)))
        return
    for kind, name, first, last in pieces:
        tokens.append(_token((kind, name, start + first, start + last)))


def _scan_glued(tokens: list[Token], text: str, word: str, start: int, names: Names) -> bool:
    """Whether the word was `sqrt2` or `xln3`: a function of the number alone, if nothing follows closely."""
    glued = _GLUED.fullmatch(word)
    end = start + len(word)
    if glued is None or not _ends_a_factor(text, end, names):
        return False
    before = names.read_word(glued[1]) if glued[1] else ()
    if before is None:
        return False
    tokens.extend(Token(kind, name, start + first, start + last) for kind, name, first, last in before)
    middle = start + glued.start(3)
    tokens.append(Token("function", function_named(glued[2]) or glued[2], start + glued.start(2), middle))
    tokens.append(Token("(", "(", middle, middle))
    tokens.append(Token("number", glued[3], middle, end))
    tokens.append(Token(")", ")", end, end))
    return True


def _ends_a_factor(text: str, end: int, names: Names) -> bool:
    """Whether nothing follows that might belong to the argument too, as in `ln2 x` and `ln2^2`."""
    following = _TOKEN.match(text, end)
    if following and following.lastgroup == "space":
        following = _TOKEN.match(text, following.end())
    if following is None or following.lastgroup not in ("word", "raised", "operator", "number", "method"):
        return True
    if following.lastgroup == "operator":
        return following[0] not in ("(", "^", "**", "!", "[", "{", "'", *_VULGAR)
    if following.lastgroup != "word" or following.start() == end:
        return False
    pieces = names.read_word(following[0])
    glued = _GLUED.fullmatch(following[0])
    if pieces is None:
        return (glued is not None and not glued[1]) or _BASED_LOGARITHM.fullmatch(following[0]) is not None
    return pieces[0][0] == "function"


def _calls_a_split_word(pieces: tuple[Piece, ...], text: str, end: int) -> bool:
    """Whether `sine(x)` would be read as sin(e)·(x): a misspelled function more likely."""
    return text[end : end + 1] == "(" and any(kind == "function" for kind, *_ in pieces[:-1])


def _unreadable(text: str, position: int) -> AnswerError:
    sign = text[position]
    if not sign.isprintable():
        message = "there is a control character here; delete it"
    elif sign in '$%&#~`"?:':
        hints = {
            "%": "write a percentage as a decimal",
            ":": "write / for a ratio",
            '"': "leave the quotes out",
        }
        message = f"“{sign}” has no meaning here; {hints.get(sign, 'leave it out')}"
    else:
        message = f"“{sign}” is not a sign of the language; write it in letters"
    return AnswerError(message, offset=position, text=text)
