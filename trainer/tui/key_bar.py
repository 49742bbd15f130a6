"""The last line of a screen: the keys that do something now, drawn from the table of keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from trainer.tui.keys import KEYS, Key, Place, key_name, keys_of

if TYPE_CHECKING:
    from trainer.tui.answer_area import AnswerArea

_GAP = "  "


class Shown(NamedTuple):
    """A row of the table as it stands on the bar: with the name of its key, and what a click does."""

    row: Key
    name: str
    action: str
    label: str

    @property
    def width(self) -> int:
        """Cells taken on the bar."""
        return cell_len(self.name) + 1 + cell_len(self.label)


class KeyBar(Widget):
    """Shows as many allowed commands as fit, the least important left out; each can be clicked.

    The screen, and on a question its answer area, say through `check_action` what is allowed.
    """

    COMPONENT_CLASSES = {"key-bar--key", "key-bar--label"}  # noqa: RUF012 -- Textual's way to declare them
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 2;
        background: $panel;
        color: $foreground 75%;
        text-wrap: nowrap;
        .key-bar--key { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, place: Place, area: AnswerArea | None = None) -> None:
        super().__init__()
        self.place = place
        self.area = area
        self.auto_links = False

    def on_mount(self) -> None:
        """Follow what the screen allows."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """The commands in the table's order."""
        key_style = self.get_visual_style("key-bar--key", partial=True)
        pieces = []
        for shown in self._fitting(self.content_size.width):
            click = Style.from_meta({"@click": shown.action})
            pieces.append(Content.assemble((shown.name, key_style), " ", shown.label).stylize(click))
        return Content(_GAP).join(pieces)

    def _fitting(self, width: int) -> list[Shown]:
        ranked = sorted((shown for shown in self._allowed() if shown.row.rank), key=lambda s: s.row.rank)
        kept: list[Shown] = []
        for shown in ranked:
            taken = sum(other.width + len(_GAP) for other in kept)
            if taken + shown.width <= width:
                kept.append(shown)
        return sorted(kept, key=lambda shown: KEYS.index(shown.row))

    def _allowed(self) -> list[Shown]:
        own = [
            self._shown(row, self.place, f"screen.{row.action}")
            for row in keys_of(self.place)
            if self._is_offered(row.action)
        ]
        return own if self.area is None else own + self._answering(self.area)

    def _is_offered(self, action: str) -> bool:
        """A screen may also take keys only to say why nothing comes of them."""
        offers = getattr(self.screen, "offers", self.screen.check_action)
        return bool(offers(action, ()))

    def _answering(self, area: AnswerArea) -> list[Shown]:
        return [
            self._shown(row, area.place, f'screen.answering("{row.action}")')
            for row in keys_of(area.place)
            if area.check_action(row.action, ())
        ]

    def _shown(self, row: Key, place: Place, action: str) -> Shown:
        labels: Mapping[str, str] = getattr(self.screen, "labels", {})
        return Shown(row, key_name(row.keys_at(place)[0]), action, labels.get(row.action, row.label))
