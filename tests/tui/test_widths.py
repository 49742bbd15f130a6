"""Answers of the built-in exercises, drawn at the widths of small terminals."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.shipped import BANK
from trainer.bank.details import Choices, Lines
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.memory.rating import Rating
from trainer.session.views import Question, Result
from trainer.tui.item_list import ItemRow
from trainer.tui.verdict_views import view_of

MARGINS = 4


def test_no_verdict_is_wider_than_the_terminal() -> None:
    """A wrong answer beside the right one, for every exercise, at 60 and at 80 columns."""
    for exercise in BANK.exercises.values():
        variant = make_variant(exercise, 1)
        question = Question(1, 1, BANK.skills[exercise.skill], variant, "", is_new=True)
        texts = variant.answers | (variant.reject[0].texts if variant.reject else {})
        result = Result(question, texts, grade(variant, texts), True, "", Rating.AGAIN)

        view = view_of(result)
        for room in (60 - MARGINS, 80 - MARGINS):
            rows = ["".join(text for text, _ in line) for line in view.lines(room)]
            assert [row for row in rows if cell_len(row) > room] == [], exercise.id


@pytest.mark.parametrize("columns", [60, 80])
def test_no_option_or_line_is_wider_than_its_row(columns: int) -> None:
    """Drawn tall or kept in the line, for every choice and order."""
    for exercise in BANK.exercises.values():
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
