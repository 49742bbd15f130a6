"""Draws the kinds that are answered by picking: the seed shuffles options, and lines to be ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from trainer.bank.authored import AuthoredChoices, AuthoredLines
from trainer.bank.details import LETTERS, Choices, Line, Lines, Option
from trainer.bank.draw import index
from trainer.bank.exercise import WHOLE, Exercise
from trainer.bank.parts import Part
from trainer.bank.placeholders import fill
from trainer.bank.template import Template
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Array, Expr, Number, Symbol
from trainer.maths.judging.verdict import Requirement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Picked:
    """What a picked kind brings to a variant: its detail, its part, and the typed forms right and wrong."""

    detail: Choices | Lines
    part: Part
    accept: tuple[str, ...]
    reject: tuple[tuple[str, str], ...]
    """Wrong answers with what is said to them."""


def picked(exercise: Exercise, template: Template, values: Mapping[str, Expr], seed: int) -> Picked:
    """The shuffled options or lines of a variant."""
    if isinstance(exercise.detail, AuthoredChoices):
        return _choice(exercise, exercise.detail, template, values, seed)
    if isinstance(exercise.detail, AuthoredLines):
        return _order(exercise, exercise.detail, template, values, seed)
    raise TypeError(f"{exercise.kind} is not picked")


def shuffled(items: Sequence[T], exercise: str, seed: int) -> list[T]:
    """The items in an order that the seed decides (Fisher and Yates), the same for ever."""
    found = list(items)
    for last in range(len(found) - 1, 0, -1):
        other = index(exercise, seed, 0, f"shuffle {last}", last + 1)
        found[last], found[other] = found[other], found[last]
    return found


def _choice(
    exercise: Exercise, asked: AuthoredChoices, template: Template, values: Mapping[str, Expr], seed: int
) -> Picked:
    def said(key: str) -> str:
        return fill(template.said[key], values, to_tex) if key in template.said else ""

    order = shuffled(range(len(asked.options)), exercise.id, seed)
    options = tuple(
        Option(LETTERS[place], said(f"option {i}"), asked.options[i].right, said(f"because {i}"))
        for place, i in enumerate(order)
    )
    choices = Choices(options, asked.several)
    right = [option.letter for option in options if option.right]
    wrong = [
        (_wrongly(right, option, asked.several), option.because) for option in options if not option.right
    ]
    reference = _array([Symbol(letter) for letter in right])
    return Picked(choices, _part(reference), (", ".join(right), " ".join(right).upper()), tuple(wrong))


def _wrongly(right: list[str], option: Option, several: bool) -> str:
    return ", ".join(sorted([*right, option.letter])) if several else option.letter


def _order(
    exercise: Exercise, asked: AuthoredLines, template: Template, values: Mapping[str, Expr], seed: int
) -> Picked:
    def said(key: str) -> str:
        return fill(template.said[key], values, to_tex) if key in template.said else ""

    names = shuffled(list(asked.lines), exercise.id, seed)
    if names == list(asked.lines):
        names = [*names[1:], names[0]]
    numbers = {name: number for number, name in enumerate(names, 1)}
    lines = tuple(Line(numbers[name], said(f"line {name}"), said(f"because {name}")) for name in names)
    before = frozenset((numbers[first], numbers[second]) for first, second in asked.before)
    right = tuple(numbers[name] for name in asked.lines)
    other = _another(right, before)
    accept = (_typed(right), _typed(other))
    wrong = tuple(reversed(right))
    reference = _array([Number(Fraction(number), str(number)) for number in right])
    return Picked(Lines(lines, before, right), _part(reference), accept, ((_typed(wrong), ""),))


def _another(right: tuple[int, ...], before: frozenset[tuple[int, int]]) -> tuple[int, ...]:
    """Another right order with two free neighbours exchanged, or the same where there is none."""
    for place in range(len(right) - 1):
        first, second = right[place], right[place + 1]
        if not _reaches(first, second, before):
            return (*right[:place], second, first, *right[place + 2 :])
    return right


def _reaches(first: int, second: int, before: frozenset[tuple[int, int]]) -> bool:
    """Whether the pairs say, in one step or several, that `first` comes before `second`."""
    found = {first}
    while True:
        more = {b for a, b in before if a in found} - found
        if not more:
            return second in found
        found |= more


def _typed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _array(items: Sequence[Expr]) -> Expr:
    return items[0] if len(items) == 1 else Array(tuple(items))


def _part(reference: Expr) -> Part:
    return Part(WHOLE, "", reference, reference, Requirement())
