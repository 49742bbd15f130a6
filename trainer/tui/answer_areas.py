"""Which way of answering a kind of exercise has; each is imported when the first question needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from trainer.tui.answer_area import AnswerArea

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

OWN: Final = ("choice", "order", "derivation", "code", "trace")
"""The kinds with an area of their own."""


def area_for(variant: Variant, texts: Mapping[str, str], grade: Grade | None) -> AnswerArea:
    """A new area with these texts in it, and the grade of the try before."""
    return area_of(variant.exercise.kind)(variant, texts, grade)


def area_of(kind: str) -> type[AnswerArea]:
    """The area of a kind of exercise; labelled boxes where it has none of its own."""
    match kind:
        case "choice":
            from trainer.tui.choice_list import ChoiceList

            return ChoiceList
        case "order":
            from trainer.tui.order_list import OrderList

            return OrderList
        case "derivation":
            from trainer.tui.derivation_form import DerivationForm

            return DerivationForm
        case "code":
            from trainer.tui.code_area import CodeArea

            return CodeArea
        case "trace":
            from trainer.tui.trace_form import TraceForm

            return TraceForm
        case _:
            from trainer.tui.answer_form import AnswerForm

            return AnswerForm
