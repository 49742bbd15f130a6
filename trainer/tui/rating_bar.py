"""The four ratings with the present one marked, and when the skill comes back; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var
from textual.style import Style

from trainer.tui.drawn import Drawn, Line

if TYPE_CHECKING:
    from trainer.session.views import Result

_NAMES = ("Again", "Hard", "Good", "Easy")


class RatingBar(Drawn):
    """Two rows: when it comes back, and how it is rated; keys 1 to 4 or a click rate it otherwise."""

    DEFAULT_CSS = """
    RatingBar {
        padding: 0 2;
        border-top: solid $border-blurred;
    }
    """

    result: var[Result | None] = var(None)

    def on_mount(self) -> None:
        """Keep the colours of what can be clicked."""
        self.auto_links = False

    def watch_result(self) -> None:
        """Draw the new rating."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The due day in words; the ratings are put under it by `render`."""
        from trainer.tui.setting import prose_lines

        if self.result is None or self.result.rating is None:
            return []
        due = prose_lines(f"Due {self.result.next_due}.", width)
        return [*due, ()] if self.result.can_be_rated else due

    def render(self) -> Content:
        """The due day and the ratings."""
        above = super().render()
        if self.result is None or self.result.rating is None or not self.result.can_be_rated:
            return above
        choices = [self._choice(number, name) for number, name in enumerate(_NAMES, 1)]
        row = Content("  ").join(choices)
        if row.cell_length > self.content_size.width:
            row = Content("").join(choices)
        return Content.assemble(above, row)

    def _choice(self, number: int, name: str) -> Content:
        if self.result is not None and number == self.result.rating:
            return Content.styled(f"[{number} {name}]", self.get_visual_style("drawn--key", partial=True))
        click = Style.from_meta({"@click": f"screen.override({number})"})
        return Content.styled(
            f" {number} {name} ", self.get_visual_style("drawn--muted", partial=True)
        ).stylize(click)
