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

    decimals: int | None = Field(default=None, ge=0, le=15)
    digits: int | None = Field(default=None, ge=1, le=15)
    tolerance: float | None = Field(default=None, gt=0, lt=1e6)

    @model_validator(mode="after")
    def _one_precision(self) -> Self:
        given = [name for name in Precision.model_fields if getattr(self, name) is not None]
        if len(given) > 1:
            raise fault(f"{given[0]} and {given[1]} cannot both be given; choose one")
        return self


class ExpressionPart(Strict):
    """One expression among several, with its own label or form."""

    value: Formula
    label: Prose | None = None
    form: Form | None = None
    up_to: UpTo | None = None


class NumberPart(Precision):
    """One number among several, with its own label or precision."""

    value: Formula
    label: Prose | None = None


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
    ]
    form: Form | None = None
    up_to: UpTo | None = None


class GradientExercise(ExerciseFields):
    """A vector or matrix of expressions, asked component by component."""

    kind: Literal["gradient"]
    answer: Formula
    form: Form | None = None


class NumberExercise(ExerciseFields, Precision):
    """One or more numbers; `at` puts numbers in for the variables once the answer is worked out."""

    kind: Literal["number"]
    answer: Annotated[
        Annotated[Formula, Tag("<one>")] | Annotated[NumberParts, Field(min_length=1), Tag("<parts>")],
        Discriminator(one_or_parts),
    ]
    at: dict[Name, Formula] = Field(default_factory=dict)


class TraceExercise(ExerciseFields, Precision):
    """The numbers of each step of an algorithm, each over givens and earlier steps."""

    kind: Literal["trace"]
    steps: NumberParts = Field(min_length=1)


class DerivationExercise(ExerciseFields):
    """A result reached line by line; `steps` is how many lines it takes at least to show the way."""

    kind: Literal["derivation"]
    answer: Formula
    steps: int = Field(default=1, ge=1, le=12)


class TensorExercise(ExerciseFields):
    """An expression over vectors and matrices; `loss` and `of` let the gradient be checked by differences."""

    kind: Literal["tensor"]
    answer: Formula
    loss: Formula | None = None
    of: Name | None = None

    @model_validator(mode="after")
    def _loss_of_something(self) -> Self:
        if (self.loss is None) != (self.of is None):
            raise fault("`loss` and `of` (the array whose gradient is asked for) go together")
        return self


class BackpropExercise(ExerciseFields, Precision):
    """Values and gradients of a computational graph, all from its forward formulas and leaf values."""

    kind: Literal["backprop"]
    values: dict[Name, Formula] = Field(min_length=1)
    forward: dict[Name, Formula] = Field(min_length=1, max_length=12)
    gradients: list[Name] = Field(default_factory=list)
    questions: list[Formula] = Field(default_factory=list)


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
