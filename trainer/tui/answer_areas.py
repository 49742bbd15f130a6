"""Which way of answering a kind of exercise has: one table, with the labelled boxes for all other kinds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from trainer.tui.answer_area import AnswerArea
from trainer.tui.answer_form import AnswerForm
from trainer.tui.choice_list import ChoiceList
from trainer.tui.code_area import CodeArea
from trainer.tui.derivation_form import DerivationForm
from trainer.tui.order_list import OrderList
from trainer.tui.trace_form import TraceForm

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

AREAS: Final[Mapping[str, type[AnswerArea]]] = MappingProxyType(
    {
        "choice": ChoiceList,
        "order": OrderList,
        "derivation": DerivationForm,
        "code": CodeArea,
        "trace": TraceForm,
    }
)


def area_for(variant: Variant, texts: Mapping[str, str], grade: Grade | None) -> AnswerArea:
    """A new area with these texts in it, and the grade of the try before."""
    return AREAS.get(variant.exercise.kind, AnswerForm)(variant, texts, grade)
