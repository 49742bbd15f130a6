"""An exercise's texts, read once: formulas as trees under the names they may use, prose in pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.bank.asked import Derivative, derivatives
from trainer.bank.authored import (
    AuthoredChoices,
    AuthoredCode,
    AuthoredGraph,
    AuthoredLines,
    AuthoredTensor,
)
from trainer.bank.draw import Choice
from trainer.bank.exercise import AUTO, Exercise
from trainer.bank.numbers import exact
from trainer.bank.placeholders import Prose, read_prose
from trainer.bank.positions import Text
from trainer.bank.scope import has_operator
from trainer.errors import AnswerError, AuthorError
from trainer.maths.domains import REAL, Domain, read_domain
from trainer.maths.expr import Expr, Relation, number, substitute, symbols
from trainer.maths.judging.judge import names_for
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.parser import parse

if TYPE_CHECKING:
    from trainer.bank.program import Program

NO_NAMES = Names({})
PICKED = frozenset({"choice", "order"})
"""The kinds whose answer is picked rather than typed as a formula."""


@dataclass(frozen=True, slots=True)
class Form:
    """An accepted or rejected text and its trees, one for each line of a derivation, else one.

    `fixed` if it holds nothing but variables and numbers.
    """

    text: Text
    exprs: tuple[Expr, ...]
    fixed: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A relation between parameters and the text it was written as."""

    relation: Relation
    text: Text


@dataclass(frozen=True, slots=True)
class Template:
    """All that a variant is made from. `options` holds the choices as trees; `formulas` are the parameters
    whose choices are formulas rather than numbers; `derivatives` are those that each part consists of;
    `hints` and `solution` hold None where `auto` stands (and where nothing was written); `said` are the texts
    of options and lines; `loss` is what a tensor's gradient is taken of; `program` is what code computes."""

    variables: Names
    options: Mapping[str, tuple[Expr, ...]]
    formulas: frozenset[str]
    where: tuple[Condition, ...]
    given: Mapping[str, Expr]
    at: Mapping[str, Expr]
    parts: tuple[Expr, ...]
    derivatives: tuple[tuple[Derivative, ...], ...]
    accept: tuple[Mapping[str, Form], ...]
    reject: tuple[Mapping[str, Form], ...]
    ask: Prose
    labels: tuple[Prose | None, ...]
    hints: tuple[Prose | None, ...]
    solution: tuple[Prose | None, ...]
    because: tuple[Prose, ...]
    said: Mapping[str, Prose]
    loss: Expr | None
    program: Program | None
    leaves: Mapping[str, Expr]
    forward: Mapping[str, Expr]
    asked: tuple[str, ...]

    @property
    def explained(self) -> tuple[Derivative, ...]:
        """The derivatives that the whole answer consists of; empty where a part is anything else."""
        return tuple(one for part in self.derivatives for one in part) if all(self.derivatives) else ()


def read_template(exercise: Exercise) -> Template:
    """The template of `exercise`; AuthorError with its place for the first text that cannot be read."""
    return _Reader(exercise).template()


