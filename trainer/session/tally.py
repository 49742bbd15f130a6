"""What a session has brought: decided questions counted, skill by skill; reads no log and no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.memory.events import Mode
from trainer.memory.fsrs import MemoryState
from trainer.memory.rating import Rating
from trainer.session.views import SkillChange, Summary
from trainer.session.wording import next_due_words, next_review_words


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided question of this session: its attempt's id, the skill, the rating that counts, the time."""

    attempt: str
    skill: str
    rating: Rating
    active_ms: int


def tally(
    decided: Sequence[Decided],
    titles: Mapping[str, str],
    before: Mapping[str, MemoryState],
    after: Mapping[str, MemoryState],
    today: int,
    left: int,
    mode: Mode = Mode.DAILY,
) -> Summary:
    """The summary of the decided questions, between the memory states `before` the session and `after` it."""
    skills = dict.fromkeys(question.skill for question in decided)
    changes = (
        _change(
            [question for question in decided if question.skill == skill], titles, before, after, today, mode
        )
        for skill in skills
    )
    return Summary(
        questions=len(decided),
        right=sum(question.rating.is_right for question in decided),
        active_ms=sum(question.active_ms for question in decided),
        skills=tuple(changes),
        left=left,
        next_due=next_review_words(after.values(), today),
    )


def _change(
    decided: Sequence[Decided],
    titles: Mapping[str, str],
    before: Mapping[str, MemoryState],
    after: Mapping[str, MemoryState],
    today: int,
    mode: Mode,
) -> SkillChange:
    skill = decided[0].skill
    state = after.get(skill)
    return SkillChange(
        skill=skill,
        title=titles.get(skill, skill),
        asked=len(decided),
        right=sum(question.rating.is_right for question in decided),
        before=before.get(skill),
        after=state,
        next_due=next_due_words(state, today, decided[-1].rating, mode),
    )
