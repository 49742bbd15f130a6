"""The kinds of exercise: what each adds to the keys that all share.

A new kind is one class here (or in a file of its own) and one line in `AnyExercise`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from trainer.bank.format.code import CodeExercise
from trainer.bank.format.fields import Formula, Name, Prose, Strict, fault, is_mapping
from trainer.bank.format.picked import ChoiceExercise, OrderExercise
from trainer.bank.format.shared import ExerciseFields, one_or_parts

Form = Literal["expanded", "factored", "single-fraction", "simplified", "decimal"]
UpTo = Literal["constant", "factor", "sign"]


def _plain_or_labelled(value: Any) -> str:
    return "<labelled>" if is_mapping(value) else "<plain>"


class Precision(Strict):
    """How exact a number must be: at most one of the three."""

    decimals: int | None = Field(default=None, ge=0, le=15, description="How many decimals must be right.")
    digits: int | None = Field(
        default=None, ge=1, le=15, description="How many significant digits must be right."
    )
    tolerance: float | None = Field(default=None, gt=0, lt=1e6, description="How far off an answer may be.")

    @model_validator(mode="after")
    def _one_precision(self) -> Self:
        given = [name for name in Precision.model_fields if getattr(self, name) is not None]
        if len(given) > 1:
            raise fault(f"{given[0]} and {given[1]} cannot both be given; choose one")
        return self


class ExpressionPart(Strict):
    """One expression among several, with its own label or form."""

    value: Formula = Field(description="The right answer.")
    label: Prose | None = Field(
        default=None, description="What stands before the box. Left out: made from the formula."
    )
    form: Form | None = Field(
        default=None, description="The form that is asked for as well, in place of the exercise's."
    )
    up_to: UpTo | None = Field(default=None, description="What may differ, in place of the exercise's.")


class NumberPart(Precision):
    """One number among several, with its own label or precision."""

    value: Formula = Field(description="The right answer.")
    label: Prose | None = Field(
        default=None, description="What stands before the box. Left out: made from the formula."
    )


ExpressionParts = dict[
    Name,
    Annotated[
        Annotated[Formula, Tag("<plain>")] | Annotated[ExpressionPart, Tag("<labelled>")],
        Discriminator(_plain_or_labelled),
    ],
]
NumberParts = dict[
    Name,
    Annotated[
        Annotated[Formula, Tag("<plain>")] | Annotated[NumberPart, Tag("<labelled>")],
        Discriminator(_plain_or_labelled),
    ],
]


class DeriveExercise(ExerciseFields):
    """One or more symbolic expressions."""

    kind: Literal["derive"]
    answer: Annotated[
        Annotated[Formula, Tag("<one>")] | Annotated[ExpressionParts, Field(min_length=1), Tag("<parts>")],
        Discriminator(one_or_parts),
    ] = Field(
        description=(
            "The right answer, such as `diff(f, x)`; or several, by name, each a formula or a mapping"
            " with `value` and more."
        )
    )
    form: Form | None = Field(default=None, description="A form that is asked for beside the value.")
    up_to: UpTo | None = Field(
        default=None,
        description="What may differ: an additive `constant`, a constant `factor`, or the `sign`.",
    )


class GradientExercise(ExerciseFields):
    """A vector or matrix of expressions, asked component by component."""

    kind: Literal["gradient"]
    answer: Formula = Field(
        description="`grad(f, [x, y])`, `jacobian(…)`, `hessian(…)`, or an array such as `[a, b]`."
    )
    form: Form | None = Field(
        default=None, description="A form that is asked for beside the value of each entry."
    )


class NumberExercise(ExerciseFields, Precision):
    """One or more numbers; `at` puts numbers in for the variables once the answer is worked out."""

    kind: Literal["number"]
    answer: Annotated[
        Annotated[Formula, Tag("<one>")] | Annotated[NumberParts, Field(min_length=1), Tag("<parts>")],
        Discriminator(one_or_parts),
    ] = Field(
        description=(
            "The right number as a formula; or several, by name, each a formula or a mapping with "
            "`value` and more."
        )
    )
    at: dict[Name, Formula] = Field(
        default_factory=dict,
        description="Numbers put in for variables once the answer is worked out, such as `{x: s}`.",
    )


class TraceExercise(ExerciseFields, Precision):
    """The numbers of each step of an algorithm, each over givens and earlier steps."""

    kind: Literal["trace"]
    steps: NumberParts = Field(
        min_length=1,
        description=(
            "The numbers asked for, by name and in order, as formulas over parameters and earlier steps."
        ),
    )


class DerivationExercise(ExerciseFields):
    """A result reached line by line; `steps` is how many lines it takes at least to show the way."""

    kind: Literal["derivation"]
    answer: Formula = Field(
        description="What the first line must follow from, such as `diff(f, x)` or `limit(…, h, 0)`."
    )
    steps: int = Field(default=1, ge=1, le=12, description="The fewest lines that show the way.")


class TensorExercise(ExerciseFields):
    """An expression over vectors and matrices; `loss` and `of` let the gradient be checked by differences."""

    kind: Literal["tensor"]
    answer: Formula = Field(description="The right expression, such as `2 X.T @ (X @ w - y)`.")
    loss: Formula | None = Field(
        default=None,
        description="The loss whose gradient is asked for; the answer is held against differences of it.",
    )
    of: Name | None = Field(default=None, description="The array by which the gradient is taken.")

    @model_validator(mode="after")
    def _loss_of_something(self) -> Self:
        if (self.loss is None) != (self.of is None):
            raise fault("`loss` and `of` (the array whose gradient is asked for) go together")
        return self


class BackpropExercise(ExerciseFields, Precision):
    """Values and gradients of a computational graph, all from its forward formulas and leaf values."""

    kind: Literal["backprop"]
    values: dict[Name, Formula] = Field(
        min_length=1, description="What the graph starts from, by name, as formulas over the parameters."
    )
    forward: dict[Name, Formula] = Field(
        min_length=1, max_length=12, description="The formulas of the graph in order, the loss last."
    )
    gradients: list[Name] = Field(
        default_factory=list,
        description="The start values whose gradients are wanted. Left out: all of them.",
    )
    questions: list[Formula] = Field(
        default_factory=list,
        description="What is asked, such as `z`, `da_dz` or `dL_dw`. Left out: everything.",
    )


AnyExercise = Annotated[
    DeriveExercise
    | GradientExercise
    | NumberExercise
    | TraceExercise
    | DerivationExercise
    | TensorExercise
    | BackpropExercise
    | ChoiceExercise
    | OrderExercise
    | CodeExercise,
    Field(discriminator="kind"),
]
