"""Two listed wrong answers that are one for some draw: a learner is told only what the first one says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.refused import agree
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.table import Table


def same_wrong(subject: Subject) -> Iterator[Finding]:
    """Every pair of listed wrong answers that agrees on a draw, with the first such draw."""
    exercise = subject.exercise
    for first, second in combinations(range(len(exercise.reject)), 2):
        for table in subject.tables:
            same = [
                draw for draw, equal in zip(table.draws, _agree(table, first, second), strict=True) if equal
            ]
            if same:
                where = f" for {same[0]}" if exercise.params else ""
                line = next(iter(exercise.reject[first].texts.values())).line
                fault = exercise.fault(
                    f"this wrong answer equals the one in line {line}{where}",
                    next(iter(exercise.reject[second].texts.values()), None),
                )
                yield found("same-wrong", fault)
                break


def _agree(table: Table, first: int, second: int) -> Sequence[bool]:
    """For every draw whether the two are the same in all their parts."""
    one, other = table.reject.get(first), table.reject.get(second)
    if one is None or other is None or one.keys() != other.keys():
        return [False] * len(table.draws)
    by_part = [agree(values, other[name]) for name, values in one.items()]
    return [all(part[i] for part in by_part) for i in range(len(table.draws))]
