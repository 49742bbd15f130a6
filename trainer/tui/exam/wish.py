"""What the screens of an exam ask for in the learner's name; the app carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message


@dataclass
class BeginWanted(Message):
    """Begin the exam of this name; with no name, go on with the open one."""

    name: str = ""


class AbandonWanted(Message):
    """Put the open exam aside."""


class ReportWanted(Message):
    """Read the last report."""


@dataclass
class StepWanted(Message):
    """Keep these texts and go so many questions on (negative: back)."""

    by: int
    texts: Mapping[str, str]


class MapWanted(Message):
    """See all questions."""


class FlagWanted(Message):
    """Flag the question, or take the flag away."""


class HintWanted(Message):
    """One more hint."""


class LeaveWanted(Message):
    """Close the exam for now."""


class BackWanted(Message):
    """Leave these screens."""


class PractiseWanted(Message):
    """Practise what was missed."""
