"""The marks of judged cells and lines: right, wrong, carried forward, undecided; in a sign and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Static

if TYPE_CHECKING:
    from trainer.grading import PartGrade
    from trainer.maths.judging.verdict import Verdict

Mark = tuple[str, str]
"""A sign and the ink that it is written in."""

RIGHT: Final[Mark] = ("✓", "good")
WRONG: Final[Mark] = ("✗", "bad")
CARRIED: Final[Mark] = ("↷", "good")
UNDECIDED: Final[Mark] = ("?", "doubt")
UNREADABLE: Final[Mark] = ("!", "doubt")
NONE: Final[Mark] = ("–", "muted")

_OUTCOMES: Final = {"equal": RIGHT, "undecided": UNDECIDED}


def mark_of(part: PartGrade | None) -> Mark:
    """The mark of a part; `↷` says that it follows from an earlier wrong one."""
    if part is None:
        return NONE
    return CARRIED if part.carried else mark_of_verdict(part.verdict)


def mark_of_verdict(verdict: Verdict) -> Mark:
    """The mark of one line of a derivation."""
    return _OUTCOMES.get(verdict.outcome, WRONG)


class MarkSign(Static):
    """One mark at the head of a row; gone as soon as the row is another."""

    DEFAULT_CSS = """
    MarkSign {
        width: 2;
        height: 1;
        color: $foreground 60%;
        text-style: bold;
        &.-good { color: $success; }
        &.-bad { color: $error; }
        &.-doubt { color: $warning; }
    }
    """

    def __init__(self, mark: Mark | None = None) -> None:
        super().__init__(mark[0] if mark else "", markup=False)
        if mark:
            self.add_class(f"-{mark[1]}")

    def clear(self) -> None:
        """Take the mark away."""
        self.update("")
