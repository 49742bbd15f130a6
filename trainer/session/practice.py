"""The flow of a practice session as one table; knows no questions, no store and no screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from trainer.session.flow import Flow


class Stage(StrEnum):
    """Where a session stands.

    QUESTION waits for the first answer. MISSED shows that it was wrong, and nothing is decided yet. RETRY
    waits for the second answer. VERDICT shows a decided question, with its worked answer. SUMMARY is the end.
    """

    QUESTION = "question"
    MISSED = "missed"
    RETRY = "retry"
    VERDICT = "verdict"
    SUMMARY = "summary"


class Action(StrEnum):
    """What may happen: the first three are what became of an answer, the others the learner's wishes.

    UNCLEAR is an answer that is unreadable or undecided. ADVANCE at MISSED declines the retry; at VERDICT it
    goes on to the next question. SKIP leaves a question without any rating, because its answer could not be
    decided. FINISH is ADVANCE or SKIP when no question is left.
    """

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    HINT = "hint"
    GIVE_UP = "give up"
    RETRY = "retry"
    OVERRIDE = "override"
    ADVANCE = "advance"
    SKIP = "skip"
    FINISH = "finish"
    UNDO = "undo"
    QUIT = "quit"


TABLE: Final[Mapping[tuple[Stage, Action], Stage]] = MappingProxyType(
    {
        (Stage.QUESTION, Action.RIGHT): Stage.VERDICT,
        (Stage.QUESTION, Action.WRONG): Stage.MISSED,
        (Stage.QUESTION, Action.UNCLEAR): Stage.QUESTION,
        (Stage.QUESTION, Action.HINT): Stage.QUESTION,
        (Stage.QUESTION, Action.GIVE_UP): Stage.VERDICT,
        (Stage.QUESTION, Action.SKIP): Stage.QUESTION,
        (Stage.QUESTION, Action.FINISH): Stage.SUMMARY,
        (Stage.QUESTION, Action.UNDO): Stage.QUESTION,
        (Stage.QUESTION, Action.QUIT): Stage.SUMMARY,
        (Stage.MISSED, Action.RETRY): Stage.RETRY,
        (Stage.MISSED, Action.ADVANCE): Stage.VERDICT,
        (Stage.MISSED, Action.GIVE_UP): Stage.VERDICT,
        (Stage.MISSED, Action.UNDO): Stage.QUESTION,
        (Stage.MISSED, Action.QUIT): Stage.SUMMARY,
        (Stage.RETRY, Action.RIGHT): Stage.VERDICT,
        (Stage.RETRY, Action.WRONG): Stage.VERDICT,
        (Stage.RETRY, Action.UNCLEAR): Stage.RETRY,
        (Stage.RETRY, Action.HINT): Stage.RETRY,
        (Stage.RETRY, Action.GIVE_UP): Stage.VERDICT,
        (Stage.RETRY, Action.SKIP): Stage.QUESTION,
        (Stage.RETRY, Action.FINISH): Stage.SUMMARY,
        (Stage.RETRY, Action.UNDO): Stage.QUESTION,
        (Stage.RETRY, Action.QUIT): Stage.SUMMARY,
        (Stage.VERDICT, Action.OVERRIDE): Stage.VERDICT,
        (Stage.VERDICT, Action.ADVANCE): Stage.QUESTION,
        (Stage.VERDICT, Action.FINISH): Stage.SUMMARY,
        (Stage.VERDICT, Action.UNDO): Stage.QUESTION,
        (Stage.VERDICT, Action.QUIT): Stage.SUMMARY,
        (Stage.SUMMARY, Action.UNDO): Stage.QUESTION,
    }
)
"""Every step there is; a pair that is missing here does not happen."""

_FLOW: Final = Flow("a practice session", TABLE)
allows: Final = _FLOW.allows
after: Final = _FLOW.after
