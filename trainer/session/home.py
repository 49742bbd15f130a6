"""The figures of the start screen, from the plan of the day; asks nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from trainer.memory.days import streak
from trainer.memory.pace import estimated_minutes
from trainer.memory.queue import QueueItem
from trainer.memory.today import Progress
from trainer.session.views import HomeFigures, NextUp
from trainer.session.wording import next_review_words


def home_figures(
    plan: Sequence[QueueItem], progress: Progress, studied_days: Collection[int], titles: Mapping[str, str]
) -> HomeFigures:
    """What is left of the study day of `progress`, and for how many days in a row there was any."""
    new = sum(item.is_new for item in plan)
    return HomeFigures(
        due=len(plan) - new,
        new=new,
        minutes=estimated_minutes(len(plan), progress.typical_ms),
        streak=streak(studied_days, progress.study_day),
        next=_next_up(plan[0], titles) if plan else None,
        next_due=next_review_words(progress.states.values(), progress.study_day),
    )


def _next_up(item: QueueItem, titles: Mapping[str, str]) -> NextUp:
    return NextUp(item.skill, titles.get(item.skill, item.skill), item.why.sentence(titles))
