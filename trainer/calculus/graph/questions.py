"""What a learner can be asked about a graph, in the order in which it is worked out."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from trainer.calculus.graph.structure import Structure
from trainer.calculus.tidy import neaten
from trainer.errors import AuthorError
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.expr import Add, Expr, substitute

if TYPE_CHECKING:
    from trainer.calculus.graph.graph import Graph, Values


class Pass(StrEnum):
    """The part of the work to which a question belongs."""

    FORWARD = "forward"
    LOCAL = "local"
    BACKWARD = "backward"


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One question: `formula` is over leaves and the names of earlier questions, `value` is right.

    It asks for the value of the node `of`, or for its derivative by `to`. `label` is prose with TeX. The
    value has the shape of the node asked about; a number has shape ().
    """

    name: str
    part: Pass
    of: str
    to: str
    label: str
    formula: Expr
    value: Values


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    part: Pass
    of: str
    to: str
    label: str
    formula: Expr


def steps(graph: Graph, ask: Collection[str] = ()) -> tuple[Step, ...]:
    """The questions named in `ask` (all, if none is) in working order.

    The names are those of computed nodes (`z`), local derivatives (`da_dz`) and upstream gradients (`dL_dz`).
    What is not asked is put into the formulas that need it. AuthorError for a name that cannot be asked.
    """
    questions = {question.name: question for question in _questions(graph.structure)}
    for name in ask:
        if name not in questions:
            raise _unknown(name, questions)
    asked: list[Step] = []
    hidden: dict[str, Expr] = {}
    for question in questions.values():
        formula = neaten(substitute(question.formula, hidden))
        if ask and question.name not in ask:
            hidden[question.name] = formula
        else:
            value = graph.value(question.name)
            about = (question.name, question.part, question.of, question.to, question.label)
            asked.append(Step(*about, formula, value))
    return tuple(asked)


def names_to_ask(structure: Structure) -> tuple[str, ...]:
    """Everything that can be asked, in working order."""
    return tuple(question.name for question in _questions(structure))


def _unknown(name: str, questions: Mapping[str, _Question]) -> AuthorError:
    nearest = difflib.get_close_matches(name, questions, n=1, cutoff=0.5)
    hint = f"; did you mean {nearest[0]}?" if nearest else ""
    return AuthorError(
        f"{name} cannot be asked of this graph, but {', '.join(questions)}{hint}",
        field="ask",
        nearest=nearest[0] if nearest else "",
    )


def _questions(structure: Structure) -> Iterator[_Question]:
    for computed in structure.inner:
        label = f"${name_to_tex(computed.name)}$"
        yield _Question(computed.name, Pass.FORWARD, computed.name, "", label, computed.formula)
    for (node, source), formula in structure.slopes.items():
        label = f"${derivative_tex(node, source)}$"
        if structure.nodes[node].shape:
            label += ", entry by entry"
        yield _Question(structure.slope_name(node, source), Pass.LOCAL, node, source, label, formula)
    for name in backward_order(structure):
        parts = [part.formula for part in structure.back[name]]
        formula = parts[0] if len(parts) == 1 else Add(tuple(parts))
        label, output = f"${derivative_tex(structure.output, name)}$", structure.output
        yield _Question(structure.gradient_name(name), Pass.BACKWARD, output, name, label, formula)


def backward_order(structure: Structure) -> Iterator[str]:
    """The active nodes after the output, back to front; a parameter as soon as its last consumer is known."""
    waiting = {
        name: {user for user in structure.consumers[name] if user in structure.active}
        for name, node in structure.nodes.items()
        if node.is_leaf and name in structure.active
    }
    for node in reversed(structure.inner):
        if node.name not in structure.active:
            continue
        if node.name != structure.output:
            yield node.name
        for name, users in list(waiting.items()):
            users.discard(node.name)
            if not users:
                del waiting[name]
                yield name


def derivative_tex(of: str, by: str) -> str:
    """The derivative of one name by another in one row of TeX."""
    return rf"\partial {name_to_tex(of)}/\partial {name_to_tex(by)}"