class _Reader:
    """The names known so far, growing while the texts are read in the order in which they may refer back."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._refuse_double_names()
        self.variables = self._domains()
        self.names = self.variables.extended(dict.fromkeys(exercise.params, REAL))
        self.asked = tuple(part.name for part in exercise.parts)

    def template(self) -> Template:
        exercise = self.exercise
        numbers, formulas = self._options()
        given = {name: self._defined(name, text, "given") for name, text in exercise.given.items()}
        where = tuple(self._condition(text) for text in exercise.where)
        at = {name: self._point(name, text) for name, text in exercise.at.items()}
        leaves, forward = self._graph()
        parts = tuple(self._parts())
        asked = tuple(derivatives(part, given) for part in parts)
        if not all(asked):
            self._refuse_auto()
        shown = {*exercise.params, *exercise.given}
        solved = shown | set(self.asked)
        return Template(
            variables=self.variables,
            options=numbers | formulas,
            formulas=frozenset(formulas),
            where=where,
            given=given,
            at=at,
            parts=parts,
            derivatives=asked,
            accept=tuple(self._forms(form, "accept", whole=True) for form in exercise.accept),
            reject=tuple(self._forms(form.texts, "reject", whole=False) for form in exercise.reject),
            ask=self._prose(exercise.ask, shown, "ask"),
            labels=tuple(
                self._prose(part.label, shown, "label") if part.label is not None else None
                for part in exercise.parts
            ),
            hints=self._lines(exercise.hints, solved, "hints"),
            solution=self._lines(exercise.solution, solved, "solution"),
            because=tuple(self._prose(form.because, solved, "because") for form in exercise.reject),
            said=self._said(shown),
            loss=self._loss(),
            program=self._program(given),
            leaves=leaves,
            forward=forward,
            asked=self.asked,
        )

    def _graph(self) -> tuple[dict[str, Expr], dict[str, Expr]]:
        """The leaf values and forward formulas of a graph; its questions become what is asked."""
        detail = self.exercise.detail
        if not isinstance(detail, AuthoredGraph):
            return {}, {}
        from trainer.bank.graph_names import questions

        leaves = {name: self._parse(text, f"values.{name}") for name, text in detail.values.items()}
        shapes = {name: shape_of(value, self.names) for name, value in leaves.items()}
        names = self.names.extended({name: Domain(shape=shape) for name, shape in shapes.items()})
        forward: dict[str, Expr] = {}
        for name, text in detail.forward.items():
            forward[name] = self._parse(text, f"forward.{name}", names)
            names = names.extended({name: Domain(shape=shape_of(forward[name], names, text))})
        try:
            asked = questions({name: self._with_numbers(f) for name, f in forward.items()}, shapes, detail)
        except AuthorError as error:
            raise self.exercise.fault(error.message, field=error.field or "forward") from None
        self.asked = tuple(asked)
        self.names = names.extended({name: Domain(shape=shape) for name, shape in asked.items()})
        return leaves, forward

    def _with_numbers(self, formula: Expr) -> Expr:
        """The formula with some number for every parameter and given: enough to know the questions."""
        stand_in = number(Fraction(3, 2))
        return substitute(formula, dict.fromkeys([*self.exercise.params, *self.exercise.given], stand_in))

    def _said(self, known: Collection[str]) -> dict[str, Prose]:
        """The texts of options and lines, and what is said to wrong ones."""
        texts: dict[str, Text | None] = {}
        match self.exercise.detail:
            case AuthoredChoices(options):
                texts = {f"option {i}": option.text for i, option in enumerate(options)}
                texts |= {f"because {i}": option.because for i, option in enumerate(options)}
            case AuthoredLines(lines, _, because):
                texts = {f"line {name}": text for name, text in lines.items()}
                texts |= {f"because {name}": text for name, text in because.items()}
            case AuthoredCode(reject=reject):
                texts = {f"because {i}": wrong.because for i, wrong in enumerate(reject)}
        return {
            key: self._prose(text, known, key.split()[0]) for key, text in texts.items() if text is not None
        }

    def _program(self, given: Mapping[str, Expr]) -> Program | None:
        detail = self.exercise.detail
        if not isinstance(detail, AuthoredCode):
            return None
        from trainer.bank.program import read_program

        return read_program(self.exercise, detail, self.names, given, self._parse)

    def _loss(self) -> Expr | None:
        detail = self.exercise.detail
        if not isinstance(detail, AuthoredTensor) or detail.loss is None:
            return None
        if detail.variable not in self.variables.variables:
            raise self.exercise.fault(
                f"`of` names {detail.variable}, which is no variable", detail.loss, field="of"
            )
        loss = self._parse(detail.loss, "loss")
        if shape_of(loss, self.names, detail.loss):
            raise self.exercise.fault("a loss is a number", detail.loss, field="loss")
        return loss

    def _refuse_double_names(self) -> None:
        exercise = self.exercise
        seen: dict[str, str] = {}
        groups: list[tuple[str, Iterable[str]]] = [
            ("params", exercise.params),
            ("given", exercise.given),
            ("variables", exercise.variables),
        ]
        if exercise.kind == "trace":
            groups.append(("steps", [part.name for part in exercise.parts]))
        for group, names in groups:
            for name in names:
                if name in seen:
                    raise exercise.fault(
                        f"{name} is declared twice: in {seen[name]} and in {group}", field=group
                    )
                seen[name] = group
        for part in exercise.parts:
            if seen.get(part.name) in ("params", "given"):
                raise exercise.fault(f"the part {part.name} has the name of a parameter or given", part.value)

    def _refuse_auto(self) -> None:
        for field, lines in (("hints", self.exercise.hints), ("solution", self.exercise.solution)):
            for line in lines or ():
                if line.strip() == AUTO:
                    raise self.exercise.fault(
                        f"auto {field} lines are made for answers of the form diff(f, x) or "
                        "grad(f, [x, y]); write the lines yourself",
                        line,
                        field=field,
                    )

    def _domains(self) -> Names:
        domains = {}
        for name, text in self.exercise.variables.items():
            try:
                domains[name] = read_domain(text)
            except AuthorError as error:
                raise self.exercise.fault(error.message, text, field=f"variables.{name}") from None
        return Names(domains)

    def _options(self) -> tuple[dict[str, tuple[Expr, ...]], dict[str, tuple[Expr, ...]]]:
        """Choices of numbers, and choices of formulas (over variables and the other parameters)."""
        choices = {name: p.options for name, p in self.exercise.params.items() if isinstance(p, Choice)}
        numbers = {name: found for name, options in choices.items() if (found := _numbers(options))}
        others = choices.keys() - numbers.keys()
        domains = {name: domain for name, domain in self.names.variables.items() if name not in others}
        formulas = {}
        for name in sorted(others):
            read = [self._parse(option, f"params.{name}", Names(domains)) for option in choices[name]]
            shapes = {shape_of(option, self.names) for option in read}
            if len(shapes) > 1:
                raise self.exercise.fault(f"the options of {name} differ in shape", choices[name][0])
            self.names = self.names.extended({name: Domain(shape=shapes.pop())})
            formulas[name] = tuple(read)
        return numbers, formulas

    def _defined(self, name: str, text: Text, field: str) -> Expr:
        """A formula that defines `name` for the texts that follow."""
        expr = self._parse(text, f"{field}.{name}")
        self.names = self.names.extended({name: Domain(shape=shape_of(expr, self.names, text))})
        return expr

    def _condition(self, text: Text) -> Condition:
        expr = self._parse(text, "where")
        if not isinstance(expr, Relation):
            raise self.exercise.fault(
                "a condition is a relation such as a != n or a < b + 1", text, field="where"
            )
        drawn = self.exercise.params.keys() | self.exercise.given.keys()
        if strangers := symbols(expr) - drawn:
            raise self.exercise.fault(
                f"a condition is about parameters and givens; {min(strangers)} is neither",
                text,
                field="where",
            )
        return Condition(expr, text)

    def _point(self, name: str, text: Text) -> Expr:
        if name not in self.variables.variables:
            raise self.exercise.fault(f"`at` gives values to variables, and {name} is none", text, field="at")
        return self._parse(text, f"at.{name}")

    def _parts(self) -> list[Expr]:
        traced = self.exercise.kind == "trace"
        if self.exercise.kind in PICKED | {"backprop", "code"}:
            return []
        return [
            self._defined(part.name, part.value, "steps") if traced else self._parse(part.value, "answer")
            for part in self.exercise.parts
        ]

    def _forms(self, texts: Mapping[str, Text], field: str, *, whole: bool) -> dict[str, Form]:
        """One accepted or rejected answer; with `whole` it must have a text for every part."""
        asked = self.asked
        first = next(iter(texts.values()), None)
        for name, text in texts.items():
            if name not in asked:
                hint = (
                    f"the parts are {', '.join(asked)}"
                    if len(asked) > 1
                    else "there is one part: write its text"
                )
                raise self.exercise.fault(f"{name!r} is no part of the answer; {hint}", text, field=field)
        missing = [name for name in asked if name not in texts]
        if missing and (whole or not texts):
            raise self.exercise.fault(f"the part {missing[0]!r} is missing here", first, field=field)
        written = {part.name: part.requirement for part in self.exercise.parts}
        requirements = {name: written.get(name, self.exercise.parts[0].requirement) for name in asked}
        return {name: self._form(text, field, requirements[name]) for name, text in texts.items()}

    def _form(self, text: Text, field: str, requirement: Requirement) -> Form:
        names = names_for(self.names, requirement)
        typed = names_for(self.variables, requirement).variables.keys()
        if self.exercise.kind == "derivation":
            exprs = tuple(self._parse(line, field, names) for line in _written_lines(text))
            return Form(text, exprs, all(symbols(expr) <= typed for expr in exprs))
        expr = self._parse(text, field, names)
        return Form(text, (expr,), symbols(expr) <= typed and not has_operator(expr))

    def _lines(
        self, lines: tuple[Text, ...] | None, known: Collection[str], field: str
    ) -> tuple[Prose | None, ...]:
        if lines is None:
            return (None,)
        return tuple(None if line.strip() == AUTO else self._prose(line, known, field) for line in lines)

    def _prose(self, text: Text, known: Collection[str], field: str) -> Prose:
        try:
            return read_prose(text, known, self.variables.variables)
        except AuthorError as error:
            raise self.exercise.fault(error.message, text, field=field) from None

    def _parse(self, text: Text, field: str, names: Names | None = None) -> Expr:
        try:
            return parse(text, names or self.names)
        except AnswerError as error:
            shown = "" if text.shift is not None else f" (in {str(text)[:60]!r})"
            raise self.exercise.fault(
                f"{error.message}{shown}", text, field=field, offset=error.offset
            ) from None


def _written_lines(text: Text) -> list[Text]:
    """The lines of a derivation, each at its place in the file as near as it can be told."""
    lines = [line.strip().lstrip("=→ ") for line in text.splitlines()]
    return [Text(line, text.line, text.column) for line in lines if line]


def _numbers(options: tuple[Text, ...]) -> tuple[Expr, ...] | None:
    """The options as trees where every one is a number, else None."""
    try:
        read = tuple(parse(option, NO_NAMES) for option in options)
    except AnswerError:
        return None
    return read if all(exact(option) is not None for option in read) else None
