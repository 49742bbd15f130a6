"""Answers of the built-in exercises, drawn at the widths of small terminals."""

from __future__ import annotations

from functools import cache

import pytest
from rich.cells import cell_len

from trainer.bank import Bank, load_bank
from trainer.bank.details import Choices, Lines
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.memory.rating import Rating
from trainer.paths import exercises_folder
from trainer.session.views import Question, Result
from trainer.tui.item_list import ItemRow
from trainer.tui.verdict_views import view_of

MARGINS = 4


@cache
def bank() -> Bank:
    return load_bank([exercises_folder()])


@pytest.mark.parametrize("columns", [60, 80])
def test_no_verdict_is_wider_than_the_terminal(columns: int) -> None:
    """A wrong answer beside the right one, for every exercise."""
    for exercise in bank().exercises.values():
        variant = make_variant(exercise, 1)
        question = Question(1, 1, bank().skills[exercise.skill], variant, "", is_new=True)
        texts = variant.answers | (variant.reject[0].texts if variant.reject else {})
        result = Result(question, texts, grade(variant, texts), True, "", Rating.AGAIN)

        for line in view_of(result).lines(columns - MARGINS):
            assert cell_len("".join(text for text, _ in line)) <= columns - MARGINS, exercise.id


@pytest.mark.parametrize("columns", [60, 80])
def test_no_option_or_line_is_wider_than_its_row(columns: int) -> None:
    """Drawn tall or kept in the line, for every choice and order."""
    for exercise in bank().exercises.values():
        detail = make_variant(exercise, 1).detail
        listed = (
            detail.options
            if isinstance(detail, Choices)
            else detail.lines
            if isinstance(detail, Lines)
            else ()
        )
        for place, item in enumerate(listed):
            row = ItemRow(place)
            row.set_reactive(ItemRow.head, "( ) a  ")
            row.set_reactive(ItemRow.text, item.text)
            for line in row.laid_out(columns - MARGINS, True) + row.laid_out(columns - MARGINS, False):
                assert cell_len("".join(text for text, _ in line)) <= columns - MARGINS, exercise.id
