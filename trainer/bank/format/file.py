"""The whole exercise file: one skill and its exercises."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from trainer.bank.format.fields import Id, Prose, Strict, fault, is_id
from trainer.bank.format.kinds import AnyExercise
from trainer.bank.positions import Text

_ONE = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _reference(value: Any) -> Text:
    if not isinstance(value, Text) or value.count("/") > 1 or not all(map(is_id, value.split("/"))):
        raise fault(
            "an id is small letters, digits and single hyphens, at most 80 characters (such as power-rule; "
            "of another pack: its-name/power-rule)"
        )
    return value


Reference = Annotated[
    Text,
    PlainValidator(_reference),
    WithJsonSchema({"type": "string", "pattern": f"^({_ONE}/)?{_ONE}$"}),
]
"""The id of a skill: of the same pack or the built-in bank, or `pack/skill`."""


MAX_REFERENCES = 50


class SkillFile(Strict):
    """One file; what is left out of the head comes from the file's name and folder.

    `renames` are the ids that the skill had before: its history goes on under the new one.
    """

    skill: Id | None = Field(
        default=None,
        description="The skill's name, by which its progress is remembered. Left out: the file's name.",
    )
    title: Prose | None = Field(
        default=None,
        description="What a learner reads at the top of the screen. Left out: made from the name.",
    )
    part: Prose | None = Field(
        default=None, description="The chapter that the skill belongs to. Left out: the folder's name."
    )
    level: Literal["beginner", "intermediate", "advanced"] = Field(
        default="intermediate", description="How much must be known before."
    )
    requires: tuple[Reference, ...] = Field(
        default=(),
        max_length=MAX_REFERENCES,
        description="The skills that come first; of another pack as `its-name/skill`.",
    )
    renames: tuple[Id, ...] = Field(
        default=(),
        max_length=MAX_REFERENCES,
        description="Names that the skill had before. Its progress goes on under the new one.",
    )
    why: Prose | None = Field(
        default=None,
        description=(
            "One sentence that says what the skill is good for. The trainer shows it when the skill is new."
        ),
    )
    exercises: list[AnyExercise] = Field(
        min_length=1, description="The ways of asking for the skill, at least one."
    )
