"""In which order an exercise's texts are read, so that each may refer to the names before it."""

from __future__ import annotations

import re
from collections.abc import Collection

from trainer.bank.asked import derivatives
from trainer.bank.authored import AuthoredCode, AuthoredGraph, AuthoredTensor
from trainer.bank.draw import Choice
from trainer.bank.exercise import AUTO, Exercise
from trainer.bank.named_texts import NamedTexts
from trainer.bank.numbers import exact
from trainer.bank.placeholders import Prose
from trainer.bank.positions import Text
from trainer.bank.template import PICKED, Condition, Template
from trainer.bank.template_details import read_code, read_graph, read_loss, read_said
from trainer.bank.template_forms import read_forms
from trainer.errors import AnswerError, AuthorError
from trainer.maths.expr import Expr, Relation, symbols
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.parser import parse

Options = dict[str, tuple[Expr, ...]]

_NO_NAMES = Names({})
_SEVERAL = re.compile(r"\band\b|&&|[<>]=?[^<>]*[<>]")
"""Two conditions in one, as Python and mathematicians write them."""

_AS_A_LIST = "write several conditions as a list: [a < b, b < c]"


def read_template(exercise: Exercise) -> Template:
    """The template of `exercise`; AuthorError with its place for the first text that cannot be read."""
    texts = NamedTexts(exercise)
    detail = exercise.detail
    asked = tuple(part.name for part in exercise.parts)
    numbers, formulas = _options(texts)
    given = {name: texts.defined(name, text, "given") for name, text in exercise.given.items()}
    where = tuple(_condition(texts, text) for text in exercise.where)
    at = {name: _point(texts, name, text) for name, text in exercise.at.items()}
    leaves, forward = dict[str, Expr](), dict[str, Expr]()
    if isinstance(detail, AuthoredGraph):
        leaves, forward, asked = read_graph(texts, detail)
    parts = tuple(_parts(texts))
    taken = tuple(derivatives(part, given) for part in parts)
    if not all(taken):
        _refuse_auto(exercise)
    shown = {*exercise.params, *exercise.given}
    solved = shown | set(asked)
    return Template(
        variables=texts.variables,
        options=numbers | formulas,
        formulas=frozenset(formulas),
        where=where,
        given=given,
        at=at,
        parts=parts,
        derivatives=taken,
        accept=tuple(read_forms(texts, asked, form, "accept", whole=True) for form in exercise.accept),
        reject=tuple(read_forms(texts, asked, form.texts, "reject", whole=False) for form in exercise.reject),
        ask=texts.prose(exercise.ask, shown, "ask"),
        labels=tuple(_label(texts, part.label, shown) for part in exercise.parts),
        hints=texts.prose_lines(exercise.hints, solved, "hints"),
        solution=texts.prose_lines(exercise.solution, solved, "solution"),
        because=tuple(texts.prose(form.because, solved, "because") for form in exercise.reject),
        said=read_said(texts, shown),
        loss=read_loss(texts, detail) if isinstance(detail, AuthoredTensor) else None,
        program=read_code(texts, detail, given) if isinstance(detail, AuthoredCode) else None,
        leaves=leaves,
        forward=forward,
        asked=asked,
    )


def _options(texts: NamedTexts) -> tuple[Options, Options]:
    """Choices of numbers, and choices of formulas (over variables and the other parameters)."""
    params = texts.exercise.params
    choices = {name: p.options for name, p in params.items() if isinstance(p, Choice)}
    numbers = {name: found for name, options in choices.items() if (found := _numbers(options))}
    others = choices.keys() - numbers.keys()
    domains = {name: domain for name, domain in texts.names.variables.items() if name not in others}
    formulas = {}
    for name in sorted(others):
        read = [texts.formula(option, f"params.{name}", Names(domains)) for option in choices[name]]
        shapes = {shape_of(option, texts.names) for option in read}
        if len(shapes) > 1:
            raise texts.exercise.fault(f"the options of {name} differ in shape", choices[name][0])
        texts.declare({name: shapes.pop()})
        formulas[name] = tuple(read)
    return numbers, formulas


def _numbers(options: tuple[Text, ...]) -> tuple[Expr, ...] | None:
    """The options as trees where every one is a number, else None."""
    try:
        read = tuple(parse(option, _NO_NAMES) for option in options)
    except AnswerError:
        return None
    return read if all(exact(option) is not None for option in read) else None


def _condition(texts: NamedTexts, text: Text) -> Condition:
    exercise = texts.exercise
    try:
        expr = texts.formula(text, "where")
    except AuthorError:
        if _SEVERAL.search(text):
            raise exercise.fault(_AS_A_LIST, text, field="where") from None
        raise
    if not isinstance(expr, Relation):
        if _SEVERAL.search(text):
            raise exercise.fault(_AS_A_LIST, text, field="where")
        raise exercise.fault("a condition is a relation such as a != n or a < b + 1", text, field="where")
    drawn = exercise.params.keys() | exercise.given.keys()
    if strangers := symbols(expr) - drawn:
        raise exercise.fault(
            f"a condition is about parameters and givens; {min(strangers)} is neither", text, field="where"
        )
    return Condition(expr, text)


def _point(texts: NamedTexts, name: str, text: Text) -> Expr:
    if name not in texts.variables.variables:
        raise texts.exercise.fault(f"`at` gives values to variables, and {name} is none", text, field="at")
    return texts.formula(text, f"at.{name}")


def _parts(texts: NamedTexts) -> list[Expr]:
    exercise = texts.exercise
    traced = exercise.kind == "trace"
    if exercise.kind in PICKED | {"backprop", "code"}:
        return []
    return [
        texts.defined(part.name, part.value, "steps") if traced else texts.formula(part.value, "answer")
        for part in exercise.parts
    ]


def _label(texts: NamedTexts, label: Text | None, known: Collection[str]) -> Prose | None:
    return None if label is None else texts.prose(label, known, "label")


def _refuse_auto(exercise: Exercise) -> None:
    for field, lines in (("hints", exercise.hints), ("solution", exercise.solution)):
        for line in lines or ():
            if line.strip() == AUTO:
                raise exercise.fault(
                    f"auto {field} lines are made for answers of the form diff(f, x) or "
                    "grad(f, [x, y]); write the lines yourself",
                    line,
                    field=field,
                )
