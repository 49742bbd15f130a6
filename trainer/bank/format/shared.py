"""The keys that exercises share: identity, parameters, the question, hints, and typed forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from trainer.bank.format.fields import Formula, Formulas, Id, Lines, Name, Prose, Strict, is_mapping
from trainer.bank.format.params import Param


def one_or_parts(value: Any) -> str:
    """The tag of a value that is one formula or a mapping of parts."""
    return "<parts>" if is_mapping(value) else "<one>"


Texts = Annotated[
    Annotated[Formula, Tag("<one>")] | Annotated[dict[Name, Formula], Tag("<parts>")],
    Discriminator(one_or_parts),
]
"""An answer as a learner would type it: one text, or one for each part."""


class Rejected(Strict):
    """A wrong answer, and what is said to a learner who gives it."""

    answer: Texts = Field(
        description="The wrong answer, as a learner would type it; of an exercise with parts, any of them."
    )
    because: Prose = Field(description="What is said to a learner who gives it.")


class AnyFields(Strict):
    """The keys that every kind has; `renames` are the ids that the exercise had before, in the same file."""

    id: Id = Field(description="The exercise's name within the file.")
    renames: tuple[Id, ...] = Field(
        default=(), max_length=50, description="Names that the exercise had before, in the same file."
    )
    params: dict[Name, Param] = Field(
        default_factory=dict,
        description=(
            "Numbers or formulas drawn anew for every question: `2..9`, `{choice: [1/2, 3]}` or "
            "`{real: [0.1, 0.9], decimals: 1}`."
        ),
    )
    where: Formulas = Field(
        default=(),
        description=(
            "What must hold for the numbers drawn, such as `a != b`; they are drawn again until it does."
        ),
    )
    variables: dict[Name, Formula] = Field(
        default_factory=dict,
        description=(
            "The letters that an answer may contain, and where they live: `real`, `positive`, "
            "`nonzero`, `unit`, `integer`, an interval such as `(0, 1)`, or a shape such as `4x3`."
        ),
    )
    given: dict[Name, Formula] = Field(
        default_factory=dict,
        description="Formulas with names, for use in the other keys and, as `{name}`, in texts.",
    )
    ask: Prose = Field(
        description=(
            "The question: text with maths as `$…$` or `$$…$$`. `{name}` shows a parameter or a given"
            " formula."
        )
    )
    hints: Lines | None = Field(
        default=None,
        description=(
            "Shown one by one when a learner asks; the line `auto` stands for the steps of the derivative."
        ),
    )
    solution: Lines | None = Field(
        default=None,
        description=(
            "The worked answer. `auto` is made from the steps of the derivative; `{answer}` or the "
            "name of a part shows what is right."
        ),
    )


class ExerciseFields(AnyFields):
    """The keys of every kind whose answers are typed: forms that must be graded right, and wrong."""

    accept: list[Texts] = Field(
        min_length=2,
        description=(
            "At least two right answers, as learners might type them; `trainer check` holds the "
            "grading to them."
        ),
    )
    reject: list[Rejected] = Field(
        min_length=2, description="At least two wrong answers, each with what is said to it."
    )
