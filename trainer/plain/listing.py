"""What a variant has to be read beside its prompt, as marks and prose; lays nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.bank.details import Choices, Code, ComputedGraph, Derivation, Lines
from trainer.session.premises import shapes_of

if TYPE_CHECKING:
    from trainer.bank.variant import Variant

Item = tuple[str, str]
"""A mark, such as `b)` or `3.`, and a text in prose with TeX."""


def items(variant: Variant) -> list[Item]:
    """The options under their letters, or the lines under their numbers, as they are shown."""
    match variant.detail:
        case Choices(options):
            return [(f"{option.letter})", option.text) for option in options]
        case Lines(lines):
            return [(f"{line.number}.", line.text) for line in lines]
    return []


def verbatim(variant: Variant) -> tuple[str, ...]:
    """Lines that are shown as they are: a graph in words, the first lines of code."""
    match variant.detail:
        case ComputedGraph(outline=outline):
            return outline
        case Code(starter=starter):
            return tuple(starter.rstrip().split("\n"))
    return ()


def right_items(variant: Variant) -> list[Item]:
    """The right options, or the lines in a right order."""
    found = items(variant)
    match variant.detail:
        case Choices(options):
            return [item for item, option in zip(found, options, strict=True) if option.right]
        case Lines(_, _, right):
            return [found[number - 1] for number in right]
    return []


def premise(variant: Variant) -> str:
    """Where a derivation starts, or the shapes of the arrays of a tensor answer, as prose; else empty."""
    if isinstance(variant.detail, Derivation):
        from trainer.maths.drawing.tex import to_tex

        return f"Start: ${to_tex(variant.detail.start)}$"
    return shapes_of(variant)
