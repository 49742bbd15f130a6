"""Every text of an exercise that a learner reads: as it was written, and as a variant shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.bank.authored import AuthoredChoices, AuthoredCode, AuthoredLines
from trainer.bank.details import Choices, Lines
from trainer.bank.exercise import AUTO, Exercise
from trainer.bank.picked import shuffled
from trainer.bank.positions import Text
from trainer.bank.variant import Variant


class Role(StrEnum):
    """What a text is to the learner."""

    QUESTION = "question"
    LABEL = "label"
    OPTION = "option"
    LINE = "line"
    HINT = "hint"
    SOLUTION = "solution"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of a variant, and the text of the file that it comes from (None where nobody wrote it)."""

    role: Role
    text: str
    written: Text | None


def written(exercise: Exercise) -> Iterator[tuple[Role, Text]]:
    """The author's own texts, `auto` left out."""
    yield Role.QUESTION, exercise.ask
    yield from ((Role.LABEL, part.label) for part in exercise.parts if part.label is not None)
    yield from ((Role.HINT, line) for line in exercise.hints or () if line.strip() != AUTO)
    yield from ((Role.SOLUTION, line) for line in exercise.solution or () if line.strip() != AUTO)
    yield from ((Role.FEEDBACK, form.because) for form in exercise.reject)
    match exercise.detail:
        case AuthoredChoices(options):
            yield from ((Role.OPTION, option.text) for option in options)
            yield from ((Role.FEEDBACK, option.because) for option in options if option.because is not None)
        case AuthoredLines(lines, _, because):
            yield from ((Role.LINE, text) for text in lines.values())
            yield from ((Role.FEEDBACK, text) for text in because.values())
        case AuthoredCode(reject=reject):
            yield from ((Role.FEEDBACK, wrong.because) for wrong in reject)


def shown(variant: Variant) -> Iterator[Shown]:
    """What a learner reads in this variant."""
    exercise = variant.exercise
    yield Shown(Role.QUESTION, variant.prompt, exercise.ask)
    labels = [part.label for part in exercise.parts]
    places = labels if len(labels) == len(variant.parts) else [None] * len(variant.parts)
    yield from (
        Shown(Role.LABEL, part.label, place)
        for part, place in zip(variant.parts, places, strict=True)
        if part.label
    )
    yield from _lines(Role.HINT, variant.hints, exercise.hints)
    yield from _lines(Role.SOLUTION, variant.solution, exercise.solution)
    if exercise.reject:
        for form, listed in zip(variant.reject, exercise.reject, strict=False):
            yield Shown(Role.FEEDBACK, form.because, listed.because)
    yield from _picked(variant)


def _lines(role: Role, lines: Sequence[str], own: Sequence[Text] | None) -> Iterator[Shown]:
    """Each line with its place; lines that were made for `auto` have that of the word."""
    if not own:
        yield from (Shown(role, line, None) for line in lines)
        return
    made = len(lines) - len(own) + 1
    autos = [line for line in own if line.strip() == AUTO]
    places = [place for line in own for place in [line] * (made if line in autos[:1] else 1)]
    yield from (
        Shown(role, line, place)
        for line, place in zip(lines, places[: len(lines)] + [own[0]] * len(lines), strict=False)
    )


def _picked(variant: Variant) -> Iterator[Shown]:
    exercise = variant.exercise
    match exercise.detail, variant.detail:
        case AuthoredChoices(authored), Choices(options):
            order = shuffled(range(len(authored)), exercise.id, variant.seed)
            for option, place in zip(options, order, strict=True):
                yield Shown(Role.OPTION, option.text, authored[place].text)
                if option.because:
                    yield Shown(Role.FEEDBACK, option.because, authored[place].because)
        case AuthoredLines(texts, _, _), Lines(lines, _, right):
            by_number = {line.number: line for line in lines}
            for number, text in zip(right, texts.values(), strict=True):
                yield Shown(Role.LINE, by_number[number].text, text)
