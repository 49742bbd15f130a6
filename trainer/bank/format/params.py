"""The ways in which a file declares what a parameter is drawn from."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator

from trainer.bank.format.fields import Exact, Formula, Range, Strict, fault, is_mapping

MAX_DECIMALS = 9
MAX_VALUES = 10**12


class ChoiceParam(Strict):
    """`{choice: [1/2, -3, 2]}` or `{choice: [sin(x), e^x]}`: one of the listed numbers or formulas."""

    choice: list[Formula] = Field(min_length=1, description="The numbers or formulas to draw from.")


class RealParam(Strict):
    """`{real: [0.1, 0.9], decimals: 1}`: a decimal between the two ends, both possible."""

    real: list[Exact] = Field(min_length=2, max_length=2, description="The two ends; both may be drawn.")
    decimals: int = Field(ge=0, le=MAX_DECIMALS, description="How many decimals the numbers have.")

    @model_validator(mode="after")
    def _ends_have_the_decimals(self) -> Self:
        low, high = self.real
        if low > high:
            raise fault("the first end of `real` must not be the larger one")
        if (high - low) * 10**self.decimals > MAX_VALUES:
            raise fault(f"`real` has more than {MAX_VALUES:,} values; take a shorter range or fewer decimals")
        if any((end * 10**self.decimals).denominator != 1 for end in self.real):
            raise fault(f"the ends of `real` have more than {self.decimals} decimals")
        return self


def _which(value: Any) -> str:
    """The tag of the variant; tags are no possible keys, so that a path of Pydantic's is unambiguous."""
    if is_mapping(value):
        return "<real>" if "real" in value or "decimals" in value else "<choice>"
    return "<range>"


Param = Annotated[
    Annotated[Range, Tag("<range>")]
    | Annotated[ChoiceParam, Tag("<choice>")]
    | Annotated[RealParam, Tag("<real>")],
    Discriminator(_which),
]
