"""Skills and exercises of a pack, with the pack's name before their ids; decides no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import overload

from trainer.bank.exercise import Exercise, Skill


def prefixed_skill(skill: Skill, prefix: str) -> Skill:
    """The skill under `prefix`; what it requires is left as written."""
    return replace(
        skill,
        id=prefix + skill.id,
        exercises=tuple(prefix + name for name in skill.exercises),
        renamed=tuple((prefix + old, prefix + new) for old, new in skill.renamed),
    )


class PrefixedExercises(Sequence[Exercise]):
    """The exercises of one file under `prefix`, each made once, when it is asked for."""

    __slots__ = ("_exercises", "_made", "_prefix")

    def __init__(self, exercises: Sequence[Exercise], prefix: str) -> None:
        self._exercises = exercises
        self._prefix = prefix
        self._made: dict[int, Exercise] = {}

    def __len__(self) -> int:
        return len(self._exercises)

    @overload
    def __getitem__(self, index: int) -> Exercise: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Exercise]: ...
    def __getitem__(self, index: int | slice) -> Exercise | Sequence[Exercise]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        made = self._made.get(index)
        if made is None:  # two threads may come here at once; both get what the first one put there
            plain = self._exercises[index]
            own = replace(plain, id=self._prefix + plain.id, skill=self._prefix + plain.skill)
            made = self._made.setdefault(index, own)
        return made
