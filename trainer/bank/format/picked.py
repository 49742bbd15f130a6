"""The kinds that are answered by picking: options of a choice, lines to be put in order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from trainer.bank.format.fields import Formula, Name, Prose, Strict, fault
from trainer.bank.format.shared import AnyFields


class OptionModel(Strict):
    """One option: `right: true`, or `because` with what is said to a learner who picks it."""

    text: Prose = Field(description="What the option says.")
    right: bool | None = Field(default=None, description="`true` for a right option.")
    because: Prose | None = Field(
        default=None, description="What is said to a learner who picks it; for every wrong option."
    )

    @model_validator(mode="after")
    def _right_or_explained(self) -> Self:
        if bool(self.right) == (self.because is not None):
            raise fault("an option has either `right: true` or a `because`")
        return self


class ChoiceExercise(AnyFields):
    """One or several options to pick; they are shown in an order that the seed decides."""

    kind: Literal["choice"]
    options: list[OptionModel] = Field(
        min_length=2,
        max_length=10,
        description="Two to ten options; they are shown in another order each time.",
    )
    several: bool = Field(
        default=False,
        description="Whether any number of options may be right, and all of them must be picked.",
    )

    @model_validator(mode="after")
    def _enough_right(self) -> Self:
        right = sum(bool(option.right) for option in self.options)
        if not right or right == len(self.options):
            raise fault("some options are right and some are wrong")
        if right > 1 and not self.several:
            second = [option for option in self.options if option.right][1]
            raise fault("one option is right; write `several: true` where more are", at=second.text)
        return self


class OrderExercise(AnyFields):
    """Lines to be put in order; `before` lists what must keep its order (`a < b < c`), else all must."""

    kind: Literal["order"]
    lines: dict[Name, Prose] = Field(
        min_length=3, max_length=12, description="Three to twelve lines by name, in one right order."
    )
    before: list[Formula] = Field(
        default_factory=list,
        description=(
            "What must come before what, such as `forward < loss < backward`. Left out: every line "
            "before the next."
        ),
    )
    because: dict[Name, Prose] = Field(
        default_factory=dict, description="What is said when the line of this name comes too early."
    )

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        for name in self.because:
            if name not in self.lines:
                raise fault(_no_line(name, self.lines), at=name)
        for chain in self.before:
            for named in before(chain):
                if named not in self.lines:
                    raise fault(_no_line(named, self.lines), at=chain)
        return self

    @model_validator(mode="after")
    def _lines_keep_their_order(self) -> Self:
        """The order in which the lines are written is shown as the right one."""
        place = {str(name): number for number, name in enumerate(self.lines)}
        for chain in self.before:
            names = before(chain)
            if len(names) < 2:
                raise fault("this names one line; write what must come before what, as in a < b", at=chain)
            for first, second in pairwise(names):
                if place[first] >= place[second]:
                    said = f"{first} must come before {second}, but `lines` has them the other way round"
                    raise fault("a line cannot come before itself" if first == second else said, at=chain)
        return self


def before(chain: str) -> list[str]:
    """The names along a chain such as `forward < loss < backward`."""
    return [name.strip() for name in chain.split("<")]


def _no_line(name: str, lines: Iterable[str]) -> str:
    more = "; write `<` between them, what comes first on its left" if ">" in name else ""
    return f"{str(name)!r} is no line; the lines are {', '.join(lines)}{more}"
