"""The drawing of a graph, left to right: leaves, boxes with formula, value and gradient, arrows between.

A graph wider than the page is continued on a further sheet below, as music is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from trainer.calculus.graph.drawn.canvas import Canvas
from trainer.calculus.graph.drawn.faces import GRADIENT, Face, faces
from trainer.calculus.graph.drawn.given import given_rows
from trainer.calculus.graph.drawn.layers import THROUGH, Item, Kind, Layers, cut, layers
from trainer.calculus.graph.drawn.placing import Channel, place
from trainer.calculus.graph.drawn.wishes import Spot
from trainer.calculus.graph.graph import Graph
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.drawing.typeset import inline

PAGE = 80
_ARROW = "▶"
_WAY_OUT = "├"


def draw(
    graph: Graph, known: Collection[str] | None = None, width: int = PAGE, given: Collection[str] = ()
) -> list[str]:
    """The lines of the drawing, each without blanks at its end.

    `known` are the questions whose answers may be seen (values by node name, gradients as `dL_dz`); all
    others are question marks; None shows everything. A drawing wider than `width` cells is continued on
    sheets below one another; a width of 0 never breaks it, and a single column is never broken. Below it
    stand the numbers of the leaves in `given`.
    """
    lines: list[str] = []
    for sheet in _sheets(graph, layers(graph.structure), known, width):
        lines += ["", *sheet] if lines else sheet
    return [*lines, "", _legend(graph), *given_rows(graph, given, width)]


def _legend(graph: Graph) -> str:
    structure = graph.structure
    output = inline(name_to_tex(structure.output))
    example = inline(name_to_tex(structure.parameters[0]))
    return f"{GRADIENT} is the gradient of {output}: beside {example} it is ∂{output}/∂{example}."


def _sheets(graph: Graph, columns: Layers, known: Collection[str] | None, width: int) -> Iterator[list[str]]:
    """The whole, or as many columns as fit and then the rest."""
    while True:
        whole = _sheet(graph, columns, known)
        if not width or len(columns) <= 2 or max(map(cell_width, whole)) <= width:
            yield whole
            return
        for at in range(len(columns) - 1, 1, -1):
            first, rest = cut(columns, at)
            drawn = _sheet(graph, first, known)
            if at == 2 or max(map(cell_width, drawn)) <= width:
                break
        yield drawn
        columns = rest


def _sheet(graph: Graph, columns: Layers, known: Collection[str] | None) -> list[str]:
    written = {key: face for column in columns for key, face in faces(graph, column, known).items()}
    placing = place(columns, written)
    canvas = Canvas()
    start = 1
    for column, channel, later in zip(columns, (*placing.channels, None), (*columns[1:], ()), strict=True):
        across = max(written[item.key].width for item in column)
        leading = {key for key, _ in channel.nets} if channel else set()
        for item, left in _lefts(column, written, across):
            spot = placing.spots[item.key]
            right = _draw_item(canvas, item, written[item.key], spot, start + left)
            if item.key in leading:
                canvas.across(item.node, spot.out, right, start + across)
        if channel:
            start += across
            _draw_edges(canvas, channel, start)
            start += _width(channel)
            _draw_arrows(canvas, channel, later, start - 1)
    return canvas.lines()


def _lefts(column: Sequence[Item], written: Mapping[str, Face], across: int) -> Iterator[tuple[Item, int]]:
    """Where each item of a column begins: a leaf at the right beside boxes, all else at the left."""
    boxes = any(item.kind is Kind.BOX for item in column)
    for item in column:
        late = boxes and item.kind in (Kind.LEAF, Kind.ENTRY)
        yield item, across - written[item.key].width if late else 0


def _draw_item(canvas: Canvas, item: Item, face: Face, spot: Spot, left: int) -> int:
    """Draws an item from column `left` and says in which column the edge out of it begins."""
    if item.kind is Kind.BOX:
        _draw_box(canvas, face, spot, left)
    elif item.kind is Kind.LINE:
        return left - 1
    else:
        canvas.write(spot.out, left + int(item.kind is Kind.EXIT), face.rows[0])
    return left + face.width


def _draw_box(canvas: Canvas, face: Face, spot: Spot, left: int) -> None:
    inside = face.width - 2
    canvas.write(spot.top, left, f"╭{'─' * inside}╮")
    for offset in range(spot.height - 2):
        text = face.rows[offset] if offset < len(face.rows) else ""
        end = _WAY_OUT if spot.top + 1 + offset == spot.out and face.leads_on else "│"
        canvas.write(spot.top + 1 + offset, left, f"│ {text}{' ' * (inside - 1 - cell_width(text))}{end}")
    canvas.write(spot.top + spot.height - 1, left, f"╰{'─' * inside}╯")


def _width(channel: Channel) -> int:
    """Cells between two columns: a line, the verticals, a line and the head of the arrow."""
    return channel.tracks.width + 3


def _draw_edges(canvas: Canvas, channel: Channel, start: int) -> None:
    """Edges from the first cell of a channel to the head of the arrow."""
    stop = start + _width(channel) - 1
    for (key, net), vertical in zip(channel.nets, channel.tracks.columns, strict=True):
        name = key.split(THROUGH)[0]
        turn = stop if vertical < 0 else start + 1 + vertical
        canvas.across(name, net.source, start, turn)
        if vertical >= 0:
            canvas.down(name, turn, net.top, net.bottom)
            for row in net.targets:
                canvas.across(name, row, turn, stop)


def _draw_arrows(canvas: Canvas, channel: Channel, column: Sequence[Item], stop: int) -> None:
    for item in column:
        if item.kind is not Kind.LINE:
            for row in channel.ports[item.key]:
                canvas.write(row, stop, _ARROW)
