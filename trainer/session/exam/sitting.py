"""The flow of an exam as one table; knows no questions, no store, no clock and no screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from trainer.session.flow import Flow


class Stage(StrEnum):
    """Where an exam stands.

    SITTING is the learner at a question. ASKED waits for a yes to handing in. MARKING: the paper was given
    out of hand, by key or by time, and is graded. HANDED_IN is the end. LEFT is closed; it can be resumed.
    """

    SITTING = "sitting"
    ASKED = "asked"
    MARKING = "marking"
    HANDED_IN = "handed in"
    LEFT = "left"


class Action(StrEnum):
    """What may happen: the learner's wishes, and two things that come about: TIME_UP and MARKED."""

    ANSWER = "answer"
    GO = "go to a question"
    FLAG = "flag"
    HINT = "hint"
    ASK = "ask to hand in"
    BACK = "back to the paper"
    HAND_IN = "hand in"
    TIME_UP = "time is up"
    MARKED = "marked"
    LEAVE = "leave"


TABLE: Final[Mapping[tuple[Stage, Action], Stage]] = MappingProxyType(
    {
        (Stage.SITTING, Action.ANSWER): Stage.SITTING,
        (Stage.SITTING, Action.GO): Stage.SITTING,
        (Stage.SITTING, Action.FLAG): Stage.SITTING,
        (Stage.SITTING, Action.HINT): Stage.SITTING,
        (Stage.SITTING, Action.ASK): Stage.ASKED,
        (Stage.SITTING, Action.TIME_UP): Stage.MARKING,
        (Stage.SITTING, Action.LEAVE): Stage.LEFT,
        (Stage.ASKED, Action.BACK): Stage.SITTING,
        (Stage.ASKED, Action.GO): Stage.SITTING,
        (Stage.ASKED, Action.HAND_IN): Stage.MARKING,
        (Stage.ASKED, Action.TIME_UP): Stage.MARKING,
        (Stage.ASKED, Action.LEAVE): Stage.LEFT,
        (Stage.MARKING, Action.MARKED): Stage.HANDED_IN,
        (Stage.MARKING, Action.LEAVE): Stage.LEFT,
    }
)
"""Every step there is; a pair that is missing here does not happen."""

_FLOW: Final = Flow("an exam", TABLE)
allows: Final = _FLOW.allows
after: Final = _FLOW.after
