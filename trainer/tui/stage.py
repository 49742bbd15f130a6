"""Which screen shows where a study stands."""

from __future__ import annotations

from typing import TypeGuard

from textual.screen import Screen

from trainer.session.practice import Stage
from trainer.tui.desk import Stand
from trainer.tui.question import QuestionScreen
from trainer.tui.summary import SummaryScreen
from trainer.tui.verdict import VerdictScreen


def screen_for(stand: Stand) -> Screen[None]:
    """A new screen for the stand."""
    if stand.summary is not None:
        return SummaryScreen(stand.summary, stand)
    if stand.stage in (Stage.MISSED, Stage.VERDICT) and stand.result is not None:
        return VerdictScreen(stand.result, stand)
    if stand.question is None:
        raise ValueError(f"nothing to show at the stage “{stand.stage}”")
    return QuestionScreen(stand.question, stand)


def still_shows(screen: Screen[object], stand: Stand) -> TypeGuard[QuestionScreen | VerdictScreen]:
    """Whether a screen shows this stand already, but for hints and ratings."""
    if isinstance(screen, QuestionScreen):
        same = stand.question is not None and stand.question.variant is screen.question.variant
        return same and stand.stage is screen.stage
    if isinstance(screen, VerdictScreen):
        same = stand.result is not None and stand.result.question.variant is screen.result.question.variant
        return same and stand.stage is screen.stage
    return False
