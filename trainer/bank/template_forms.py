"""The accepted and rejected answers of an exercise as trees, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.bank.named_texts import NamedTexts
from trainer.bank.positions import Text
from trainer.bank.scope import has_operator
from trainer.bank.template import Form
from trainer.maths.expr import Array, symbols
from trainer.maths.judging.allowed import names_for
from trainer.maths.judging.verdict import Requirement


def read_forms(
    texts: NamedTexts, asked: Sequence[str], answer: Mapping[str, Text], field: str, *, whole: bool
) -> dict[str, Form]:
    """One accepted or rejected answer to the parts `asked`; with `whole` it must have a text for every part.

    AuthorError with its place for a text that cannot be read, a part not asked for, or one that is missing.
    """
    exercise = texts.exercise
    _refuse_strange_parts(texts, asked, answer, field, whole=whole)
    written = {part.name: part.requirement for part in exercise.parts}
    return {
        name: _form(texts, text, field, written.get(name, exercise.parts[0].requirement))
        for name, text in answer.items()
    }


def _refuse_strange_parts(
    texts: NamedTexts, asked: Sequence[str], answer: Mapping[str, Text], field: str, *, whole: bool
) -> None:
    fault = texts.exercise.fault
    for name, text in answer.items():
        if name not in asked:
            hint = (
                f"the parts are {', '.join(asked)}" if len(asked) > 1 else "there is one part: write its text"
            )
            raise fault(f"{name!r} is no part of the answer; {hint}", text, field=field)
    missing = [name for name in asked if name not in answer]
    if missing and (whole or not answer):
        first = next(iter(answer.values()), None)
        raise fault(f"the part {missing[0]!r} is missing here", first, field=field)


def _form(texts: NamedTexts, text: Text, field: str, requirement: Requirement) -> Form:
    names = names_for(texts.names, requirement)
    typed = names_for(texts.variables, requirement).variables.keys()
    if texts.exercise.kind == "derivation":
        exprs = tuple(texts.formula(line, field, names) for line in _written_lines(text))
        if len(exprs) == 1 and isinstance(exprs[0], Array) and len(exprs[0].items) > 1:
            raise texts.exercise.fault(
                "the lines of a derivation stand below each other after a |, not in a list", text, field=field
            )
        return Form(text, exprs, all(symbols(expr) <= typed for expr in exprs))
    expr = texts.formula(text, field, names)
    return Form(text, (expr,), symbols(expr) <= typed and not has_operator(expr))


def _written_lines(text: Text) -> list[Text]:
    """The lines of a derivation, each at its place in the file as near as it can be told."""
    lines = [line.strip().lstrip("=→ ") for line in text.splitlines()]
    return [Text(line, text.line, text.column) for line in lines if line]
