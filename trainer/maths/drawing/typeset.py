"""TeX or an expression → a drawing in rows of Unicode, or one row of it; knows no widths and no prose.

`display` draws, `inline` writes in one row, `draw` draws an expression tree. The subset of TeX is the table
in `symbols.py` with fractions, roots, scripts, brackets, matrices, cases, accents and braces.
"""

from __future__ import annotations

from trainer.maths.drawing.boxes import EMPTY, Box, Break, beside, cell_width, space
from trainer.maths.drawing.fit import BreakLevel
from trainer.maths.drawing.shapes import (
    accented,
    braced,
    fence,
    fenced,
    fraction,
    grid,
    integral,
    is_number,
    limits,
    root,
    scripted,
)
from trainer.maths.drawing.symbols import INTEGRALS, SUM_SIGNS, Kind
from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.tex_nodes import (
    Accent,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Sign,
    Space,
    spaced,
    takes_limits,
)
from trainer.maths.drawing.tex_reader import read
from trainer.maths.drawing.typeset_line import line, marked, slashed
from trainer.maths.expr import Expr

_BREAKING = frozenset({Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION})


def display(tex: str) -> Box:
    """The drawing of a piece of TeX; AuthorError (column from 1) where the text is not in the subset."""
    return _row(read(tex), False)


def inline(tex: str) -> str:
    """A piece of TeX in one row that keeps its meaning, e.g. `e^(−x²/2)`; raises as `display` does."""
    return line(read(tex))


def draw(expr: Expr) -> Box:
    """The drawing of an expression in its written order."""
    return display(to_tex(expr))


def _box(node: Node, tight: bool) -> Box:
    match node:
        case Sign(text, _):
            return Box((text,))
        case Row():
            return _row(node, tight)
        case Script():
            return _script(node, tight)
        case Fraction(num, den):
            return _fraction(node, _box(num, tight), _box(den, tight), tight)
        case Fenced(left, body, right):
            return _fenced(left, body, right, tight)
        case Root(body, index):
            degree = None if index is None else _box(index, True)
            inner = _box(body, tight)
            return root(inner, degree, _is_letter(body), inner.height > 1 and _grows(body, tight))
        case Space(cells):
            return space(cells)
        case Grid():
            return _grid(node, tight)
        case Accent(mark, body):
            inner = _box(body, tight)
            return (
                Box((marked(inner.rows[0], mark),))
                if inner.width == inner.height == 1
                else accented(inner, mark)
            )
        case Brace(body, over):
            return braced(_box(body, tight), None, over)


def _row(row: Row, tight: bool) -> Box:
    parts = spaced(row, tight)
    boxes = [_box(node, tight) for _, node, _ in parts]
    if not tight and any(kind is Kind.BIG for _, _, kind in parts):
        _grow_integrals(parts, boxes)
    pieces: list[Box] = []
    breaks: list[Break] = []
    column = 0
    for (gap, node, kind), box in zip(parts, boxes, strict=True):
        if gap:
            pieces.append(space(gap))
            column += gap
        if not tight and (box.breaks or kind in _BREAKING):
            breaks += _breaks(node, kind, column, box)
        pieces.append(box)
        column += box.width
    drawn = pieces[0] if len(pieces) == 1 else beside(pieces)
    return Box(drawn.rows, drawn.base, tuple(place for place in breaks if 0 < place.column < column))


def _breaks(node: Node, kind: Kind, column: int, box: Box) -> list[Break]:
    if kind is Kind.RELATION:
        return [Break(column, BreakLevel.RELATION)]
    if kind is Kind.BINARY:
        total = isinstance(node, Sign) and node.text in SUM_SIGNS
        return [Break(column, BreakLevel.SUM if total else BreakLevel.PRODUCT)]
    if kind is Kind.PUNCTUATION:
        return [Break(column + box.width + 1, BreakLevel.STATEMENT)]
    return [Break(column + place.column, place.level) for place in box.breaks] if box.breaks else []


