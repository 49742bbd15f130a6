"""What the screens of the table of keys share: the commands that work on most of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.screen import Screen

from trainer.session.practice import Action
from trainer.tui.keys import Place
from trainer.tui.theme import DAY, NIGHT
from trainer.tui.wish import Wish

if TYPE_CHECKING:
    from trainer.tui.desk import Stand

_WISHES = {
    "retry": Action.RETRY,
    "hint": Action.HINT,
    "give_up": Action.GIVE_UP,
    "skip": Action.SKIP,
    "undo": Action.UNDO,
    "leave": Action.QUIT,
    "override": Action.OVERRIDE,
    "go_on": Action.ADVANCE,
    "show_answer": Action.ADVANCE,
}
"""Commands that ask the study for something, and for what."""


class PlaceScreen(Screen[None]):
    """A screen at a place of the table of keys; `allowed` is what the study allows now."""

    place: ClassVar[Place]
    allowed: frozenset[Action] = frozenset()
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 -- Textual declares it so
        (0, "-short"),
        (22, "-tall"),
    ]
    DEFAULT_CSS = """
    PlaceScreen {
        background: $background;
        color: $foreground;
        layout: vertical;
        overflow: hidden;
    }
    """

    def on_mount(self) -> None:
        """Follow how far one has read, for the key bar."""
        for paper in self._papers():
            for change in ("scroll_y", "virtual_size"):
                self.watch(paper, change, self.refresh_bindings, init=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command does something now."""
        if action == "scroll(1)":
            return any(paper.scroll_target_y < paper.max_scroll_y for paper in self._papers())
        wish = _WISHES.get(action.partition("(")[0])
        return wish is None or wish in self.allowed

    @property
    def labels(self) -> Mapping[str, str]:
        """Commands that the table's label would not name well here, and their words on the key bar."""
        return {}

    @property
    def places(self) -> tuple[Place, ...]:
        """Whose keys work now."""
        return (self.place,)

    def shows(self, stand: Stand) -> bool:
        """Whether this stand is on the screen already, but for hints and ratings."""
        return False

    def update_stand(self, stand: Stand) -> None:
        """Follow a stand that the screen shows already."""
        self.allowed = stand.allowed

    def wish(self, command: str, rating: int = 0) -> None:
        """Ask the study for what a command stands for."""
        self.post_message(Wish(_WISHES[command], rating))

    def action_undo(self) -> None:
        """Take back the last answer."""
        self.wish("undo")

    def action_leave(self) -> None:
        """Stop studying for now."""
        self.wish("leave")

    def action_scroll(self, pages: int) -> None:
        """Scroll what can be scrolled, by most of a page."""
        for paper in self._papers():
            paper.scroll_relative(y=pages * max(1, paper.size.height - 2), animate=False)

    def action_line(self, lines: int) -> None:
        """Scroll what can be scrolled, by a few lines."""
        for paper in self._papers():
            paper.scroll_relative(y=lines, animate=False)

    def _papers(self) -> list[VerticalScroll]:
        return list(self.query("#paper").results(VerticalScroll))

    def action_help(self) -> None:
        """Show all the keys."""
        from trainer.tui.help import HelpScreen

        self.app.push_screen(HelpScreen(*self.places))

    def action_light(self) -> None:
        """Change between the light and the dark colours."""
        self.app.theme = DAY.name if self.app.theme == NIGHT.name else NIGHT.name

    async def action_quit(self) -> None:
        """Leave the program."""
        await self.app.action_quit()


def place_of(screen: Screen[object]) -> Place:
    """The place of a screen around a way of answering."""
    return screen.place if isinstance(screen, PlaceScreen) else Place.QUESTION
