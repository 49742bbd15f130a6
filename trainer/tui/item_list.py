"""A list to be answered with a cursor: rows of prose or formulas that are moved over, clicked and marked."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var

from trainer.tui.answer_area import AnswerArea
from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import item_rows

_POINTER = "› "


class ItemRow(Drawn):
    """One item: a head such as `(•) b` before its text; the text is prose with formulas."""

    DEFAULT_CSS = """
    ItemRow {
        &.-cursor { background: $panel; }
        &.-grabbed { background: $primary 30%; }
    }
    """

    head = var("")
    text = var("")
    ink = var("")
    tall = var(True)

    @dataclass
    class Clicked(Message):
        """The row has been clicked; `place` counts from 0."""

        place: int

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def watch_head(self) -> None:
        """Draw the new head."""
        self.redraw()

    def watch_text(self) -> None:
        """Draw the new text."""
        self.redraw()

    def watch_tall(self) -> None:
        """Draw formulas over several rows, or in the line."""
        self.redraw()

    def watch_ink(self) -> None:
        """Draw in another ink."""
        self.redraw()

    def point(self, here: bool, grabbed: bool = False) -> None:
        """Show whether the cursor is here, and whether it holds this row."""
        self.set_class(here, "-cursor")
        self.set_class(grabbed, "-grabbed")
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The head beside the middle of the text; a tall formula has an empty line after it."""
        return self.laid_out(width, self.tall)

    def laid_out(self, width: int, tall: bool) -> list[Line]:
        """The lines with formulas drawn over several rows, or kept in the line."""
        pointer = _POINTER if self.has_class("-cursor") else " " * len(_POINTER)
        room = width - len(_POINTER) - cell_len(self.head)
        rows, middle = item_rows(self.text, room, tall=tall)
        blank = " " * cell_len(self.head)
        lines: list[Line] = [
            (
                (pointer if i == middle else " " * len(_POINTER), "key"),
                (self.head if i == middle else blank, self.ink or "muted"),
                (row, self.ink),
            )
            for i, row in enumerate(rows)
        ]
        return [*lines, ()] if middle else lines

    def on_click(self, event: events.Click) -> None:
        """Say so to the list."""
        event.stop()
        self.post_message(self.Clicked(self.place))


class ItemList(AnswerArea, can_focus=True, inherit_bindings=False):
    """Rows and a cursor; a child says what they show, and what Space, letters and clicks do."""

    DEFAULT_CSS = """
    ItemList { border: none; }
    """

    cursor = var(0, init=False)

    def compose(self) -> ComposeResult:
        """A row for each item."""
        for place in range(self.count):
            yield ItemRow(place)

    @property
    def preview_rows(self) -> int:
        """Nothing is drawn; there may be something to say."""
        return 1

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    @property
    def items(self) -> list[ItemRow]:
        """The rows from top to bottom."""
        return list(self.query(ItemRow))

    def on_mount(self) -> None:
        """Fill the rows."""
        self.show()

    def rows(self, tall: bool, free: int, prompt: int) -> int:
        """Formulas are drawn over several rows only where all of them and the prompt fit."""
        width = self.content_size.width
        drawn = sum(len(item.laid_out(width, tall=True)) for item in self.items)
        for item in self.items:
            item.tall = tall and drawn + prompt <= free
        return super().rows(tall, free, prompt)

    def show(self) -> None:
        """Write the items into the rows."""
        raise NotImplementedError

    def begin(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self.show()
        self.items[self.cursor].scroll_visible(animate=False)

    def tell(self) -> None:
        """Say that the answer is another, so that it is kept."""
        part = self.variant.parts[0].name
        self.post_message(self.Remark(""))
        self.post_message(self.Changed(part, ""))
