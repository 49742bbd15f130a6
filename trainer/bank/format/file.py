"""The whole exercise file: one skill and its exercises."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.bank.format.fields import Id, Prose, Strict
from trainer.bank.format.kinds import AnyExercise


class SkillFile(Strict):
    """One file; what is left out of the head comes from the file's name and folder."""

    skill: Id | None = None
    title: Prose | None = None
    part: Prose | None = None
    level: Literal["beginner", "intermediate", "advanced"] = "intermediate"
    requires: tuple[Id, ...] = ()
    why: Prose | None = None
    exercises: list[AnyExercise] = Field(min_length=1)
