"""Listed right answers that say the same thing again, and so promise nothing about what learners type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.subject import Subject
from trainer.bank.authored import AuthoredCode
from trainer.bank.exercise import Exercise
from trainer.bank.positions import Text
from trainer.maths.expr import Expr, walk

_FEWEST_NODES: Final = 4
"""Signs and names of an answer that can be written in more than one way."""

_Trees = Mapping[str, tuple[Expr, ...]]


def same_accept(subject: Subject) -> Iterator[Finding]:
    """A right answer that is listed twice; and where all listed ones are the formula itself, the first."""
    exercise = subject.exercise
    listed = list(_listed(exercise))
    lines: dict[str, int] = {}
    for texts in (texts for texts, _ in listed):
        place = next(iter(texts.values()))
        typed = "".join("; ".join(f"{name}: {text}" for name, text in texts.items()).split())
        if typed in lines:
            message = f"this right answer stands in line {lines[typed]} already"
            yield found("same-accept", exercise.fault(message, place))
        lines.setdefault(typed, place.line)
    parts = subject.template.parts
    reference = dict(zip(subject.template.asked, ((part,) for part in parts), strict=False))
    is_short = sum(1 for part in parts for _ in walk(part)) < _FEWEST_NODES
    if listed and exercise.params and not is_short and all(trees == reference for _, trees in listed):
        message = "every listed right answer is the answer as it stands above: write it in another way too"
        yield found("same-accept", exercise.fault(message, next(iter(listed[0][0].values()))))


def _listed(exercise: Exercise) -> Iterator[tuple[Mapping[str, Text], _Trees]]:
    """The texts of every right answer that the author wrote, and its trees."""
    template = exercise.template
    if isinstance(exercise.detail, AuthoredCode):
        yield from ((texts, {}) for texts in exercise.detail.accept)
        return
    for texts, form in zip(exercise.accept, template.accept, strict=True):
        yield texts, {name: one.exprs for name, one in form.items()}
