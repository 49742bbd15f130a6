"""Characters in a plane: texts, and lines that know their directions and join into corners and crossings."""

from __future__ import annotations

from trainer.maths.drawing.boxes import cell_width

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
_LINES = {
    UP: "│", DOWN: "│", UP | DOWN: "│", LEFT: "─", RIGHT: "─", LEFT | RIGHT: "─",
    DOWN | RIGHT: "╭", DOWN | LEFT: "╮", UP | RIGHT: "╰", UP | LEFT: "╯",
}  # fmt: skip
BRANCH = "•"
CROSSING = "┼"


class Canvas:
    """Rows may be negative; columns count from 0. Where lines of one net part there is a dot."""

    def __init__(self) -> None:
        self._texts: dict[tuple[int, int], str] = {}
        self._lines: dict[tuple[int, int], dict[str, int]] = {}

    def write(self, row: int, column: int, text: str) -> None:
        """A text in one row; it hides lines below it. Characters without width join the cell before."""
        for char in text:
            width = cell_width(char)
            if width:
                self._texts[row, column] = char
                for extra in range(1, width):
                    self._texts[row, column + extra] = ""
                column += width
            else:
                self._texts[row, column - 1] = self._texts.get((row, column - 1), " ") + char

    def across(self, net: str, row: int, start: int, stop: int) -> None:
        """A horizontal line over the columns from `start` up to and including `stop`."""
        for column in range(start, stop + 1):
            ways = (LEFT if column > start else 0) | (RIGHT if column < stop else 0)
            self._join(net, row, column, ways or LEFT | RIGHT)

    def down(self, net: str, column: int, top: int, bottom: int) -> None:
        """A vertical line over the rows from `top` down to and including `bottom`."""
        for row in range(top, bottom + 1):
            self._join(net, row, column, (UP if row > top else 0) | (DOWN if row < bottom else 0))

    def lines(self) -> list[str]:
        """All rows that hold anything and those between, without blanks at their ends."""
        cells = {place: self._line(place) for place in self._lines} | self._texts
        if not cells:
            return []
        rows = [row for row, _ in cells]
        width = max(column for _, column in cells) + 1
        return [
            "".join(cells.get((row, column), " ") for column in range(width)).rstrip()
            for row in range(min(rows), max(rows) + 1)
        ]

    def _join(self, net: str, row: int, column: int, ways: int) -> None:
        nets = self._lines.setdefault((row, column), {})
        nets[net] = nets.get(net, 0) | ways

    def _line(self, place: tuple[int, int]) -> str:
        nets = self._lines[place]
        if len(nets) > 1:
            return CROSSING
        (ways,) = nets.values()
        return _LINES.get(ways, BRANCH)
