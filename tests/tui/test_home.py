"""The first screen by itself."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tests.tui.test_flow import seen
from trainer.session.views import HomeFigures
from trainer.tui.home import HomeScreen


async def test_what_is_known_before_home_is_there_is_shown_all_the_same(until: Any) -> None:
    """Whoever comes home from a session may find the figures counted sooner than the screen is drawn."""
    home = HomeScreen()
    home.figures = HomeFigures(due=7, new=0, minutes=5, streak=3, next=None, next_due="on Monday")
    home.faults = 2
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(home)

        await until(pilot, lambda: "The next review is due on Monday." in seen(app))

        assert "Done for today." in seen(app)
        await until(pilot, lambda: "2 exercises were left out" in seen(app))
