"""The formulas of a function to be written: read once for the exercise, then put together for one variant."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trainer.bank.authored import AuthoredCode
from trainer.bank.details import Called, Code, WrongCode
from trainer.bank.exercise import Exercise
from trainer.bank.function_source import FunctionText
from trainer.bank.positions import Text
from trainer.bank.scope import Scope, has_operator
from trainer.bank.template import Template
from trainer.errors import AnswerError
from trainer.maths.domains import REAL, Domain
from trainer.maths.expr import Call, Expr, Symbol, children, rebuild, symbols, walk
from trainer.maths.names import Names
from trainer.maths.numpy_source import NoSourceError
from trainer.maths.reading.dimensions import shape_of

Parse = Callable[[Text, str, Names], Expr]
Formulas = Mapping[str, Expr]


@dataclass(frozen=True, slots=True)
class Program:
    """The parsed formulas of a code exercise over `names`: its variables, parameters, givens and results."""

    names: Names
    calls: Mapping[str, Called]
    results: Formulas
    loss: Expr | None
    blocks: Mapping[str, str]
    away: tuple[Expr, ...]
    cases: tuple[Formulas, ...]
    accept: tuple[Formulas, ...]
    reject: tuple[Formulas, ...]


def read_program(
    exercise: Exercise, detail: AuthoredCode, names: Names, given: Formulas, parse: Parse
) -> Program:
    """The program of an exercise whose other names are `names`; AuthorError with its place."""
    _refuse_names(exercise, detail)
    calls = {
        name: Called(call.variable, parse(call.value, f"calls.{name}", names))
        for name, call in detail.calls.items()
    }
    known = names.extended(dict.fromkeys(calls, REAL))
    results: dict[str, Expr] = {}
    for name, text in detail.returns.items():
        results[name] = parse(text, f"returns.{name}", known)
        shape = _shape(exercise, results[name], calls, known, text)
        known = known.extended({name: Domain(shape=shape)})
    _refuse_hidden(exercise, detail, results, given)

    def forms(texts: Mapping[str, Text], field: str) -> Formulas:
        if strangers := texts.keys() - results.keys():
            name = min(strangers)
            raise exercise.fault(f"{name!r} is not returned", texts[name], field=field)
        return {name: parse(text, field, known) for name, text in texts.items()}

    loss, blocks = _check(exercise, detail, calls, results, lambda text: parse(text, "loss", names))
    return Program(
        names=known,
        calls=calls,
        results=results,
        loss=loss,
        blocks=blocks,
        away=tuple(parse(text, "away", names) for text in detail.away),
        cases=tuple(
            {name: parse(text, "cases", names) for name, text in case.items()} for case in detail.cases
        ),
        accept=tuple(forms(form, "accept") for form in detail.accept),
        reject=tuple(forms(wrong.formulas, "reject") for wrong in detail.reject),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A function to be written in one variant, and the sources of its accepted and its rejected forms."""

    code: Code
    accept: tuple[str, ...]
    reject: tuple[str, ...]


def build_code(exercise: Exercise, template: Template, scope: Scope, because: tuple[str, ...]) -> Written:
    """What is to be written in one variant; `because` is said to its rejected forms.

    The givens in use become steps of the sources. AuthorError for a formula that cannot be written in NumPy.
    """
    detail, program = exercise.detail, template.program
    if not isinstance(detail, AuthoredCode) or program is None:
        raise TypeError(f"{exercise.kind} asks for no code")
    drawn = Scope({name: scope.value(name) for name in exercise.params})
    text = FunctionText(
        detail.function,
        (*program.calls, *(name for name in exercise.variables if name not in detail.hidden)),
        _filled(template.given, drawn),
        program.names,
    )
    shown = _filled(program.results, drawn)
    try:
        source = text.source(shown)
        accept = tuple(text.source(shown | _filled(form, drawn)) for form in program.accept)
        reject = tuple(text.source(shown | _filled(form, drawn)) for form in program.reject)
    except NoSourceError as error:
        raise exercise.fault(error.message, field="returns") from None
    wrong = zip(program.reject, because, strict=True)
    code = Code(
        function=detail.function,
        calls={f: Called(call.variable, scope.put_in(call.body)) for f, call in program.calls.items()},
        variables={name: program.names.domain(name) for name in exercise.variables},
        hidden=detail.hidden,
        results=_filled(program.results, scope),
        loss=scope.put_in(program.loss) if program.loss is not None else None,
        blocks=program.blocks,
        away=tuple(scope.put_in(kink) for kink in program.away),
        cases=tuple(_filled(case, scope) for case in program.cases),
        inputs=detail.inputs,
        wrong=tuple(WrongCode(_filled(form, scope), said) for form, said in wrong),
        starter=text.starter,
        source=source,
    )
    return Written(code, accept, reject)


