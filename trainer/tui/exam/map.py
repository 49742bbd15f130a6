"""The map of a paper: every question with its sign, to be gone to with the arrows, a digit or a click."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.session.exam.sheet import Sheet
from trainer.session.wording import time_words
from trainer.tui.drawn import Drawn, Line
from trainer.tui.exam.stand import ExamStand
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings

HAND_IN: Final = 0
"""What the map returns for the wish to hand in; numbers of questions begin at 1."""

_CELL: Final = 9
_SIGNS: Final = (
    ("●", "answered", "good"),
    ("○", "blank", "muted"),
    ("⊘", "withdrawn", "muted"),
)


class MapGrid(Drawn):
    """The questions in rows of cells: number, sign, flag; the cursor is `›` before the number."""

    cursor = var(1, init=False)

    def __init__(self, sheets: tuple[Sheet, ...], cursor: int) -> None:
        super().__init__()
        self.sheets = sheets
        self.set_reactive(MapGrid.cursor, cursor)

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self.redraw()

    @property
    def columns(self) -> int:
        """How many cells stand in a row."""
        return max(1, self.content_size.width // _CELL)

    def lines(self, width: int) -> list[Line]:
        """The rows of cells."""
        columns = max(1, width // _CELL)
        rows = [self.sheets[i : i + columns] for i in range(0, len(self.sheets), columns)]
        return [[piece for sheet in row for piece in self._cell(sheet)] for row in rows]

    def _cell(self, sheet: Sheet) -> list[tuple[str, str]]:
        sign, _, ink = _SIGNS[2 if sheet.asked is None else int(sheet.is_blank)]
        is_here = sheet.number == self.cursor
        flag = "⚑" if sheet.is_flagged else " "
        return [
            (f"{'›' if is_here else ' '}{sheet.number:>3} ", "key" if is_here else ""),
            (sign, ink),
            (f" {flag} ", "doubt"),
        ]

    def on_click(self, event: events.Click) -> None:
        """Go to the question that was clicked."""
        number = event.y * self.columns + event.x // _CELL + 1
        if 1 <= number <= len(self.sheets) and isinstance(self.screen, MapDialog):
            self.screen.dismiss(number)


class MapDialog(ModalScreen[int | None]):
    """Returns the number of a question, HAND_IN, or None for going back."""

    place: ClassVar[Place] = Place.MAP
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.MAP)
    DEFAULT_CSS = """
    MapDialog {
        align: center middle;
        background: $background 60%;
        #frame {
            width: 90%; max-width: 72; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 2 0 2;
            scrollbar-size-vertical: 1;
        }
        .title { text-style: bold; width: 1fr; margin-bottom: 1; }
        .legend { color: $foreground 60%; width: 1fr; margin-top: 1; }
        KeyBar { dock: none; margin-top: 1; padding: 0; background: $surface; }
    }
    """

    def __init__(self, stand: ExamStand) -> None:
        super().__init__()
        self.stand = stand

    def compose(self) -> ComposeResult:
        """The count, the cells, what the signs mean."""
        counts = self.stand.overview
        with VerticalScroll(id="frame", can_focus=False):
            yield Static(
                f"{len(counts.answered)} of {len(self.stand.sheets)} answered, "
                f"{time_words(self.stand.left_ms)} left",
                classes="title",
                markup=False,
            )
            yield MapGrid(self.stand.sheets, self.stand.sheet.number)
            signs = "  ".join(f"{sign} {word}" for sign, word, _ in _SIGNS if self._has(word))
            yield Static(f"{signs}  ⚑ flagged", classes="legend", markup=False)
            yield KeyBar(self.place)

    def show_stand(self, stand: ExamStand) -> None:
        """Follow the clock."""
        self.stand = stand
        counts = stand.overview
        self.query_one(".title", Static).update(
            f"{len(counts.answered)} of {len(stand.sheets)} answered, {time_words(stand.left_ms)} left"
        )

    def _has(self, word: str) -> bool:
        return word != "withdrawn" or bool(self.stand.overview.withdrawn)

    def on_mount(self) -> None:
        """Begin where the learner is."""
        self.call_after_refresh(self._scroll)

    def action_move(self, by: int) -> None:
        """Go on, or back, by questions; round the ends."""
        grid = self.query_one(MapGrid)
        grid.cursor = (grid.cursor - 1 + by) % len(grid.sheets) + 1
        self._scroll()

    def action_row(self, by: int) -> None:
        """Go a row down or up, where there is one."""
        grid = self.query_one(MapGrid)
        wanted = grid.cursor + by * grid.columns
        if 1 <= wanted <= len(grid.sheets):
            grid.cursor = wanted
            self._scroll()

    def _scroll(self) -> None:
        """Keep the cursor in sight, with the rows beside it; at the ends, what stands over and under them."""
        grid, frame = self.query_one(MapGrid), self.query_one("#frame", VerticalScroll)
        row, last = ((number - 1) // grid.columns for number in (grid.cursor, len(grid.sheets)))
        if row == 0:
            frame.scroll_home(animate=False)
        elif row == last:
            frame.scroll_end(animate=False)
        else:
            top = grid.virtual_region.y + row - 1
            frame.scroll_to_region(Region(0, top, grid.size.width, 3), animate=False)

    def action_jump(self) -> None:
        """Go to the question under the cursor."""
        self.dismiss(self.query_one(MapGrid).cursor)

    def action_hand_in(self) -> None:
        """Ask to hand in."""
        self.dismiss(HAND_IN)

    def action_close(self) -> None:
        """Go back to the question."""
        self.dismiss(None)
