"""Whether the question says what an answer depends on: the numbers drawn, the variable, the precision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.subject import Subject
from trainer.bank.authored import AuthoredCode
from trainer.bank.draw import count
from trainer.bank.exercise import Exercise
from trainer.bank.placeholders import slots
from trainer.maths.expr import Expr, symbols
from trainer.maths.functions import GREEK
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import canonical

_BY: Final = re.compile(r"with respect to \$\\?([^\W\d_]+(?:_\w+)?)\$")
_CALL: Final = re.compile(r"`(\w+)\(([\w, ]*)\)`")
_DOUBLED: Final = re.compile(r"\{\{([^\W\d_]\w*)\}\}")
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PRECISE: Final = re.compile(
    r"\b(?:give|to|with|at least)\s+(\d|" + "|".join(_WORDS) + r")\s+(decimals?|significant digits?)\b",
    re.IGNORECASE,
)
_ROUNDED: Final = frozenset({"number", "trace", "backprop"})


def unshown(subject: Subject) -> Iterator[Finding]:
    """Every parameter that the answer needs and the question shows neither as such nor within a given."""
    exercise = subject.exercise
    hidden = _needed(exercise, _seen(exercise))
    for name in exercise.params:
        if name in hidden and count(exercise.params[name]) > 1:
            said = f"the answer depends on the parameter {name}, and the question does not show it"
            yield found("unshown", exercise.fault(f"{said}: {_advice(exercise, name)}", exercise.ask))


def other_name(subject: Subject) -> Iterator[Finding]:
    """A derivative that the question takes by a name that an answer may not contain."""
    exercise = subject.exercise
    known = {*exercise.variables, *subject.template.leaves, *subject.template.forward}
    for match in _BY.finditer(exercise.ask) if exercise.variables else ():
        name = canonical(match[1])
        is_command = "\\" in match[0] and match[1].split("_")[0] not in GREEK.values()
        if name not in known and not is_command:
            declared = ", ".join(exercise.variables)
            message = f"the question says “{match[0]}”, but the variables of the answer are {declared}"
            yield Finding(
                "other-name", message, exercise.file, *subject.source.place(exercise.ask, match.start())
            )


def other_function(subject: Subject) -> Iterator[Finding]:
    """A function that the question asks for by another name, or with other parameters, than is judged."""
    exercise = subject.exercise
    code = exercise.detail
    if not isinstance(code, AuthoredCode):
        return
    taken = [*code.calls, *(name for name in exercise.variables if name not in code.hidden)]
    wanted = f"{code.function}({', '.join(taken)})"
    calls = list(_CALL.finditer(exercise.ask))
    own = [call for call in calls if call[1] == code.function]
    if not own:
        message, at = f"the question does not say that the function is `{wanted}`", 0
    elif all(_parameters(call) != taken for call in own):
        message, at = f"the question says {own[0][0]}, but what is judged is `{wanted}`", own[0].start()
    else:
        return
    yield Finding("other-name", message, exercise.file, *subject.source.place(exercise.ask, at))


def _parameters(call: re.Match[str]) -> list[str]:
    return [canonical(one.strip()) for one in call[2].split(",") if one.strip()]


def other_precision(subject: Subject) -> Iterator[Finding]:
    """How many decimals the question asks for, where another precision is judged, or none."""
    exercise = subject.exercise
    asked = list(_PRECISE.finditer(exercise.ask)) if exercise.kind in _ROUNDED else []
    judged = [part.requirement for part in exercise.parts]
    if len(asked) != 1 or any(_fits(one, asked[0]) for one in judged):
        return
    key = "decimals" if asked[0][2].lower().startswith("decimal") else "digits"
    number = _number(asked[0][1])
    said = " and ".join(dict.fromkeys(map(_told, judged)))
    message = f"the question asks for {number} {key}, but {said}: write `{key}: {number}`"
    place = subject.source.place(exercise.ask, asked[0].start())
    yield Finding("other-precision", message, exercise.file, *place)


def _advice(exercise: Exercise, name: str) -> str:
    """What to write into `ask`; where a doubled brace shows a name in place of its value, that."""
    for match in _DOUBLED.finditer(exercise.ask):
        if name in _within(exercise, frozenset((canonical(match[1]),))):
            return (
                f"{match[0]} shows {{{match[1]}}} itself; with spaces, {{ {{{match[1]}}} }}, it is the value"
            )
    return f"write {{{name}}} into `ask`"


def _seen(exercise: Exercise) -> frozenset[str]:
    """The names whose values stand in the question or before an answer's box."""
    template = exercise.template
    return frozenset().union(*(slots(prose or ()) for prose in (template.ask, *template.labels)))


def _needed(exercise: Exercise, seen: frozenset[str]) -> set[str]:
    """The names that answers are made of, as far as nothing that is seen stands for them.

    The values that a graph starts from are seen in its drawing.
    """
    template = exercise.template
    shown, steps = _within(exercise, seen), {*template.asked, *template.forward, *template.leaves}
    formulas: list[Expr] = [*template.parts, *template.at.values(), *template.forward.values()]
    if template.program is not None:
        formulas += template.program.results.values()
    waiting = [name for formula in formulas for name in symbols(formula) if name not in steps]
    needed = set[str]()
    while waiting:
        name = waiting.pop()
        if name not in shown and name not in needed:
            needed.add(name)
            waiting += _made_of(exercise, name)
    return needed


def _within(exercise: Exercise, names: frozenset[str]) -> set[str]:
    """The names, and all that they are made of."""
    waiting, found_names = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found_names:
            found_names.add(name)
            waiting += _made_of(exercise, name)
    return found_names


def _made_of(exercise: Exercise, name: str) -> Iterator[str]:
    template = exercise.template
    if name in template.given:
        yield from symbols(template.given[name])
    for option in template.options.get(name, ()):
        yield from symbols(option)


def _fits(judged: Requirement, asked: re.Match[str]) -> bool:
    number = _number(asked[1])
    if asked[2].lower().startswith("decimal"):
        return judged.decimals == number
    return judged.digits == number


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or int(word)


def _told(judged: Requirement) -> str:
    for key in ("decimals", "digits", "tolerance"):
        if (value := getattr(judged, key)) is not None:
            return f"`{key}: {value}` is judged"
    return "the exact number is judged"
