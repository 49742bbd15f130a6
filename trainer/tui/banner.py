"""The verdict in a sign, a word and a colour, so that none of the three is needed to understand it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import prose_lines

if TYPE_CHECKING:
    from trainer.session.views import Result


@dataclass(frozen=True, slots=True)
class Tone:
    """A sign and the ink that goes with it."""

    sign: str
    ink: str


RIGHT = Tone("✓", "good")
WRONG = Tone("✗", "bad")
PARTLY = Tone("◐", "doubt")
GIVEN_UP = Tone("–", "doubt")
_ONE_MORE = "One more try is left."


def tone_of(result: Result) -> Tone:
    """Right, partly right, wrong or given up without an answer."""
    if result.grade is None:
        return GIVEN_UP
    if result.grade.outcome == "equal":
        return RIGHT
    return PARTLY if result.grade.score > 0 else WRONG


class Banner(Drawn):
    """One bold row, and the reason under it."""

    DEFAULT_CSS = """
    Banner { margin-bottom: 1; }
    """

    def __init__(self, result: Result) -> None:
        super().__init__()
        self._result = result

    def follow(self, result: Result) -> None:
        """Another rating has another reason."""
        self._result = result
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """The verdict, and what follows from it."""
        from trainer.session.feedback import summed_up

        tone = tone_of(self._result)
        word = summed_up(self._result.grade) if self._result.grade else "Given up"
        head: Line = ((f"{tone.sign} {word}", tone.ink),)
        reason = self._result.reason if self._result.decided else _ONE_MORE
        return [head, *prose_lines(reason, width, "muted")]
