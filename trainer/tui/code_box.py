"""The box in which code is written: several lines of Python, coloured; it runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import TextArea

from trainer.tui.answer_area import AnswerArea
from trainer.tui.keys import Place, commands
from trainer.tui.place import place_of

if TYPE_CHECKING:
    from rich.text import Text

_COMMANDS = commands(Place.CODE)


class CodeBox(TextArea):
    """Enter and Tab belong to the code. Colours come from Pygments, in the colours of the screen."""

    DEFAULT_CSS = """
    CodeBox {
        height: 5;
        scrollbar-size: 1 1;
        border: round $border-blurred;
        padding: 0;
        background: $background;
        color: $foreground;
        &:focus { border: round $border; }
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, show_line_numbers=True, soft_wrap=False, tab_behavior="indent")
        self._coloured: tuple[str, list[Text]] = ("", [])

    async def _on_key(self, event: events.Key) -> None:
        """Commands of the table go before what the editor makes of their keys; Enter keeps the indent."""
        for owner, table in ((self._area, _COMMANDS), (self.screen, commands(place_of(self.screen)))):
            if event.key in table:
                event.stop()
                event.prevent_default()
                await owner.run_action(table[event.key])
                return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            row, column = min(self.selection)
            indent = next_indent(self.document.get_line(row)[:column], self.indent_width)
            self.replace(f"\n{indent}", *sorted(self.selection), maintain_selection_offset=False)

    def get_line(self, line_index: int) -> Text:
        """One line in the colours of Python."""
        text = self.text
        if self._coloured[0] != text:
            self._coloured = (text, _coloured(text, dark=self.app.current_theme.dark))
        lines = self._coloured[1]
        return lines[line_index].copy() if line_index < len(lines) else super().get_line(line_index)

    @property
    def _area(self) -> AnswerArea:
        return next(node for node in self.ancestors if isinstance(node, AnswerArea))


def next_indent(before: str, step: int) -> str:
    """What the line after `before` begins with: its indent, `step` spaces more after a colon."""
    indent = before[: len(before) - len(before.lstrip(" "))]
    return indent + " " * step if before.rstrip().endswith(":") else indent


def _coloured(text: str, *, dark: bool) -> list[Text]:
    """The lines of a Python text, exactly as long as they are."""
    from rich.syntax import Syntax
    from rich.text import Text

    syntax = Syntax("", "python", theme="ansi_dark" if dark else "ansi_light", background_color="default")
    whole = Text(text, end="", no_wrap=True)
    styles = syntax.highlight(text)
    for span in styles.spans:
        whole.stylize(span.style, span.start, min(span.end, len(text)))
    return list(whole.split("\n", allow_blank=True))
