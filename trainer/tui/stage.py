"""Which screen shows where a study stands; each is imported when it is first wanted."""

from __future__ import annotations

from trainer.session.practice import Stage
from trainer.tui.desk import Stand
from trainer.tui.place import PlaceScreen


def screen_for(stand: Stand) -> PlaceScreen:
    """A new screen for the stand."""
    if stand.summary is not None:
        from trainer.tui.summary import SummaryScreen

        return SummaryScreen(stand.summary, stand)
    if stand.stage in (Stage.MISSED, Stage.VERDICT) and stand.result is not None:
        from trainer.tui.verdict import VerdictScreen

        return VerdictScreen(stand.result, stand)
    if stand.question is None:
        raise ValueError(f"nothing to show at the stage “{stand.stage}”")
    from trainer.tui.question import QuestionScreen

    return QuestionScreen(stand.question, stand)
