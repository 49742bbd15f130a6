"""Asks what to do about an exam that is open when another one is wished for; does none of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TextIO

from trainer.plain.exam_lines import offer_lines

if TYPE_CHECKING:
    from trainer.plain.timed_lines import TimedLines
    from trainer.store.exam_rows import StoredExam


class Offer(Enum):
    """What the learner wants of an exam that is open, when asking for another one."""

    GO_ON = "go on"
    ABANDON = "abandon"
    NOTHING = ""


def choose(lines: TimedLines, out: TextIO, opened: StoredExam) -> Offer:
    """Ask what to do about an exam that is open; the end of the input leaves everything as it is."""
    out.write("\n".join(offer_lines(opened)) + "\n")
    while True:
        out.write("go on, abandon, or Enter> ")
        out.flush()
        line = (lines.next() or "").strip().lower().lstrip(":").replace("-", " ")
        found = next((offer for offer in Offer if offer.value == line), None)
        if found is not None:
            return found
        out.write("Type “go on” or “abandon”, or press Enter.\n")
