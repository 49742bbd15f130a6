"""Builds the questions of a computational graph: from the author's forward formulas and leaf values alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trainer.bank.authored import AuthoredGraph
from trainer.bank.details import ComputedGraph
from trainer.bank.exercise import Exercise
from trainer.bank.numbers import from_double
from trainer.bank.parts import Part, UndefinedAnswerError
from trainer.bank.scope import Scope
from trainer.bank.template import Template
from trainer.errors import AuthorError
from trainer.maths.expr import Array, Expr, substitute

if TYPE_CHECKING:
    from trainer.calculus.graph.graph import Graph


def graph_of(exercise: Exercise, template: Template, scope: Scope) -> Graph:
    """The graph of a variant with all its values and gradients.

    UndefinedAnswerError where a number in it is undefined for this draw, AuthorError for a senseless graph.
    """
    from trainer.calculus.graph.graph import UndefinedValueError, build

    asked = exercise.detail
    if not isinstance(asked, AuthoredGraph):
        raise TypeError("a graph has forward formulas")
    forward = {name: scope.put_in(formula) for name, formula in template.forward.items()}
    try:
        return build(forward, leaves_of(template, scope), asked.gradients)
    except UndefinedValueError as error:
        raise UndefinedAnswerError(error.message) from None
    except AuthorError as error:
        raise exercise.fault(error.message, field=error.field or "forward") from None


def leaves_of(template: Template, scope: Scope) -> dict[str, Expr]:
    """The values of the leaves, numbers put in."""
    return {name: scope.put_in(value) for name, value in template.leaves.items()}


def build_steps(exercise: Exercise, template: Template, scope: Scope) -> tuple[Part, ...]:
    """One part for every asked value, local derivative and gradient, in working order."""
    from trainer.calculus.graph.questions import steps

    graph = graph_of(exercise, template, scope)
    leaves = leaves_of(template, scope)
    requirement = exercise.parts[0].requirement
    parts = []
    for step in steps(graph, template.asked):
        reference = literal(step.value)
        formula = substitute(step.formula, leaves)
        value = float(step.value) if step.value.ndim == 0 else None
        parts.append(Part(step.name, step.label, reference, formula, requirement, value))
    return tuple(parts)


def literal(value: Any) -> Expr:
    """An array of doubles (or one) as an expression of numbers."""
    if value.ndim == 0:
        return from_double(float(value) + 0.0)
    return Array(tuple(literal(entry) for entry in value))


def drawn(graph: Graph, leaves: Mapping[str, Expr], prompt: str) -> ComputedGraph:
    """The drawings of a graph: with question marks, and solved.

    Below it stand the numbers of the `leaves` for which it has no room, and which the prompt does not give.
    """
    from trainer.calculus.graph.drawn.drawing import PAGE, draw
    from trainer.calculus.graph.drawn.given import unseen
    from trainer.calculus.graph.drawn.outline import outline
    from trainer.maths.drawing.tex import to_tex

    given = [name for name in unseen(graph) if to_tex(leaves[name]) not in prompt]
    return ComputedGraph(
        drawing=tuple(draw(graph, (), PAGE, given)),
        solved=tuple(draw(graph, None, PAGE, given)),
        outline=tuple(outline(graph, (), given)),
    )


def worked(graph: Graph) -> tuple[str, ...]:
    """The solution: every step with its numbers, then each parameter as a chain of products."""
    from trainer.calculus.graph.solution import solution

    return solution(graph)
