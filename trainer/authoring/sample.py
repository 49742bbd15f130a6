"""Several variants of one exercise side by side: numbers, answers, and which are the same question."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from trainer.bank.details import Choices, Code, Derivation, Lines
from trainer.bank.draw import Choice, Parameter, Reals
from trainer.bank.exercise import Exercise
from trainer.bank.numbers import written
from trainer.bank.parts import shown
from trainer.bank.variant import Variant, make_variant
from trainer.maths.expr import Expr
from trainer.maths.text import to_text

MOST: Final = 1_000
"""Variants in one sample."""


@dataclass(frozen=True, slots=True)
class Row:
    """One variant. An answer that is no expression is a text; `same_as` is an earlier seed."""

    seed: int
    params: Mapping[str, Expr]
    answers: Mapping[str, Expr | str]
    same_as: int | None = None


def sample(exercise: Exercise, seeds: Iterable[int]) -> list[Row]:
    """The variants for `seeds`, in their order; raises AuthorError where one cannot be made.

    Two are the same question if a learner sees the same prompt and owes the same answers; the order in which
    options and lines are shuffled does not count.
    """
    first: dict[Hashable, int] = {}
    rows = []
    for seed in seeds:
        variant = make_variant(exercise, seed)
        earlier = first.setdefault(_question(variant), seed)
        rows.append(
            Row(seed, drawn(variant), answers(variant), None if earlier == seed else earlier),
        )
    return rows


def drawn(variant: Variant) -> dict[str, Expr]:
    """What was drawn, by parameter, written as its author writes such numbers."""
    found: dict[str, Expr] = {}
    for name, parameter in variant.exercise.params.items():
        number = variant.params.get(name)
        if number is not None:
            found[name] = written(number, decimal=_in_decimals(parameter))
        elif name in variant.given:
            found[name] = variant.given[name]
    return found


def answers(variant: Variant) -> dict[str, Expr | str]:
    """The right answers, by part: options and lines themselves where letters and numbers stand for them."""
    match variant.detail:
        case Choices(options):
            return {"answer": "; ".join(option.text for option in options if option.right)}
        case Lines(lines, _, right):
            texts = {line.number: line.text for line in lines}
            return {"answer": "; ".join(texts[number] for number in right)}
        case Code(function=function):
            return {"answer": f"{function}(…)"}
        case Derivation():
            return {part.name: part.reference for part in variant.parts}
    return {part.name: shown(part) for part in variant.parts}


def _in_decimals(parameter: Parameter) -> bool:
    if isinstance(parameter, Choice):
        return any("." in option or "e" in option for option in parameter.options)
    return isinstance(parameter, Reals)


def _question(variant: Variant) -> Hashable:
    """Equal for two variants that ask the same."""
    owed = tuple(text if isinstance(text, str) else to_text(text) for text in answers(variant).values())
    match variant.detail:
        case Choices(options):
            return variant.prompt, owed, frozenset(option.text for option in options)
        case Code(source=source):
            return variant.prompt, source
    return variant.prompt, owed