def slopes(expr: Expr, calls: Iterable[str]) -> Call | None:
    """The first `grad(f, x)` in `expr` of a called function f."""
    for node in walk(expr):
        match node:
            case Call("grad", (Symbol(name), Symbol())) if name in calls:
                return node
    return None


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """`expr` with every part that equals `old` exchanged."""
    if expr == old:
        return new
    parts = children(expr)
    return rebuild(expr, tuple(replaced(part, old, new) for part in parts)) if parts else expr


def _refuse_names(exercise: Exercise, detail: AuthoredCode) -> None:
    seen = {detail.function, "np"}
    for name in (*exercise.variables, *exercise.given, *detail.calls, *detail.returns):
        if not name.isidentifier() or keyword.iskeyword(name):
            raise exercise.fault(f"{name!r} is no name in Python", field="returns")
        if name in seen:
            raise exercise.fault(f"the name {name} means something else in the code already", field="returns")
        seen.add(name)


def _shape(
    exercise: Exercise, expr: Expr, calls: Mapping[str, Called], names: Names, text: Text
) -> tuple[int, ...]:
    found = slopes(expr, calls)
    try:
        return shape_of(found.args[1] if found else expr, names, text)
    except AnswerError as error:
        raise exercise.fault(error.message, text, field="returns", offset=error.offset) from None


def _refuse_hidden(exercise: Exercise, detail: AuthoredCode, results: Formulas, given: Formulas) -> None:
    """Code cannot use what it is not given, neither directly nor through a given."""
    for name, formula in results.items():
        used = symbols(formula)
        for step in reversed(tuple(given)):
            used |= symbols(given[step]) if step in used else frozenset()
        if hidden := used & set(detail.hidden):
            message = f"{name} uses {min(hidden)}, which is hidden from the code"
            raise exercise.fault(message, detail.returns[name], field="returns")


def _check(
    exercise: Exercise,
    detail: AuthoredCode,
    calls: Mapping[str, Called],
    results: Formulas,
    read: Callable[[Text], Expr],
) -> tuple[Expr | None, Mapping[str, str]]:
    """The loss of the gradient check and its blocks: the author's, or those of a called function."""
    found = {name: one for name, formula in results.items() if (one := slopes(formula, calls))}
    if not found:
        return (read(detail.loss) if detail.loss is not None else None), detail.blocks
    name, one = next(iter(found.items()))
    function, variable = (str(arg.name) for arg in one.args if isinstance(arg, Symbol))
    if len(found) > 1 or results[name] != one or detail.loss is not None:
        raise exercise.fault(
            f"grad({function}, {variable}) is a result on its own, the only one, without a `loss`",
            detail.returns[name],
            field="returns",
        )
    if calls[function].variable != variable:
        message = f"{function} is no function of {variable}"
        raise exercise.fault(message, detail.returns[name], field="returns")
    return calls[function].body, {name: variable}


def _filled(formulas: Formulas, scope: Scope) -> dict[str, Expr]:
    """The formulas within a scope, derivatives worked out; the slopes of a called function stay."""
    found = {}
    for name, formula in formulas.items():
        found[name] = scope.put_in(formula)
        if has_operator(found[name]) and not _is_of_a_name(found[name]):
            from trainer.calculus.resolve import resolve

            found[name] = resolve(found[name])
    return found


def _is_of_a_name(formula: Expr) -> bool:
    """Whether it takes the gradient of something that has only a name: a called function."""
    nodes = (node for node in walk(formula) if isinstance(node, Call) and node.name == "grad")
    return any(isinstance(node.args[0], Symbol) for node in nodes)
