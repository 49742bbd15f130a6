"""Exercises that differ only in names and numbers: a learner who meets both meets the same question twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.authoring.lint.finding import Finding
from trainer.bank.exercise import Exercise
from trainer.errors import AuthorError
from trainer.maths.expr import Call, Constant, Expr, Number, Relation, Symbol, children, substitute

_MATHS = re.compile(r"\$\$.*?\$\$|\$.*?\$", re.DOTALL)
_NUMBER = re.compile(r"\{\w+\}|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An exercise and its place, with a key that two exercises share if they differ in names and numbers."""

    exercise: str
    key: tuple[str, ...]
    file: Path
    line: int


def likenesses(exercises: Iterable[Exercise]) -> tuple[Likeness, ...]:
    """One for every exercise whose formulas can be read."""
    made = []
    for exercise in exercises:
        try:
            key = _key(exercise)
        except AuthorError:
            continue
        made.append(Likeness(exercise.id, key, exercise.file, exercise.line))
    return tuple(made)


def alike(found: Sequence[Likeness]) -> Iterator[Finding]:
    """Every exercise that is like an earlier one, told of the first such."""
    first: dict[tuple[str, ...], Likeness] = {}
    for one in found:
        other = first.setdefault(one.key, one)
        if other is not one and other.exercise != one.exercise:
            message = f"this exercise differs from {other.exercise} only in names and numbers"
            yield Finding("alike", message, one.file, one.line)


def _key(exercise: Exercise) -> tuple[str, ...]:
    template = exercise.template
    given = dict(template.given)
    names: dict[str, str] = dict.fromkeys(exercise.params.keys() - template.formulas, "#")
    formulas: list[Expr] = [substitute(part, given) for part in template.parts]
    formulas += [option for name in sorted(template.formulas) for option in template.options[name]]
    formulas += [*template.leaves.values(), *template.forward.values(), *template.at.values()]
    if template.loss is not None:
        formulas.append(template.loss)
    if template.program is not None:
        formulas += template.program.results.values()
    ask = _MATHS.sub("$", exercise.ask) if formulas else exercise.ask
    said = sorted(_words(text) for key, text in _said(exercise))
    return (
        exercise.kind,
        _words(ask),
        *(_shape(formula, names, given, frozenset()) for formula in formulas),
        *template.asked,
        *said,
    )


def _said(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The texts of options and lines, which are all that some kinds consist of."""
    for key, prose in exercise.template.said.items():
        if not key.startswith("because"):
            yield key, "".join(piece if isinstance(piece, str) else "#" for piece in prose)


def _words(text: str) -> str:
    return " ".join(_NUMBER.sub("#", text).lower().split())


def _shape(expr: Expr, names: dict[str, str], given: dict[str, Expr], seen: frozenset[str]) -> str:
    """The tree as text with `#` for numbers, and variables numbered as they come."""
    match expr:
        case Number():
            return "#"
        case Constant(name):
            return name
        case Symbol(name):
            if name in given and name not in seen:
                return _shape(given[name], names, given, seen | {name})
            return names.setdefault(name, f"x{len(names)}")
    head = expr.name if isinstance(expr, Call) else type(expr).__name__
    if isinstance(expr, Relation):
        head = expr.op
    return f"{head}({','.join(_shape(part, names, given, seen) for part in children(expr))})"
