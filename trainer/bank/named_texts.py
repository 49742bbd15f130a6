"""The texts of one exercise read under the names known so far; a fault is told at its place in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from trainer.bank.exercise import AUTO, Exercise
from trainer.bank.placeholders import Prose, read_prose
from trainer.bank.positions import Text
from trainer.errors import AnswerError, AuthorError
from trainer.maths.domains import REAL, Domain, read_domain
from trainer.maths.expr import Expr
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.parser import parse


class NamedTexts:
    """The reader of one exercise's texts.

    `names` are all that a text may use: they grow while the texts are read, in the order in which these may
    refer back. `variables` are those that a learner may type. Every method raises AuthorError with its place.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        _refuse_double_names(exercise)
        self.variables = _domains(exercise)
        self.names = self.variables.extended(dict.fromkeys(exercise.params, REAL))

    def formula(self, text: Text, field: str, names: Names | None = None) -> Expr:
        """The text as a tree, over `names` where they are given."""
        try:
            return parse(text, names or self.names)
        except AnswerError as error:
            shown = "" if text.shift is not None else f" (in {str(text)[:60]!r})"
            raise self.exercise.fault(
                f"{error.message}{shown}", text, field=field, offset=error.offset
            ) from None

    def defined(self, name: str, text: Text, field: str) -> Expr:
        """A formula that defines `name` for the texts that follow."""
        expr = self.formula(text, f"{field}.{name}")
        self.declare({name: shape_of(expr, self.names, text)})
        return expr

    def declare(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Let the texts that follow use names of these shapes."""
        self.names = self.names.extended({name: Domain(shape=shape) for name, shape in shapes.items()})

    def prose(self, text: Text, known: Collection[str], field: str) -> Prose:
        """The text in pieces; its placeholders are formulas over `known`."""
        try:
            return read_prose(text, known, self.variables.variables)
        except AuthorError as error:
            raise self.exercise.fault(error.message, text, field=field) from None

    def prose_lines(
        self, lines: tuple[Text, ...] | None, known: Collection[str], field: str
    ) -> tuple[Prose | None, ...]:
        """The lines in pieces, None for each `auto`; nothing written is one `auto`."""
        if lines is None:
            return (None,)
        return tuple(None if line.strip() == AUTO else self.prose(line, known, field) for line in lines)


def _refuse_double_names(exercise: Exercise) -> None:
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
                raise exercise.fault(f"{name} is declared twice: in {seen[name]} and in {group}", field=group)
            seen[name] = group
    for part in exercise.parts:
        if seen.get(part.name) in ("params", "given"):
            raise exercise.fault(f"the part {part.name} has the name of a parameter or given", part.value)


def _domains(exercise: Exercise) -> Names:
    domains = {}
    for name, text in exercise.variables.items():
        try:
            domains[name] = read_domain(text)
        except AuthorError as error:
            raise exercise.fault(error.message, text, field=f"variables.{name}") from None
    return Names(domains)
