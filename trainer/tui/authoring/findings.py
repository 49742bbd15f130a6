"""What is wrong or doubtful in the file, line by line, in a few rows under the heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Protocol

from textual.reactive import var

from trainer.tui.drawn import Drawn, Line


class Finding(Protocol):
    """What is wrong or doubtful in one place; the line counts from 1."""

    @property
    def line(self) -> int:
        """The line of the file."""

    @property
    def message(self) -> str:
        """What is wrong there."""


class Report(Protocol):
    """What checks have found: what must be mended, and what had better be."""

    @property
    def errors(self) -> Sequence[Finding]:
        """What must be mended."""

    @property
    def warnings(self) -> Sequence[Finding]:
        """What had better be mended."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Errors and warnings of the file as saved last; `note` stands where there are none."""

    note: str = "Reading …"
    errors: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()
    good: bool = False


class FindingList(Drawn):
    """Errors first, each with its sign, word and line; the first finding is told in full, as room allows."""

    DEFAULT_CSS = """
    FindingList {
        height: auto;
        max-height: 7;
        padding: 0 2;
        border-bottom: solid $border-blurred;
    }
    .-short FindingList { max-height: 5; }
    """

    found: var[Findings] = var(Findings())

    def watch_found(self) -> None:
        """Draw the new findings."""
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """One finding after the other, at most as many rows as there is room for; the rest is counted."""
        found = self.found
        rows: list[list[Line]] = [_rows("✗ error", "bad", fault, width) for fault in found.errors]
        rows += [_rows("! warning", "doubt", fault, width) for fault in found.warnings]
        if not rows:
            sign = (("✓ ", "good"),) if found.good else ()
            return [(*sign, (found.note, "muted"))]
        return _fitted(rows, 4 if self.screen.has_class("-short") else 6)


def _rows(sign: str, ink: str, fault: Finding, width: int) -> list[Line]:
    head = f"{sign}, line {fault.line}  "
    rows = wrap(fault.message, max(8, width - len(head))) or [""]
    return [((head if i == 0 else " " * len(head), ink), (row, "")) for i, row in enumerate(rows)]


def _fitted(rows: list[list[Line]], most: int) -> list[Line]:
    shown: list[Line] = []
    for index, each in enumerate(rows):
        left = len(rows) - index
        room = most - len(shown) - (1 if left > 1 else 0)
        if index and len(each) > room:
            return [*shown, ((f"and {left} more; “trainer check” lists them all", "muted"),)]
        shown += each if len(each) <= room else [*each[: room - 1], (*each[room - 1], (" …", "muted"))]
    return shown
