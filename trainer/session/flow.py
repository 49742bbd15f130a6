"""A flow as a table: which action leads from which stage to which; knows no stage and no action itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

_Stage = TypeVar("_Stage", bound=StrEnum)
_Action = TypeVar("_Action", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Flow(Generic[_Stage, _Action]):
    """`of` says what flows (“an exam”); a pair that is missing in `table` does not happen."""

    of: str
    table: Mapping[tuple[_Stage, _Action], _Stage]

    def allows(self, stage: _Stage, action: _Action) -> bool:
        """Whether the action can happen at this stage; shells offer exactly what is allowed."""
        return (stage, action) in self.table

    def after(self, stage: _Stage, action: _Action) -> _Stage:
        """The stage that follows; ValueError (a programmer's mistake) where the stage does not allow it."""
        try:
            return self.table[stage, action]
        except KeyError:
            raise ValueError(f"“{action}” cannot happen at the stage “{stage}” of {self.of}") from None
