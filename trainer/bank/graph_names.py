"""The names of the questions that a computational graph can be asked, with the shapes of their answers."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.bank.authored import AuthoredGraph
from trainer.errors import AuthorError
from trainer.maths.expr import Expr


def questions(
    forward: Mapping[str, Expr], shapes: Mapping[str, tuple[int, ...]], asked: AuthoredGraph
) -> dict[str, tuple[int, ...]]:
    """The questions that will be asked, in working order: those the author lists, else all.

    AuthorError for a graph that makes no sense or a name that cannot be asked of it.
    """
    from trainer.calculus.graph.plan import plan
    from trainer.calculus.graph.questions import names_to_ask

    for name in asked.gradients:
        if name not in asked.values:
            known_values = ", ".join(asked.values)
            raise AuthorError(f"{name} is none of the `values`, which are {known_values}", field="gradients")
    structure = plan(forward, shapes, asked.gradients)
    owner = {structure.gradient_name(name): name for name in structure.active}
    owner |= {structure.slope_name(node, source): node for node, source in structure.slopes}
    known = names_to_ask(structure)
    for name in asked.asked:
        if name not in known:
            raise AuthorError(
                f"{name} cannot be asked; the questions are {', '.join(known)}", field="questions"
            )
    wanted = [name for name in known if not asked.asked or name in asked.asked]
    return {name: structure.nodes[owner.get(name, name)].shape for name in wanted}
