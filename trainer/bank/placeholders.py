"""Takes prose apart at its placeholders and puts values in as TeX; knows nothing of what the values mean.

The rule that authors go by:

1. `{name}`, where name is a parameter, a given, or a step or part of the answer, is replaced by its value.
   Inside `$…$` or `$$…$$` the value is TeX there, between backticks it is written as it would be typed;
   elsewhere it becomes `$value$`.
2. Inside maths, braces directly after `^`, `_`, `]`, a closing brace or a command (`\\hat{m}`,
   `\\frac{a}{b}`, `x^{n}`) are the argument that TeX takes them for, and stay as they are. A space makes the
   difference: `x^{ {n} }` shows the value of n.
3. `{{name}}` shows `{name}` itself. Every other brace stays as it is; a `{name}` in any other place whose
   name is unknown is a fault.
4. A value is put in brackets where it would otherwise be misread: a negative number after a sign or a factor,
   a sum beside a factor, anything composed under a power.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from trainer.bank.spelling import nearest
from trainer.errors import AuthorError
from trainer.maths.drawing.passages import LITERAL, SPAN
from trainer.maths.expr import Add, Array, Call, Constant, Div, Expr, Neg, Number, Pow, Relation, Symbol
from trainer.maths.names import canonical
from trainer.maths.text import to_text

_TOKEN = re.compile(r"\\\$|\$\$?|(?<!\\)\{\{([^\W\d_]\w*)\}\}|(?<!\\)\{([^\W\d_]\w*)\}")
_ARGUMENT = re.compile(r"(?:[\^_\]}]|\\[A-Za-z]+)$")
_COMMANDS = r"\\(?:leq?|geq?|lt|gt|neq?|approx|equiv|to|rightarrow|mapsto|in|colon|quad|qquad|[,;:! \\])"
_FREE_BEFORE = re.compile(rf"(?:^|[=<>(\[{{,;:|&$]|\\left\W|\\text\{{[^{{}}]*\}}|{_COMMANDS})\s*$")
_FREE_AFTER = re.compile(rf"\s*(?:$|[=<>)\]}},;:.|&$]|\\right\W|\\text\b|{_COMMANDS})")
_ATOMS = (Symbol, Constant, Array)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value; `in_maths`: it stands between dollar signs; `in_code`: between backticks."""

    name: str
    in_maths: bool
    in_code: bool = False


Prose = tuple[str | Slot, ...]


def read_prose(text: str, known: Collection[str], letters: Collection[str] = ()) -> Prose:
    """`text` as literal pieces and slots for the `known` names; in maths, `letters` in braces are themselves.

    Raises AuthorError (without a file) for an unknown name, with the nearest known one.
    """
    pieces: list[str | Slot] = []
    done, slot_end, opened = 0, -1, ""
    code = _code(text)
    for match in _TOKEN.finditer(text):
        token, literal, name = match[0], match[1], match[2]
        in_code = any(start < match.start() < end for start, end in code)
        if token in ("$", "$$") and in_code:
            continue
        if token in ("$", "$$"):
            opened = token if not opened else "" if token == opened else opened
            continue
        if literal is not None and canonical(literal) in known:
            pieces += [text[done : match.start()], token[1:-1]]
        elif name is not None and not _is_argument(text, match.start(), slot_end, opened):
            if canonical(name) not in known:
                _refuse_unknown(name, known, letters if opened else ())
                continue
            pieces += [text[done : match.start()], Slot(canonical(name), bool(opened), in_code)]
            slot_end = match.end()
        else:
            continue
        done = match.end()
    pieces.append(text[done:])
    return tuple(piece for piece in pieces if piece)


def slots(prose: Prose) -> frozenset[str]:
    """The names whose values the prose shows."""
    return frozenset(piece.name for piece in prose if isinstance(piece, Slot))


def fill(prose: Prose, values: Mapping[str, Expr], to_tex: Callable[[Expr], str]) -> str:
    """The prose with every slot filled."""
    tex = [to_tex(values[piece.name]) if isinstance(piece, Slot) else piece for piece in prose]
    filled = ""
    for i, piece in enumerate(prose):
        if isinstance(piece, str):
            filled += piece
        elif piece.in_code:
            filled += to_text(values[piece.name])
        elif not piece.in_maths:
            filled += f"${tex[i]}$"
        else:
            bracketed = needs_brackets(values[piece.name], filled, "".join(tex[i + 1 : i + 3]))
            filled += rf"\left({tex[i]}\right)" if bracketed else tex[i]
    return filled


def needs_brackets(value: Expr, before: str, after: str) -> bool:
    """Whether `value` would be misread between the TeX `before` and `after`."""
    free_before, free_after = bool(_FREE_BEFORE.search(before)), bool(_FREE_AFTER.match(after))
    left, right = before.rstrip(), after.lstrip()
    raised = right.startswith(("^", "!", "'"))
    match value:
        case Number():
            return (left[-1:].isdigit() or left.endswith(".")) or right[:1].isdigit()
        case Add() | Relation():
            fits_left = free_before or left.endswith("+")
            return raised or not (fits_left and (free_after or right.startswith(("+", "-"))))
        case Neg():
            return raised or not free_before
        case Call(name):
            return raised and name not in ("abs", "norm")
        case Div() | Pow():
            return raised
    return raised and not isinstance(value, _ATOMS)


def _code(text: str) -> list[tuple[int, int]]:
    """Where code and lines that are shown as they are begin and end."""
    if "`" not in text:
        return []
    found = [block.span() for block in LITERAL.finditer(text)]
    for start, end in pairwise([0, *(place for block in found for place in block), len(text)]):
        if (start, end) not in found:
            spans = (span for span in SPAN.finditer(text, start, end) if span["code"] is not None)
            found += [span.span() for span in spans]
    return found


def _is_argument(text: str, start: int, slot_end: int, opened: str) -> bool:
    return bool(opened) and start != slot_end and bool(_ARGUMENT.search(text, max(0, start - 40), start))


def _refuse_unknown(name: str, known: Collection[str], letters: Collection[str]) -> None:
    if canonical(name) in letters:
        return
    near = nearest(canonical(name), known)
    hint = (
        f"; did you mean {{{near}}}?" if near else f"; write {{{{{name}}}}} if you mean the braces themselves"
    )
    raise AuthorError(f"{{{name}}} names no parameter, given or part of the answer{hint}", nearest=near)
