"""The numbers of leaves of which a drawing shows only the shape or rounded numbers, written out in rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from trainer.calculus.graph.graph import Graph, Values
from trainer.calculus.graph.wording import DIGITS, SHORT_DIGITS, is_short, numeral, plain
from trainer.maths.drawing.boxes import Box, beside, space
from trainer.maths.drawing.fit import fit
from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.drawing.typeset import display

_DIGITS = 6
_INDENT = 1
_GAP = 4


def unseen(graph: Graph) -> tuple[str, ...]:
    """The leaves whose numbers a drawing does not show in full."""
    leaves = (name for name, node in graph.structure.nodes.items() if node.is_leaf)
    return tuple(name for name in leaves if not _is_seen(graph.value(name)))


def given_rows(graph: Graph, names: Collection[str], width: int) -> list[str]:
    """`W = …` for each of the leaves, beside one another as far as `width` cells allow (0: no bound)."""
    rows: list[str] = []
    for line in _lines([_box(graph, name, width) for name in names], width):
        rows += ["", *(f"{' ' * _INDENT}{row}".rstrip() for row in line.rows)]
    return rows


def given_text(graph: Graph, name: str) -> str:
    """The numbers of a leaf in one row: `[[1, 2], [3, 4]]`."""
    return _in_brackets(graph.value(name))


def _is_seen(value: Values) -> bool:
    digits = SHORT_DIGITS if value.ndim else DIGITS
    return is_short(value) and all(float(plain(float(x), digits)) == float(x) for x in value.ravel())


def _box(graph: Graph, name: str, width: int) -> Box:
    box = display(f"{name_to_tex(name)} = {to_tex(numeral(graph.value(name), _DIGITS))}")
    return fit(box, width - _INDENT) if width and box.width > width - _INDENT else box


def _lines(boxes: list[Box], width: int) -> Iterator[Box]:
    """The boxes in lines, as many in one as fit."""
    line: Box | None = None
    for box in boxes:
        if line is None:
            line = box
        elif width and line.width + _GAP + box.width > width - _INDENT:
            yield line
            line = box
        else:
            line = beside([line, space(_GAP), box])
    if line is not None:
        yield line


def _in_brackets(value: Values) -> str:
    if not value.ndim:
        return plain(float(value), _DIGITS).replace("-", "−")
    return f"[{', '.join(_in_brackets(entry) for entry in value)}]"
