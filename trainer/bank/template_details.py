"""What only some kinds have: the nodes of a graph, the loss of a tensor, a function, options and lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.bank.authored import (
    AuthoredChoices,
    AuthoredCode,
    AuthoredGraph,
    AuthoredLines,
    AuthoredTensor,
)
from trainer.bank.named_texts import NamedTexts
from trainer.bank.placeholders import Prose
from trainer.bank.positions import Text
from trainer.errors import AuthorError
from trainer.maths.expr import Expr, number, substitute
from trainer.maths.reading.dimensions import shape_of

if TYPE_CHECKING:
    from trainer.bank.program import Program


def read_graph(
    texts: NamedTexts, detail: AuthoredGraph
) -> tuple[dict[str, Expr], dict[str, Expr], tuple[str, ...]]:
    """The leaf values and forward formulas of a graph, and the names of its questions.

    The names of leaves, nodes and questions are known from here on.
    """
    from trainer.bank.graph_names import questions

    exercise = texts.exercise
    leaves = {name: texts.formula(text, f"values.{name}") for name, text in detail.values.items()}
    shapes = {name: shape_of(value, texts.names) for name, value in leaves.items()}
    texts.declare(shapes)
    forward = {name: texts.defined(name, text, "forward") for name, text in detail.forward.items()}
    stand_ins = dict.fromkeys([*exercise.params, *exercise.given], number(Fraction(3, 2)))
    try:
        asked = questions({name: substitute(f, stand_ins) for name, f in forward.items()}, shapes, detail)
    except AuthorError as error:
        place = detail.forward.get(error.field)
        raise exercise.fault(error.message, place, field=error.field or "forward") from None
    texts.declare(asked)
    return leaves, forward, tuple(asked)


def read_loss(texts: NamedTexts, detail: AuthoredTensor) -> Expr | None:
    """What a tensor's gradient is taken of; None where the tensor itself is asked for."""
    if detail.loss is None:
        return None
    fault = texts.exercise.fault
    if detail.variable not in texts.variables.variables:
        raise fault(f"`of` names {detail.variable}, which is no variable", detail.loss, field="of")
    loss = texts.formula(detail.loss, "loss")
    if shape_of(loss, texts.names, detail.loss):
        raise fault("a loss is a number", detail.loss, field="loss")
    return loss


def read_code(texts: NamedTexts, detail: AuthoredCode, given: Mapping[str, Expr]) -> Program:
    """What the function that is asked for computes."""
    from trainer.bank.program import read_program

    return read_program(texts.exercise, detail, texts.names, given, texts.formula)


def read_said(texts: NamedTexts, known: Collection[str]) -> dict[str, Prose]:
    """The texts of options and lines, and what is said to wrong ones."""
    said: dict[str, Text | None] = {}
    match texts.exercise.detail:
        case AuthoredChoices(options):
            said = {f"option {i}": option.text for i, option in enumerate(options)}
            said |= {f"because {i}": option.because for i, option in enumerate(options)}
        case AuthoredLines(lines, _, because):
            said = {f"line {name}": text for name, text in lines.items()}
            said |= {f"because {name}": text for name, text in because.items()}
        case AuthoredCode(reject=reject):
            said = {f"because {i}": wrong.because for i, wrong in enumerate(reject)}
    return {key: texts.prose(text, known, key.split()[0]) for key, text in said.items() if text is not None}
