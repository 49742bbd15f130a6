"""Where keys work: the screens, the windows over them and the ways of answering."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Place(StrEnum):
    """Where a key works; the values head the columns of the help."""

    HOME = "home"
    QUESTION = "question"
    BOXES = "answer boxes"
    CHOICE = "choice"
    ORDER = "order"
    DERIVATION = "derivation"
    CODE = "code"
    VERDICT = "verdict"
    SUMMARY = "summary"
    DIALOG = "dialog"
    PREVIEW = "preview"
    EXAMS = "exams"
    EXAM = "exam"
    MAP = "map of an exam"
    HAND_IN = "hand-in"
    REPORT = "report"
    PLAN = "exam plan"
    PLAN_FORM = "form of a plan"
    PLAN_END = "end of a plan"


ANSWERS: Final = frozenset({Place.BOXES, Place.CHOICE, Place.ORDER, Place.DERIVATION, Place.CODE})
"""Ways of answering: the places inside a question, of which it has one."""

TYPED: Final = frozenset(
    {Place.QUESTION, Place.EXAM, Place.BOXES, Place.DERIVATION, Place.CODE, Place.PLAN_FORM}
)
"""Places with an answer box, where printable keys are text."""

WINDOWS: Final = frozenset({Place.DIALOG, Place.MAP, Place.HAND_IN, Place.PLAN_END})
"""Places that lie over a screen."""

SCREENS: Final = frozenset(Place) - ANSWERS - WINDOWS
LINES: Final = frozenset({Place.BOXES, Place.DERIVATION})
LISTS: Final = frozenset({Place.CHOICE, Place.ORDER})
STUDY: Final = frozenset({Place.QUESTION, Place.VERDICT})
READ: Final = frozenset({Place.VERDICT, Place.SUMMARY, Place.DIALOG, Place.PREVIEW, Place.REPORT, Place.PLAN})