def _grow_integrals(parts: list[tuple[int, Node, Kind]], boxes: list[Box]) -> None:
    for index in range(len(parts) - 1, -1, -1):
        node = parts[index][1]
        sign = node.nucleus if isinstance(node, Script) else node
        if not isinstance(sign, Sign) or sign.text not in INTEGRALS:
            continue
        stop = next((k for k in range(index + 1, len(parts)) if parts[k][2] is Kind.RELATION), len(parts))
        over, under = (node.sup, node.sub) if isinstance(node, Script) else (None, None)
        boxes[index] = integral(
            sign.text,
            None if over is None else _box(over, True),
            None if under is None else _box(under, True),
            beside(boxes[index + 1 : stop]),
        )


def _fraction(node: Fraction, num: Box, den: Box, tight: bool) -> Box:
    if tight and num.height == den.height == 1:
        return Box((slashed(node, num.rows[0], den.rows[0]),))
    return fraction(num, den)


def _fenced(left: str, node: Node, right: str, tight: bool) -> Box:
    body = _box(node, tight)
    if body.height > 1:
        if _grows(node, tight):
            return fenced(left, body, right)
        drawn = beside([Box((left,)), body, Box((right,))])
    else:
        drawn = Box((f"{left}{body.rows[0]}{right}",))
    start, deeper = cell_width(left), BreakLevel.NESTED
    inner = tuple(Break(place.column + start, place.level + deeper) for place in body.breaks)
    return Box(drawn.rows, drawn.base, inner)


def _grows(node: Node, tight: bool) -> bool:
    """Whether `node` is taller than a line of letters with their scripts, so that brackets grow with it."""
    match node:
        case Row(items):
            return any(_grows(item, tight) for item in items)
        case Script(nucleus, _, _):
            return (takes_limits(nucleus) and not tight) or _grows(nucleus, tight)
        case Fenced(_, body, _) | Root(body, _):
            return _grows(body, tight)
        case Fraction():
            return not tight or _box(node, tight).height > 1
        case Grid() | Brace():
            return True
        case Sign(text, _):
            return text in INTEGRALS
        case _:
            return False


def _is_letter(node: Node) -> bool:
    if isinstance(node, Script):
        return node.sup is None and _is_letter(node.nucleus)
    return isinstance(node, Sign) or (isinstance(node, Accent) and _is_letter(node.body))


def _script(node: Script, tight: bool) -> Box:
    sup = None if node.sup is None else _box(node.sup, True)
    sub = None if node.sub is None else _box(node.sub, True)
    if isinstance(node.nucleus, Brace):
        brace = node.nucleus
        label = node.sup if brace.over else node.sub
        return braced(_box(brace.body, tight), None if label is None else _box(label, False), brace.over)
    base = _box(node.nucleus, tight)
    if takes_limits(node.nucleus) and not tight:
        return limits(base, sup, sub)
    return scripted(base, sup, sub, base.height > 1 and _grows(node.nucleus, tight))


def _grid(node: Grid, tight: bool) -> Box:
    cells = [[_box(cell, tight) for cell in row] for row in node.rows]
    if node.style == "aligned":
        return grid(cells, ("right", "left"), 1)
    if node.style == "binomial":
        return fenced("(", grid(cells, ("centre",), 1), ")")
    if node.style == "cases":
        if len(cells) == 2 and all(cell.height == 1 for row in cells for cell in row):
            cells.insert(1, [EMPTY])
        body = grid(cells, ("left",), 3)
        return beside([fence("{", body), space(1), body])
    wide = any(" " in row for cell_row in cells for cell in cell_row for row in cell.rows)
    count = max(map(len, cells))
    numeric = [all(is_number(row[k]) for row in cells if k < len(row)) for k in range(count)]
    body = grid(cells, ["right" if right else "centre" for right in numeric], 3 if wide else 2)
    return fenced(node.left, body, node.right)
