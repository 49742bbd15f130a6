"""Variants with nothing to learn from: an answer that never changes, or a function that is constant."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.authoring.lint.draws import Draw
from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.refused import agree
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.table import Table

_SYMBOLIC = frozenset({"derive", "gradient", "derivation", "tensor"})
"""Kinds whose answer is a function; a number may well be 0, such as the slope of ReLU at -3."""


def degenerate(subject: Subject) -> Iterator[Finding]:
    """What leaves a learner nothing to do, for the first draw that shows it."""
    yield from _unvarying(subject)
    yield from _nothing_left(subject)


def _unvarying(subject: Subject) -> Iterator[Finding]:
    tables = [table for table in subject.tables if table.draws]
    if sum(len(table.draws) for table in tables) > 1 and len(tables) == 1 and _is_constant(tables[0]):
        fault = subject.exercise.fault(
            "the answer is the same for every draw: the parameters change nothing", subject.answer
        )
        yield found("unvarying", fault)


def _is_constant(table: Table) -> bool:
    return all(bool(agree(values[:1], values).all()) for values in table.parts.values())


def _nothing_left(subject: Subject) -> Iterator[Finding]:
    exercise = subject.exercise
    zero = [draw for table in subject.tables for draw in _zero(table)]
    total = sum(len(table.draws) for table in subject.tables)
    if not zero or (exercise.kind not in _SYMBOLIC and len(zero) < total) or not exercise.params:
        return
    said = "the answer is 0"
    if subject.template.explained:
        said = f"the function does not depend on {subject.template.explained[0].x}"
    fault = exercise.fault(f"{said} for {zero[0]} ({len(zero)} of {total} draws)", subject.answer)
    yield found("degenerate", fault)


def _zero(table: Table) -> Iterator[Draw]:
    zero = [(values == 0).all(axis=(1, 2)) for values in table.parts.values()]
    yield from (draw for i, draw in enumerate(table.draws) if all(one[i] for one in zero))
