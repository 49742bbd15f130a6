"""The first screen by itself."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tests.tui.test_flow import seen
from trainer.session.views import HomeFigures
from trainer.tui.home import HomeScreen
from trainer.tui.sentence import Sentence


async def test_what_is_known_before_home_is_there_is_shown_all_the_same(until: Any) -> None:
    """Whoever comes home from a session may find the figures counted sooner than the screen is drawn."""
    home = HomeScreen()
    home.figures = HomeFigures(due=7, new=0, minutes=5, streak=3, next=None, next_due="on Monday")
    home.left_out = "2 exercises were left out."
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(home)

        await until(pilot, lambda: "The next review is due on Monday." in seen(app))

        assert "Done for today." in seen(app)
        await until(pilot, lambda: "2 exercises were left out" in seen(app))


def test_no_percent_sign_begins_a_row() -> None:
    """A figure and its sign stay together at every width of a terminal."""
    sentence = Sentence()
    sentence.set_reactive(Sentence.text, "For the exam on Sat 5 Dec: predicted recall there 0 % → 71 %.")

    for width in range(20, 80):
        rows = ["".join(text for text, _ in line).strip() for line in sentence.lines(width)]
        assert " ".join(rows) == sentence.text
        assert not any(row.startswith("%") for row in rows)
