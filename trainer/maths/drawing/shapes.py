"""How fractions, roots, brackets, scripts and grids are drawn from boxes; knows nothing of TeX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.maths.drawing.boxes import EMPTY, Box, beside, cell_width, space, stack, widen
from trainer.maths.drawing.symbols import subscript, superscript

# top, middle, bottom
_PIECES = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "|": "│││",
    "‖": "║║║",
}
_BRACES = {"{": ("⎧⎨⎩⎪", "⎰⎱"), "}": ("⎫⎬⎭⎪", "⎱⎰")}
_NUMBER = re.compile(r"[−+]?[\d.]+")
MAX_RAISED = 6  # longer runs of raised characters are too small to read: they are set in a row of their own


def fraction(num: Box, den: Box) -> Box:
    """A bar as wide as the wider part, wider by one cell on each side where a part is tall itself."""
    width = max(num.width, den.width, 1) + (2 if num.height + den.height > 2 else 0)
    return stack([num, Box(("─" * width,)), den], middle=1)


def root(body: Box, degree: Box | None, bare: bool, grows: bool) -> Box:
    """A root with a bar over all of `body`, or without one (`bare`) over a single letter or number.

    `grows` says that `body` is taller than a line of letters with scripts.
    """
    sign = _root_sign(degree)
    if sign is None or grows or body.base:
        return _tall_root(body, degree)
    drawn = beside([Box((sign,)), body])
    if bare and body.height == 1:
        return drawn
    return stack([Box((" " * cell_width(sign) + "_" * body.width,)), drawn], middle=1)


def _root_sign(degree: Box | None) -> str | None:
    if degree is None:
        return "√"
    text = degree.rows[0] if degree.height == 1 else ""
    raised = superscript(text)
    return {"3": "∛", "4": "∜"}.get(text) or (f"{raised}√" if raised else None)


def _tall_root(body: Box, degree: Box | None) -> Box:
    hook = Box((" │",) * (body.height - 1) + ("╲│",), body.base)
    roof = Box((" ┌" + "─" * (body.width + 1),))
    drawn = stack([roof, beside([hook, space(1), body])], middle=1, align="left")
    if degree is None:
        return drawn
    shift = degree.height if body.height > 1 else degree.height - 1
    return beside([Box(degree.rows, shift + body.below), drawn]) if shift else drawn


def fence(sign: str, like: Box) -> Box:
    """A bracket as tall as `like`; nothing for an empty sign."""
    height = like.height
    if height == 1 or not sign:
        return Box((sign,) * height, like.base)
    if sign in _BRACES:
        return Box(_brace(*_BRACES[sign], like), like.base)
    if sign not in _PIECES:
        rows = [" "] * height
        rows[like.base] = sign
        return Box(tuple(rows), like.base)
    top, middle, bottom = tuple(_PIECES[sign])
    return Box((top, *[middle] * (height - 2), bottom), like.base)


def _brace(pieces: str, pair: str, like: Box) -> tuple[str, ...]:
    if like.height == 2:
        return tuple(pair)
    rows = [pieces[3]] * like.height
    rows[0], rows[-1] = pieces[0], pieces[2]
    rows[min(max(like.base, 1), like.height - 2)] = pieces[1]
    return tuple(rows)


def fenced(left: str, body: Box, right: str) -> Box:
    """`body` between brackets of its height."""
    return beside([fence(left, body), body, fence(right, body)])


def scripted(base: Box, sup: Box | None, sub: Box | None, grows: bool) -> Box:
    """Scripts at the right: in raised and lowered characters where there are some, else in rows of their own.

    They stand at the corners of `base` where it `grows` (a tall bracket), else at the row of its baseline.
    """
    high = superscript(sup.rows[0]) if sup and sup.height == 1 and sup.width <= MAX_RAISED else None
    low = subscript(sub.rows[0]) if sub and sub.height == 1 and sub.width <= MAX_RAISED else None
    if base.height == 1 and (sup is None or high) and (sub is None or low):
        return Box((base.rows[0] + (low or "") + (high or ""),))
    core = [""] * (base.height if grows else 1)
    if 0 < base.base < len(core) - 1:  # corners that cannot be taken for the baseline
        high = high or (sup.rows[0] if sup and sup.height == 1 else None)
        low = low or (sub.rows[0] if sub and sub.height == 1 else None)
    core[-1] += low or ""
    core[0] += high or ""
    above = sup.rows if sup and not high else ()
    under = sub.rows if sub and not low else ()
    line = len(above) + (base.base if grows else 0)
    return beside([base, Box.of("\n".join([*above, *core, *under]), line)])


def limits(base: Box, over: Box | None, under: Box | None) -> Box:
    """`base` with limits above and below it, centred."""
    return stack(
        [over, base, under] if over and under else [over, base] if over else [base, under or EMPTY],
        int(bool(over)),
    )


def integral(sign: str, over: Box | None, under: Box | None, body: Box) -> Box:
    """An integral sign as tall as `body`, its limits at its ends; small where body and limits are."""
    small = scripted(Box((sign,)), over, under, False)
    if body.height == 1 and small.height == 1:
        return small
    above, below = max(body.base, 1), max(body.below, 1)
    stem = ["⌠", *["⎮"] * (above + below - 1), "⌡"]
    if sign == "∮":
        stem[above] = "∮"
    copies = {"∬": 2, "∭": 3}.get(sign, 1)
    drawn = Box(tuple(row * copies for row in stem), above)
    top = Box(over.rows, above + over.height - 1) if over else space(0)
    bottom = Box(under.rows, -below) if under else space(0)
    return beside([drawn, _ends(top, bottom, above, below)])


def _ends(top: Box, bottom: Box, above: int, below: int) -> Box:
    height = above + 1 + below
    room = [""] * max(0, height - 2)
    rows = [*(top.rows if top.width else ("",)), *room, *(bottom.rows if bottom.width else ("",))]
    return Box.of("\n".join(rows), top.height - 1 + above)


def accented(body: Box, mark: str) -> Box:
    """A wide hat, bar or tilde in a row of its own over a body of several letters."""
    sign = {"\u0304": "_" * body.width, "\u0303": "~", "\u20d7": "→", "\u0307": ".", "\u0308": ".."}.get(
        mark, "^"
    )
    return stack([Box((sign,)), body], middle=1)


def braced(body: Box, label: Box | None, over: bool) -> Box:
    """A brace along `body` with its label in the middle."""
    width = max(body.width, 3)
    left = (width - 1) // 2
    ends, tip = ("╭╮", "┴") if over else ("╰╯", "┬")
    brace = Box((ends[0] + "─" * (left - 1) + tip + "─" * (width - left - 2) + ends[1],))
    parts = [body, brace] if label is None else [body, brace, label]
    return stack(parts[::-1], len(parts) - 1) if over else stack(parts)


def grid(rows: Sequence[Sequence[Box]], aligns: Sequence[str], gap: int) -> Box:
    """Cells in columns; rows that are tall are parted by an empty one. The baseline is in the middle."""
    count = max(map(len, rows))
    filled = [[*row, *[EMPTY] * (count - len(row))] for row in rows]
    widths = [max(row[column].width for row in filled) for column in range(count)]
    lines = []
    for row in filled:
        cells: list[Box] = []
        for column, cell in enumerate(row):
            cells += [space(gap if column else 0), widen(cell, widths[column], aligns[column % len(aligns)])]
        lines.append(beside(cells))
    if any(line.height > 1 for line in lines):
        lines = [part for line in lines for part in (space(0), line)][1:]
    drawn = stack(lines, align="left")
    return Box(drawn.rows, lines[0].base if len(lines) == 1 else (drawn.height - 1) // 2)


def is_number(box: Box) -> bool:
    """Whether a cell shows a plain number, so that its column is set flush right."""
    return box.height == 1 and bool(_NUMBER.fullmatch(box.rows[0]))
