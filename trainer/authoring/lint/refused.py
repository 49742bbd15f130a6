"""Draws that are thrown away: undefined answers, and listed wrong answers that happen to be right.

A learner never sees such a draw, since another is made in its place; but its author has not thought of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from trainer.authoring.lint.draws import Draw, draws
from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.table import SEEDS, Table
from trainer.bank.attempt import RefusedError, attempt
from trainer.bank.parts import UndefinedAnswerError
from trainer.bank.positions import Text
from trainer.bank.usable import LARGEST, MIN_USABLE
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRIED = 3
"""Suspicious draws that are made in full before all are held to be sound."""
_MOST_MADE = 8
"""Draws that are made in full where their answers cannot be evaluated together."""
_CLOSE = 1e-9


def refused(subject: Subject) -> Iterator[Finding]:
    """For each reason to throw a draw away the first such draw, with its values and how many look like it."""
    total = sum(len(table.draws) for table in subject.tables)
    undefined = [draw for table in subject.tables for draw in _undefined(table)]
    if not total and (subject.template.parts or subject.exercise.kind == "choice"):
        yield from _one_by_one(subject)
    if undefined and (reason := _confirmed(subject, undefined)):
        yield _finding(subject, "undefined-answer", reason[1], reason[0], len(undefined), total)
    numbers = {number for table in subject.tables for number in table.reject}
    for number in sorted(numbers):
        right = [draw for table in subject.tables for draw in _right(table, number)]
        if right and (reason := _confirmed(subject, right)):
            yield _finding(subject, "wrong-is-right", reason[1], reason[0], len(right), total, number)


def _one_by_one(subject: Subject) -> Iterator[Finding]:
    """The same where no table can be made: options, and limits that are found for one variant at a time."""
    is_choice = subject.exercise.kind == "choice"
    some = draws(subject.exercise, SEEDS)[: SEEDS if is_choice else _MOST_MADE]
    for draw in some:
        if reason := _confirmed(subject, [draw]):
            rule = "same-options" if is_choice else "undefined-answer"
            yield _finding(subject, rule, reason[1], draw, 1, len(some))
            return


def _undefined(table: Table) -> Iterator[Draw]:
    import numpy as np

    for i, draw in enumerate(table.draws):
        for values in table.parts.values():
            with np.errstate(invalid="ignore"):
                usable = (np.isfinite(values[i]) & (np.abs(values[i]) <= LARGEST)).all(axis=0)
            if usable.sum() < min(MIN_USABLE, len(usable)):
                yield draw
                break


def _right(table: Table, number: int) -> Iterator[Draw]:
    form = table.reject.get(number, {})
    if form and form.keys() <= table.parts.keys():
        equal = [agree(values, table.parts[name]) for name, values in form.items()]
        yield from (draw for i, draw in enumerate(table.draws) if all(part[i] for part in equal))


def agree(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """For every draw whether two answers have the same values wherever both exist, and both exist somewhere.

    Both have the shape (draws, entries, points); one draw of one stands for all of them.
    """
    import numpy as np

    if one.shape[1:] != other.shape[1:]:
        return np.zeros(max(len(one), len(other)), dtype=bool)
    both = np.isfinite(one) & np.isfinite(other)
    with np.errstate(invalid="ignore"):
        close = np.abs(one - other) <= _CLOSE * np.maximum(np.abs(one), np.abs(other))
    return np.asarray(both.any(axis=(1, 2)) & (close | ~both).all(axis=(1, 2)))


def _confirmed(subject: Subject, suspects: list[Draw]) -> tuple[Draw, str] | None:
    """The first of the suspects that is thrown away indeed, and why."""
    for draw in suspects[:_TRIED]:
        try:
            attempt(subject.exercise, subject.template, draw.seed, draw.number)
        except (RefusedError, UndefinedAnswerError) as reason:
            if not str(reason).endswith("does not hold"):
                return draw, str(reason)
        except TrainerError as error:
            return draw, error.message
    return None


def _finding(
    subject: Subject, rule: str, reason: str, draw: Draw, times: int, total: int, number: int | None = None
) -> Finding:
    exercise = subject.exercise
    place = subject.answer
    if number is not None:
        reason = "this wrong answer is right"
        place = next(iter(exercise.reject[number].texts.values()), None)
    if rule == "same-options":
        place = Text("", *subject.source.key_place("options", exercise.line), 0)
    often = f" ({times} of {total} draws)" if times > 1 else ""
    fault = exercise.fault(f"{reason} for {draw}{often}: leave such draws out with `where`", place)
    return found(rule, fault)
