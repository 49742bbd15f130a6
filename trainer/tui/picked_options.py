"""The verdict on a choice: the options that were picked, and once it is decided those that are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.tui.comparison import RIGHT, YOURS
from trainer.tui.drawn import Drawn, Line
from trainer.tui.mark import NONE, Mark
from trainer.tui.mark import RIGHT as RIGHT_MARK
from trainer.tui.mark import WRONG as WRONG_MARK
from trainer.tui.picked_texts import letters_in
from trainer.tui.setting import item_rows, prose_lines

if TYPE_CHECKING:
    from trainer.bank.details import Choices, Option
    from trainer.session.views import Result

_INDENT = "      "


class PickedOptions(Drawn):
    """Each with its letter; a wrong pick has what is said to it, the first one's being said above already."""

    DEFAULT_CSS = """
    PickedOptions { margin-bottom: 1; }
    """

    def __init__(self, result: Result, choices: Choices) -> None:
        super().__init__()
        self.result = result
        self.choices = choices

    def lines(self, width: int) -> list[Line]:
        """The picks, then the right ones if they are others."""
        part = self.result.question.variant.parts[0].name
        letters = letters_in(self.result.texts.get(part, ""), self.choices)
        picked = [option for option in self.choices.options if option.letter in letters]
        right = [option for option in self.choices.options if option.right]
        wrong = [option for option in picked if not option.right]
        found: list[Line] = []
        if picked:
            found.append(((YOURS, "muted"),))
        for option in picked:
            found += _option(option, self._mark(option), width)
            if self.result.decided and option in wrong[1:] and option.because:
                found += [
                    ((_INDENT, ""), *line) for line in prose_lines(option.because, width - len(_INDENT))
                ]
        if self.result.decided and picked != right:
            found += [*([()] if found else []), ((RIGHT, "muted"),)]
            found += [line for option in right for line in _option(option, RIGHT_MARK, width)]
        return found

    def _mark(self, option: Option) -> Mark:
        """With a second try left, only a lone pick is known to be wrong."""
        if self.result.decided or not self.choices.several:
            return RIGHT_MARK if option.right else WRONG_MARK
        return NONE


def _option(option: Option, mark: Mark, width: int) -> list[Line]:
    sign, ink = mark
    rows, middle = item_rows(option.text, width - len(_INDENT), tall=True)
    head = f"{sign} {option.letter}".ljust(len(_INDENT))
    return [((head if i == middle else _INDENT, ink), (row, "formula")) for i, row in enumerate(rows)]
