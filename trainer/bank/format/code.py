"""The kind that asks for a Python function: parameters and results are formulas of the language, no code."""

from __future__ import annotations

import keyword
import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from trainer.bank.format.fields import Formula, Formulas, Name, Prose, Strict, fault
from trainer.bank.format.shared import AnyFields, Texts
from trainer.bank.positions import Text

_FUNCTION = re.compile(r"[a-z][a-z0-9_]*")
MAX_INPUTS = 20


def _function(value: Any) -> Text:
    if not isinstance(value, Text) or not _FUNCTION.fullmatch(value) or keyword.iskeyword(value):
        raise fault(f"{str(value)[:40]!r} is no name of a function (such as dense_backward)")
    return value


Function = Annotated[
    Text,
    PlainValidator(_function),
    WithJsonSchema({"type": "string", "pattern": f"^{_FUNCTION.pattern}$"}),
]


class CalledFunction(Strict):
    """A function that the learner's code is given and may call: a formula of the variable `of`."""

    of: Name = Field(description="Its one variable.")
    value: Formula = Field(description="Its value.")


class WrongCode(Strict):
    """Wrong formulas, of the one result or by result, and what is said to a learner who computes them."""

    answer: Texts = Field(description="Wrong formulas, by result; results that are left out are right.")
    because: Prose = Field(description="What is said about code that computes them.")


class CodeExercise(AnyFields):
    """A function over NumPy; its parameters are the `variables`, in their order, after the `calls`.

    `returns` are its results; each may use the results before it, and `grad(f, x)` stands for the slopes of
    a called function. `hidden` variables are in formulas only. The results named in `of` are also held
    against differences of the `loss`. Inputs are drawn where no entry of `away` is near zero; `cases` come
    first.
    """

    kind: Literal["code"]
    function: Function = Field(
        description=(
            "The name of the function. Its parameters are the `calls`, then the `variables` that are "
            "not hidden."
        )
    )
    calls: dict[Name, CalledFunction] = Field(
        default_factory=dict, description="Functions that the code is given and may call, by name."
    )
    hidden: tuple[Name, ...] = Field(default=(), description="Variables that only the formulas know.")
    returns: dict[Name, Formula] = Field(
        min_length=1,
        max_length=8,
        description=(
            "What the function returns, by name and in order, as formulas; each may use those before it."
        ),
    )
    loss: Formula | None = Field(
        default=None, description="The loss that belongs to the gradients named in `of`."
    )
    of: dict[Name, Name] = Field(
        default_factory=dict,
        description=(
            "Which result is the gradient of the loss by which variable; it is held against differences."
        ),
    )
    away: Formulas = Field(
        default=(),
        description="Formulas that must not be near zero on the inputs drawn, so that no kink is hit.",
    )
    cases: list[dict[Name, Formula]] = Field(default_factory=list, description="Inputs that are tried first.")
    inputs: int = Field(default=6, ge=1, le=MAX_INPUTS, description="How many random inputs follow.")
    accept: list[Texts] = Field(
        default_factory=list, description="Right formulas in another form, by result."
    )
    reject: list[WrongCode] = Field(
        min_length=2, description="At least two wrong formulas, each with what is said about it."
    )

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        variables, results = list(self.variables), list(self.returns)
        if (self.loss is None) != (not self.of):
            raise fault("`loss` and `of` (which result is the gradient of which variable) go together")
        for name in (*self.hidden, *self.of.values(), *(name for case in self.cases for name in case)):
            if name not in variables:
                raise fault(f"{str(name)!r} is no variable; the variables are {', '.join(variables)}")
        for name in self.of:
            if name not in results:
                raise fault(f"{str(name)!r} is not returned; the results are {', '.join(results)}")
        for call in self.calls.values():
            if call.of not in variables:
                raise fault(f"a function is called with a variable, and {str(call.of)!r} is none")
        if len(results) > 1 and any(isinstance(form, Text) for form in self._forms()):
            raise fault("with several results a form is a mapping from results to formulas")
        return self

    def _forms(self) -> list[Any]:
        return [*self.accept, *(form.answer for form in self.reject)]
