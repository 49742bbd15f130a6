"""What stays in sight at small sizes and through changes of size."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from tests.tui.test_flow import seen, to_first_question, type_in
from trainer.tui.answer_box import AnswerBox
from trainer.tui.answer_form import AnswerForm
from trainer.tui.app import TrainerApp
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.preview import Preview
from trainer.tui.question import QuestionScreen


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (132, 43)])
async def test_boxes_preview_and_key_bar_are_in_sight(
    app: TrainerApp, until: Any, size: tuple[int, int]
) -> None:
    """The prompt gives way, not what is typed into."""
    async with app.run_test(size=size) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        await until(pilot, lambda: "3x²" in seen(app))

        for kind in (Heading, AnswerBox, Preview, KeyBar):
            widget = app.screen.query(kind).first()
            assert app.screen.region.contains_region(widget.region), kind
        bar = seen(app).splitlines()[-1]
        assert "Enter Check" in bar
        assert "F1 Help" in bar


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 15), ((60, 18), 11)])
async def test_an_unused_preview_makes_room_for_the_prompt_of_a_table(
    app_of: Any, until: Any, size: tuple[int, int], rows: int
) -> None:
    """A prompt that just fits stands there as a whole, and gives way only to what is said about a cell."""
    paragraphs = (rows + 1) // 2  # a blank row stands between two
    app = app_of("steps", "\n\n".join(["Take two steps from $g = {g}$."] * paragraphs))
    async with app.run_test(size=size) as pilot:
        await to_first_question(app, pilot, until)
        paper, preview = app.screen.query_one("#paper"), app.screen.query_one(Preview)
        await until(pilot, lambda: paper.virtual_size.height == rows and paper.max_scroll_y == 0)
        assert preview.region.height < 3

        await type_in(pilot, "2 ^^")
        await until(pilot, lambda: "one sign too many" in seen(app))
        assert preview.region.height == 3


async def test_changing_the_size_keeps_the_answer_and_the_screen(app: TrainerApp, until: Any) -> None:
    """From wide to tiny and back, in the middle of an answer and on a verdict."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        for width, height in ((60, 18), (20, 5), (5, 2), (200, 60), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause(0.05)
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.query_one(AnswerForm).texts == {"answer": "3x^2"}

        await pilot.press("enter")
        await until(pilot, lambda: "✓ Right" in seen(app))
        for width, height in ((60, 18), (5, 2), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause(0.05)
        assert "[3 Good]" in seen(app)


async def test_hostile_text_is_pasted_as_one_line_of_plain_characters(app: TrainerApp, until: Any) -> None:
    """Escapes and line ends never reach the screen; length is bounded and said."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        box = app.screen.query_one(AnswerBox)

        box.post_message(events.Paste("3x\x1b[31m\n+ [b]1[/b]\x07"))
        await until(pilot, lambda: box.value)
        assert box.value == "3x[31m + [b]1[/b]"

        box.value = ""
        box.post_message(events.Paste("((" * 60_000))
        await until(pilot, lambda: box.value)
        await pilot.press("enter")
        await until(pilot, lambda: "long" in seen(app).lower())


async def test_the_colours_change_between_dark_and_light(app: TrainerApp, until: Any) -> None:
    """One key turns night into day."""
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.home.figures)
        before = app.current_theme.dark

        await pilot.press("f9")

        assert app.current_theme.dark is not before
