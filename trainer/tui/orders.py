"""The verdict on an order: the learner's, and once it is decided a right one beside it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from trainer.tui.comparison import YOURS
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import RIGHT, WRONG
from trainer.tui.picked_texts import numbers_in
from trainer.tui.setting import item_rows

if TYPE_CHECKING:
    from trainer.bank.details import Lines
    from trainer.session.views import Result

_A_RIGHT_ONE = "A right order"
_GAP = 3
_MARK = 2


class Orders(Drawn):
    """Two columns where every line fits into half the width, else one under the other.

    Once it is decided, a line that stands before one that must come first is marked.
    """

    DEFAULT_CSS = """
    Orders { margin-bottom: 1; }
    """

    def __init__(self, result: Result, lines: Lines) -> None:
        super().__init__()
        self.result = result
        self.asked = lines

    def lines(self, width: int) -> list[Line]:
        """The order given, then a right one if that was none."""
        part = self.result.question.variant.parts[0].name
        given = numbers_in(self.result.texts.get(part, ""))
        early = self._early(given) if self.result.decided else set()
        right = self.asked.right if self.result.decided and (early or not given) else ()
        half = (width - _GAP) // 2
        texts = {line.number: " ".join(_rows(line.text, 10_000)) for line in self.asked.lines}
        number = len(str(len(texts)))
        fits = max(map(cell_len, texts.values())) + number + 2 + _MARK <= half
        room = half if fits and given and right else width
        ours = self._column(YOURS, given, early, room) if given else []
        theirs = self._column(_A_RIGHT_ONE, right, set(), room) if right else []
        if room == width or not theirs:
            return [*ours, *([()] if ours and theirs else []), *theirs]
        return [(*_filled(a, half + _GAP), *b) for a, b in zip_longest(ours, theirs, fillvalue=())]

    def _early(self, given: tuple[int, ...]) -> set[int]:
        """The lines that stand before one that must come before them."""
        place = {number: at for at, number in enumerate(given)}
        pairs = [pair for pair in self.asked.before if place.keys() >= set(pair)]
        return {second for first, second in pairs if place[first] > place[second]}

    def _column(self, title: str, numbers: tuple[int, ...], early: set[int], width: int) -> list[Line]:
        texts = {line.number: line.text for line in self.asked.lines}
        digits = len(str(len(texts)))
        found: list[Line] = [((title, "muted"),)]
        for number in numbers:
            sign, ink = WRONG if number in early else RIGHT if self.result.decided else (" ", "")
            head = f"{number:>{digits}}  "
            for i, row in enumerate(_rows(texts[number], width - _MARK - len(head))):
                own = (sign.ljust(_MARK), ink), (head, "muted")
                blank = (" " * _MARK, ""), (" " * len(head), "")
                found.append((*(blank if i else own), (row, "")))
        return found


def _rows(text: str, width: int) -> list[str]:
    return item_rows(text, width, tall=False)[0]


def _filled(line: Line, width: int) -> Line:
    taken = sum(cell_len(text) for text, _ in line)
    return (*line, (" " * (width - taken), ""))
