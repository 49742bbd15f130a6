"""Prose and formulas into the lines and inks of a drawing; the only module here that calls the typesetter.

The typesetter is imported on the first call, after the first frame.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from trainer.errors import AuthorError
from trainer.tui.drawn import Line

if TYPE_CHECKING:
    from trainer.maths.drawing.boxes import Box
    from trainer.maths.expr import Expr

_DISPLAY = "    "
_LONE_FORMULA = re.compile(r"\$([^$]+)\$")
_TALLEST_ITEM = 3


def prose_lines(text: str, width: int, ink: str = "") -> list[Line]:
    """Prose with `$…$` and `$$…$$` in lines of at most `width` cells, its displays in the ink of formulas."""
    from trainer.maths.drawing.prose import render

    try:
        rows = render(text, width)
    except AuthorError:
        rows = wrap(text, width)
    return [((row, "formula" if row.startswith(_DISPLAY) else ink),) for row in rows]


def label_text(label: str, otherwise: str) -> str:
    """A part's label in one row, such as `∂f/∂x`."""
    from trainer.maths.drawing.prose import render

    try:
        return " ".join(render(label, 1_000)) or otherwise
    except AuthorError:
        return label


def formula_lines(expr: Expr, width: int, height: int | None = None) -> list[str]:
    """A formula in rows of at most `width` cells.

    Drawn over several rows where that fits into `width` and, if given, `height`; else written in one row and
    wrapped.
    """
    from trainer.maths.drawing.fit import fit
    from trainer.maths.drawing.prose import render
    from trainer.maths.drawing.tex import to_tex
    from trainer.maths.drawing.typeset import display

    tex = to_tex(expr)
    box: Box = fit(display(tex), width)
    if box.width <= width and (height is None or box.height <= height):
        return [row.rstrip() for row in box.rows]
    return render(f"${tex}$", width)


def item_rows(text: str, width: int, *, tall: bool) -> tuple[list[str], int]:
    """An item of a list in rows of at most `width` cells, and the row beside which its sign stands.

    A lone formula is drawn over several rows where that fits, if `tall` allows; all else stays in the line.
    """
    found = _LONE_FORMULA.fullmatch(text.strip())
    if found and tall:
        from trainer.maths.drawing.typeset import display

        try:
            box = display(found[1])
        except AuthorError:
            return wrap(text, width), 0
        if 1 < box.height <= _TALLEST_ITEM and box.width <= width:
            return [row.rstrip() for row in box.rows], box.base
    return ["".join(piece for piece, _ in line) for line in prose_lines(text, width)] or [""], 0
