"""The widgets between a prompt and its answer: where a derivation starts, the shapes of arrays, a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from trainer.session.premises import shapes_of, start_of
from trainer.tui.drawn import Drawn, Line
from trainer.tui.graph_view import GraphView
from trainer.tui.prose_view import ProseView
from trainer.tui.setting import formula_lines

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.maths.expr import Expr

_INDENT = "    "


def setting_out(variant: Variant) -> Iterator[Widget]:
    """What stands under the prompt of a variant, by what its kind brings."""
    start = start_of(variant)
    if start is not None:
        yield StartView(start)
    if shapes := shapes_of(variant):
        yield ProseView(shapes, ink="muted", classes="shapes")
    drawing: tuple[str, ...] = getattr(variant.detail, "drawing", ())
    if drawing:
        yield GraphView(drawing)


class StartView(Drawn):
    """The formula in front of the first line of a derivation."""

    DEFAULT_CSS = """
    StartView { margin-top: 1; }
    """

    def __init__(self, start: Expr) -> None:
        super().__init__()
        self.start = start

    def lines(self, width: int) -> list[Line]:
        """The formula, indented as displays are."""
        return [((_INDENT + row, "formula"),) for row in formula_lines(self.start, width - len(_INDENT))]
