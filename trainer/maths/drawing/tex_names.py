"""How a variable's canonical name is written in TeX: Greek, subscripts, hats and derivatives by name."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.maths.drawing.symbols import GREEK

_DERIVATIVE = re.compile(r"d(?P<of>[^\W\d_]\w*?)_d(?P<by>[^\W\d_]\w*)")
_PIECE = re.compile(r"([^\W\d_]+)(\d*)")
_UNSAFE = re.compile(r"[^\w .,+-]|_")
_ACCENTED = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot", "vec": r"\vec"}
_RAISED = {"star": "*", "prime": r"\prime"}
_SPELLED = GREEK | {"ell": "ℓ", "nabla": "∇"}


@lru_cache(maxsize=1024)
def name_to_tex(name: str) -> str:
    """`w_1` → `w_{1}`, `m_hat` → `\\hat{m}`, `lambda` → `\\lambda`, `dL_dW` → a fraction of ∂L and ∂W."""
    match = _DERIVATIVE.fullmatch(name)
    if match and _is_letter(match["of"]) and _is_letter(match["by"]):
        return rf"\frac{{\partial {name_to_tex(match['of'])}}}{{\partial {name_to_tex(match['by'])}}}"
    return _decorated(name)


def is_derivative_name(name: str) -> bool:
    """Whether `name` is drawn as a fraction."""
    return name_to_tex(name).startswith(r"\frac")


def _is_letter(name: str) -> bool:
    """Whether a name is one letter, Latin or Greek, with subscripts: `L`, `theta`, `w_1`, `w12`."""
    piece = _PIECE.fullmatch(name.split("_")[0])
    return piece is not None and (len(piece[1]) == 1 or piece[1] in _SPELLED)


def _decorated(name: str) -> str:
    head, *rest = [part for part in name.split("_") if part] or ["?"]
    piece = _PIECE.fullmatch(head)
    digits = piece[2] if piece else ""
    letter = _word(piece[1] if piece else head)
    low = [digits] if digits else []
    high = ""
    for part in rest:
        if part in _ACCENTED:
            letter = f"{_ACCENTED[part]}{{{letter}}}"
        elif part in _RAISED:
            high = f"^{{{_RAISED[part]}}}"
        else:
            low.append(_subscript(part))
    return letter + (f"_{{{','.join(low)}}}" if low else "") + high


def _subscript(part: str) -> str:
    if part.isdigit() or (part.isalnum() and len(part) <= 2 and part.lower() not in _SPELLED):
        return part
    return _word(part)


def _word(word: str) -> str:
    if word in _SPELLED:
        return f"\\{word}"
    if len(word) == 1 and word.isalpha():
        return word
    plain = _UNSAFE.sub("?", word)
    return rf"\mathrm{{{plain}}}"
