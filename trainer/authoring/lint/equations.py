"""What the question says that a name is, such as `z = w x`, held against what the file works with.

A question shows equations as TeX that its author typed, and the answer comes from formulas that the author
typed once more. Equations that are no formulas of the language, or are about names unknown here, are passed
over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.numeric import definitions
from trainer.authoring.lint.numerics import Numerics, UnknownValueError
from trainer.authoring.lint.subject import Subject
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.maths.domains import REAL
from trainer.maths.expr import Expr, Symbol, symbols
from trainer.maths.names import Names, canonical
from trainer.maths.reading.parser import parse

if TYPE_CHECKING:
    from trainer.bank.positions import Text

_VARIANTS: Final = 2
_CLOSE: Final = 1e-9
_MOST: Final = 400
_MATHS: Final = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)
_BETWEEN: Final = re.compile(r"\\q?quad|\\\\|,(?=\s*\\?[^\W\d_]\w*\s*=)")
_EQUATION: Final = re.compile(r"\s*\\?([^\W\d_]+(?:_\{?\w+\}?)?)\s*=\s*([^=<>≈]+?)[\s.,;]*", re.DOTALL)
_WITH_NAMES: Final = frozenset({"backprop", "trace", "number"})


def equations(subject: Subject) -> Iterator[Finding]:
    """The first equation of the question that the file contradicts."""
    exercise = subject.exercise
    if exercise.kind not in _WITH_NAMES:
        return
    for variant in subject.variants[:_VARIANTS]:
        for name, said, value, other in _contradicted(subject, variant):
            message = (
                f"seed {variant.seed}: the question says {name} = {said}, which is {value:.6g}; "
                f"the file works with {name} = {other:.6g}"
            )
            line, column = _place(subject, exercise.ask, name)
            yield Finding("equations", message, exercise.file, line, column)
            return


def _contradicted(subject: Subject, variant: Variant) -> Iterator[tuple[str, str, float, float]]:
    """Name, what the question says it is, the value of that, and the value that the file works with."""
    known = _known(subject, variant)
    numbers = Numerics(known)
    names = Names(dict.fromkeys(known, REAL))
    held = _held(subject)
    for name, said in _once(stated_equations(variant.prompt)).items():
        if name not in held or (formula := _read(said, names)) is None or name in symbols(formula):
            continue
        try:
            value, other = numbers.value(formula, {}), numbers.value(Symbol(name), {})
        except UnknownValueError:
            continue
        if not _agree(value, other):
            yield name, said, float(value), float(other)


def stated_equations(prompt: str) -> Iterator[tuple[str, str]]:
    """Every `name = formula` in the maths of a question, the formula as TeX."""
    for span in _MATHS.finditer(prompt):
        for piece in _BETWEEN.split(span[1] or span[2]):
            match = _EQUATION.fullmatch(piece)
            if match is not None and len(piece) <= _MOST:
                yield canonical(re.sub(r"[{}]", "", match[1])), match[2]


def _known(subject: Subject, variant: Variant) -> dict[str, Expr]:
    """Everything that has a name in the file, by the name under which a question may speak of it."""
    template = subject.template
    return definitions(subject, variant) | dict(template.leaves) | dict(template.forward)


def _held(subject: Subject) -> set[str]:
    """The names that the question shares with the file; a given may be named as it likes."""
    template = subject.template
    own = subject.exercise.params.keys() | template.leaves.keys() | template.forward.keys()
    return {*own, *template.asked} if subject.exercise.kind == "trace" else set(own)


def _once(stated: Iterator[tuple[str, str]]) -> dict[str, str]:
    """What is said of names about which one thing is said; `a = z` here and `a = 0` there are cases."""
    pairs = list(stated)
    often = Counter(name for name, _ in pairs)
    return {name: said for name, said in pairs if often[name] == 1}


def _read(said: str, names: Names) -> Expr | None:
    try:
        return parse(said, names)
    except TrainerError:
        return None


def _agree(value: Any, other: Any) -> bool:
    return bool(abs(value - other) <= _CLOSE * (1 + abs(other)))


def _place(subject: Subject, ask: Text, name: str) -> tuple[int, int]:
    found = re.search(rf"\\?{re.escape(name)}\s*=", ask)
    return subject.source.place(ask, found.start() if found else 0)
