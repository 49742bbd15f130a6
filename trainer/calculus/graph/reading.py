"""An author's forward formulas as trees: each is read with the shapes of what came before it."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.calculus.graph.shaped import Shape
from trainer.errors import AnswerError, AuthorError
from trainer.maths.domains import Domain
from trainer.maths.expr import Expr
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.parser import parse


def read(formulas: Mapping[str, str], shapes: Mapping[str, Shape]) -> dict[str, Expr]:
    """The formulas in their order; `shapes` gives that of every leaf, `()` for a number.

    AuthorError (field: the formula's name, column from 1) for what cannot be read, for a name that is not
    defined yet and for shapes that do not fit.
    """
    names = named(shapes)
    trees: dict[str, Expr] = {}
    for name, text in formulas.items():
        try:
            trees[name] = parse(text, names)
            shape = shape_of(trees[name], names, text)
        except AnswerError as error:
            raise AuthorError(f"{name}: {error.message}", column=error.offset + 1, field=name) from error
        names = names.extended({name: Domain(shape=shape)})
    return trees


def named(shapes: Mapping[str, Shape]) -> Names:
    """Names of these shapes."""
    return Names({name: Domain(shape=shape) for name, shape in shapes.items()})
