"""Names that are declared and never used: a parameter that changes nothing, a given that nobody meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.subject import Subject
from trainer.bank.authored import AuthoredTensor
from trainer.bank.exercise import Exercise
from trainer.bank.placeholders import slots
from trainer.bank.positions import Text
from trainer.maths.expr import Expr, symbols

_WORD = re.compile(r"[^\W\d_]\w*")


def unused(subject: Subject) -> Iterator[Finding]:
    """One for every declared name that neither the question nor its answer needs; conditions do not count."""
    exercise = subject.exercise
    used = _reached(exercise, _roots(exercise))
    words = set(_WORD.findall(exercise.ask.replace("\\", " ")))
    for group, names in (("parameter", exercise.params), ("given", exercise.given)):
        for name in names:
            if name not in used:
                place = exercise.given.get(name)
                yield _finding(subject, f"the {group} {name} is not used", name, place)
    for name, domain in exercise.variables.items():
        if name not in used and name not in words and name.split("_")[0] not in words:
            yield _finding(subject, f"the variable {name} is not used", name, domain)


def _roots(exercise: Exercise) -> Iterator[str]:
    """The names in everything that is asked, graded or shown."""
    template = exercise.template
    proses = [template.ask, *template.labels, *template.hints, *template.solution, *template.because]
    for prose in (*proses, *template.said.values()):
        yield from slots(prose or ())
    for expr in _formulas(exercise):
        yield from symbols(expr)
    if isinstance(exercise.detail, AuthoredTensor):
        yield exercise.detail.variable


def _formulas(exercise: Exercise) -> Iterator[Expr]:
    template, program = exercise.template, exercise.template.program
    yield from template.parts
    yield from template.at.values()
    yield from (*template.leaves.values(), *template.forward.values())
    for form in (*template.accept, *template.reject):
        yield from (expr for one in form.values() for expr in one.exprs)
    if template.loss is not None:
        yield template.loss
    if program is not None:
        yield from (*program.results.values(), *program.away, *([program.loss] if program.loss else []))
        yield from (call.body for call in program.calls.values())
        yield from (expr for case in program.cases for expr in case.values())


def _reached(exercise: Exercise, roots: Iterable[str]) -> set[str]:
    """The names in use: those of the roots, and what their definitions are made of."""
    template = exercise.template
    waiting, used = list(roots), set[str]()
    while waiting:
        name = waiting.pop()
        if name in used:
            continue
        used.add(name)
        if name in template.given:
            waiting += symbols(template.given[name])
        waiting += [inner for option in template.options.get(name, ()) for inner in symbols(option)]
    return used


def _finding(subject: Subject, message: str, name: str, place: Text | None) -> Finding:
    exercise = subject.exercise
    if place is not None:
        return found("unused", exercise.fault(message, place))
    declared = subject.source.word_place(name, subject.source.key_place("params", exercise.line))
    return Finding("unused", message, exercise.file, *declared)
