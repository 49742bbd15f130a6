"""Each kind of exercise answered on its own part of the screen: right, wrong, tried again, kept and drawn."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.test_flow import seen, to_first_question, type_in
from trainer.bank.details import Choices, Lines
from trainer.tui.app import TrainerApp
from trainer.tui.choice_list import ChoiceList
from trainer.tui.derivation_form import DerivationForm
from trainer.tui.item_list import ItemRow
from trainer.tui.order_list import OrderList
from trainer.tui.question import QuestionScreen


def question_screen(app: TrainerApp) -> QuestionScreen:
    assert isinstance(app.screen, QuestionScreen)
    return app.screen


def options(app: TrainerApp) -> Choices:
    detail = question_screen(app).question.variant.detail
    assert isinstance(detail, Choices)
    return detail


def lines_of(app: TrainerApp) -> Lines:
    detail = question_screen(app).question.variant.detail
    assert isinstance(detail, Lines)
    return detail


async def put_in_order(app: TrainerApp, pilot: Pilot[None], wanted: tuple[int, ...]) -> None:
    """Carry line after line to its place with the keys."""
    order = app.screen.query_one(OrderList)
    for place, number in enumerate(wanted):
        at = order.order.index(number)
        await pilot.press(*["up"] * order.cursor, *["down"] * at, *["shift+up"] * (at - place))
    assert order.order == wanted


async def test_a_choice_is_picked_by_letter_and_by_space(app_of: Any, until: Any) -> None:
    """Wrong by its letter, then right by the arrow keys; formulas are drawn."""
    app = app_of("pick")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        asked = options(app)
        wrong = next(option for option in asked.options if not option.right)
        assert "───" in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: "Pick an option first" in seen(app))
        await pilot.press(wrong.letter)
        assert f"(•) {wrong.letter}" in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: "✗ Not right" in seen(app))
        assert wrong.because in seen(app)
        assert "The right answer" not in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and "second try" in seen(app))
        choice = app.screen.query_one(ChoiceList)
        place = next(i for i, option in enumerate(asked.options) if option.right)
        await pilot.press(*["down"] * ((place - choice.cursor) % 3), "space")
        assert choice.texts == {"answer": asked.right}
        await pilot.press("enter")
        await until(pilot, lambda: "✓ Right" in seen(app))


async def test_an_option_is_picked_with_the_mouse(app_of: Any, until: Any) -> None:
    """A click picks, another click takes it back."""
    app = app_of("pick")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        choice = app.screen.query_one(ChoiceList)
        row = list(app.screen.query(ItemRow))[1]

        await pilot.click(row)
        assert choice.texts == {"answer": "b"}
        await pilot.click(row)
        assert choice.texts == {"answer": ""}


async def test_of_several_options_all_right_ones_are_wanted(app_of: Any, until: Any) -> None:
    """Boxes in place of buttons; the verdict marks each pick once it is decided."""
    app = app_of("several")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        right = options(app).right.split(", ")
        await until(pilot, lambda: "Several may be right" in seen(app))

        await pilot.press("a", "b", "c", "enter")
        await until(pilot, lambda: "It bends both ways." in seen(app))
        assert "✓" not in seen(app)
        await pilot.press("s")
        await until(pilot, lambda: "The right answer" in seen(app))

        assert seen(app).count("✓ ") == 2 + len(right)
        assert seen(app).count("✗ ") == 1


async def test_lines_are_carried_to_their_places(app_of: Any, until: Any) -> None:
    """A wrong order, then a right one, with Shift and the arrow keys."""
    app = app_of("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        right = lines_of(app).right

        await put_in_order(app, pilot, right[::-1])
        await pilot.press("enter")
        await until(pilot, lambda: "The update needs gradients first." in seen(app))
        assert "A right order" not in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and "second try" in seen(app))
        assert app.screen.query_one(OrderList).order == right[::-1]
        await put_in_order(app, pilot, right)
        await pilot.press("enter")

        await until(pilot, lambda: "✓ Right" in seen(app))


async def test_a_wrong_order_is_shown_beside_a_right_one(app_of: Any, until: Any) -> None:
    """Two columns, with the lines that came too early marked."""
    app = app_of("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await put_in_order(app, pilot, lines_of(app).right[::-1])
        await pilot.press("enter")
        await until(pilot, lambda: "One more try is left." in seen(app))

        await pilot.press("s")

        await until(pilot, lambda: "A right order" in seen(app))
        assert any("✗" in row and "✓" in row for row in seen(app).splitlines())


async def test_a_grabbed_line_follows_the_arrows_until_it_is_dropped(app_of: Any, until: Any) -> None:
    """Space grabs and drops; Escape puts the line back in place of leaving."""
    app = app_of("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        order = app.screen.query_one(OrderList)

        await pilot.press("space", "down", "down")
        assert order.order == (2, 3, 1, 4, 5)
        await until(pilot, lambda: "Space drops it" in seen(app))
        await pilot.press("escape")
        assert isinstance(app.screen, QuestionScreen)
        assert order.order == (1, 2, 3, 4, 5)

        await pilot.press("space", "down", "space", "down")
        assert order.order == (2, 1, 3, 4, 5)
        assert order.cursor == 2


async def test_a_line_is_grabbed_and_dropped_with_the_mouse(app_of: Any, until: Any) -> None:
    """Click the line, then the place where it goes."""
    app = app_of("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        rows = list(app.screen.query(ItemRow))

        await pilot.click(rows[0])
        await pilot.click(rows[3])

        assert app.screen.query_one(OrderList).texts == {"answer": "2 3 4 1 5"}


async def test_an_untouched_order_is_checked_only_when_asked_twice(app_of: Any, until: Any) -> None:
    """A slip of the Enter key costs no try."""
    app = app_of("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("enter")
        await until(pilot, lambda: "as they were shown" in seen(app))
        assert isinstance(app.screen, QuestionScreen)

        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, QuestionScreen))


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_a_derivation_is_written_judged_and_mended_line_by_line(
    app_of: Any, until: Any, size: tuple[int, int]
) -> None:
    """Enter starts lines and checks at the end; the bad line is marked, mended, and the whole right."""
    app = app_of("chain")
    async with app.run_test(size=size) as pilot:
        await to_first_question(app, pilot, until)
        assert "sin(x²)" in seen(app)

        await type_in(pilot, "cos(x^2)")
        await pilot.press("enter")
        await type_in(pilot, "2x cos(x^2)")
        await until(pilot, lambda: "=  cos(x²)" in seen(app) and "read as  2x cos(x²)" in seen(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "✗ = cos(x²)" in seen(app))

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and "✗ =  cos(x^2)" in seen(app))
        assert "The inner derivative is missing." in seen(app)
        await type_in(pilot, "*2x")
        await until(pilot, lambda: "✗" not in seen(app))
        await pilot.press("f7")
        await until(pilot, lambda: "✓ Right" in seen(app))
        assert "✓ = 2x cos(x²)" in seen(app)


async def test_an_array_for_all_boxes_is_mended_where_it_stands(app_of: Any, until: Any) -> None:
    """After a wrong try the cursor is at the array, not in the first of the boxes that it fills."""
    app = app_of("slopes")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "[2x, 3y]")
        await pilot.press("enter")
        await until(pilot, lambda: "1 of 2 parts right" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "second try" in seen(app))

        await pilot.press("backspace", "backspace", "]", "enter")

        await until(pilot, lambda: "✓ Right" in seen(app))


async def test_lines_typed_faster_than_boxes_come_keep_their_order(app_of: Any, until: Any) -> None:
    """Keys that wait while a new line is made are written into it, and the keyboard stays alive."""
    app = app_of("chain")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        for char in "cos(x^2)\rcos(x^2)*2x\r2x cos(x^2)":
            app.post_message(events.Key("enter" if char == "\r" else char, char))
        await until(pilot, lambda: "read as  2x cos(x²)" in seen(app))
        await pilot.press("f7")

        await until(pilot, lambda: "✗ = cos(x²)" in seen(app))
        assert "✓ = 2x cos(x²)" in seen(app)


async def test_lines_can_be_put_in_taken_away_and_walked_over(app_of: Any, until: Any) -> None:
    """Enter puts a line after any other; Backspace takes an empty one away, and so does leaving it."""
    app = app_of("chain")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        form = app.screen.query_one(DerivationForm)

        await type_in(pilot, "a")
        await pilot.press("enter")
        await type_in(pilot, "c")
        await pilot.press("up", "enter")
        await type_in(pilot, "b")
        assert form.texts == {"answer": "a\nb\nc"}
        await pilot.press("backspace", "backspace")
        assert form.texts == {"answer": "a\nc"}
        assert form.current.text == "a"

        await pilot.press("enter", "up")
        await until(pilot, lambda: len(form.lines) == 2)


async def test_several_lines_are_pasted_as_several_lines(app_of: Any, until: Any) -> None:
    """Control characters are dropped, empty lines too."""
    from textual import events

    app = app_of("chain")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        form = app.screen.query_one(DerivationForm)

        form.current.box.post_message(events.Paste("cos(x^2)\x1b 2x\r\n\n= 2x cos(x^2)\n"))

        await until(pilot, lambda: form.texts == {"answer": "cos(x^2) 2x\n= 2x cos(x^2)"})


async def test_an_unreadable_line_is_gone_to_and_explained(app_of: Any, until: Any) -> None:
    """Checking costs nothing and puts the cursor where the fault is."""
    app = app_of("chain")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "cos(x^")
        await pilot.press("enter")
        await type_in(pilot, "2x cos(x^2)")

        await pilot.press("f7")

        await until(pilot, lambda: "Something is missing" in seen(app))
        assert app.screen.query_one(DerivationForm).current.text == "cos(x^"


async def test_an_array_answer_has_its_shapes_in_words(app_of: Any, until: Any) -> None:
    """Declared shapes under the prompt, the shape of what is typed, and what does not fit."""
    app = app_of("loss")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        assert "X is 4×3, w is a vector of 3, y is a vector of 4." in seen(app)

        await type_in(pilot, "X w + w")
        await until(pilot, lambda: "A vector of 4 and a vector of 3 cannot be added" in seen(app))
        await pilot.press("ctrl+u")
        await type_in(pilot, "X^T (X w - y)")
        await until(pilot, lambda: "         a vector of 3" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "The factor 2/4 is missing." in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and "second try" in seen(app))
        await pilot.press("end", "slash", "2", "enter")
        await until(pilot, lambda: "✓ Right" in seen(app))


async def test_the_cells_of_a_trace_are_judged_as_they_are_left(app_of: Any, until: Any) -> None:
    """Their marks come back after a restart; another text takes a mark away, and that of what it carried."""
    app = app_of("steps")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await pilot.press("8", "enter")
        await until(pilot, lambda: "✗ not right" in seen(app))

    app = app_of("steps")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await until(pilot, lambda: "✗ not right" in seen(app))
        await pilot.press("minus", "7", "tab")
        await until(pilot, lambda: "↷ follows from your earlier number" in seen(app))

        await pilot.press("backspace", "2")
        await until(pilot, lambda: "✗" not in seen(app) and "↷" not in seen(app))
        await pilot.press("plus", "down")
        await until(pilot, lambda: "! cannot be read" in seen(app))

        await pilot.press("up", "backspace", "enter")
        await until(pilot, lambda: "✓ right" in seen(app) and "✗ not right" in seen(app))
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("backspace", "1", "enter")
        await until(pilot, lambda: "Right at the second try: Hard." in seen(app))


async def test_the_cells_of_a_trace_keep_their_marks_for_the_second_try(app_of: Any, until: Any) -> None:
    """A wrong cell and one that follows from it, at a narrow screen in fewer words."""
    app = app_of("steps")
    async with app.run_test(size=(60, 18)) as pilot:
        await to_first_question(app, pilot, until)
        await pilot.press("8", "enter", "minus", "7", "enter")
        await until(pilot, lambda: "✗ m" in seen(app) and "↷ w" in seen(app))

        await pilot.press("enter")
        await until(pilot, lambda: "✗ not right" in seen(app) and "↷ follows" in seen(app))
        assert "You doubled it." in seen(app)
        await pilot.press("backspace", "2")

        await until(pilot, lambda: "✗" not in seen(app) and "↷" not in seen(app))


@pytest.mark.parametrize(
    ("kind", "keys"), [("pick", ["b"]), ("loop", ["shift+down"]), ("chain", ["x", "enter", "y"])]
)
async def test_an_unfinished_answer_is_there_again_after_a_restart(
    app_of: Any, until: Any, kind: str, keys: list[str]
) -> None:
    """Leaving in the middle keeps picks, orders and lines."""
    app = app_of(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await pilot.press(*keys)
        before = question_screen(app).texts
        await pilot.press("ctrl+q")

    again = app_of(kind)
    async with again.run_test(size=(80, 24)) as pilot:
        await to_first_question(again, pilot, until)
        assert question_screen(again).texts == before
        assert any(before.values())


@pytest.mark.parametrize("kind", ["pick", "several", "loop", "chain", "loss"])
async def test_every_kind_can_be_given_up_and_taken_back(app_of: Any, until: Any, kind: str) -> None:
    """The right answer is shown; undo asks the same question again."""
    app = app_of(kind)
    async with app.run_test(size=(60, 18)) as pilot:
        await to_first_question(app, pilot, until)
        variant = question_screen(app).question.variant

        await pilot.press("f4")
        await until(pilot, lambda: "Given up" in seen(app))
        assert "ight" in seen(app)
        await pilot.press("u")

        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert question_screen(app).question.variant.prompt == variant.prompt


@pytest.mark.parametrize("kind", ["pick", "several", "loop", "chain", "loss", "steps"])
async def test_every_kind_fits_and_survives_any_size(app_of: Any, until: Any, kind: str) -> None:
    """The answer and the key bar stay in sight at 60 by 18; no size breaks the screen."""
    app = app_of(kind)
    async with app.run_test(size=(60, 18)) as pilot:
        await to_first_question(app, pilot, until)
        for width, height in ((20, 5), (5, 2), (200, 60), (60, 18)):
            await pilot.resize_terminal(width, height)
            await pilot.pause(0.05)

        area = question_screen(app).area
        assert app.screen.region.contains_region(area.region)
        assert area.region.height >= 1
        assert "F1 Help" in seen(app).splitlines()[-1]
