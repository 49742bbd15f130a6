"""How a session chooses its questions: the day's queue, a focus, a drill; each sees the same progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Protocol

from trainer.memory.events import Mode
from trainer.memory.fsrs import recall_on
from trainer.memory.interleave import Place, arrange
from trainer.memory.queue import Limits, QueueItem, Topic, least_recently_seen, plan
from trainer.memory.reasons import Reason, Why
from trainer.memory.today import Progress


class Policy(Protocol):
    """What is asked, and what its attempts count as."""

    @property
    def mode(self) -> Mode:
        """The mode of the attempts; those of EXTRA leave the memory as it is."""

    @property
    def is_endless(self) -> bool:
        """Whether there is always one more question, however many were asked."""

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """What is left, in asking order; asked again after every attempt."""


@dataclass(frozen=True, slots=True)
class Daily:
    """What the day holds: repeats, gaps, due skills, new ones."""

    limits: Limits = field(default_factory=Limits)
    mode: ClassVar[Mode] = Mode.DAILY
    is_endless: ClassVar[bool] = False

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """The queue of the day."""
        return plan(skills, progress, self.limits)


@dataclass(frozen=True, slots=True)
class Focus:
    """Some skills only, without the day's caps, with what they build on where that was never right.

    What is due or new comes first; then those not due yet that were not practised today,
    lowest predicted recall first. An early review is a review: the memory model knows how much it is worth.
    """

    skills: frozenset[str]
    mode: ClassVar[Mode] = Mode.DAILY
    is_endless: ClassVar[bool] = False

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """The queue of the focus."""
        below = foundations(self.skills, skills, progress)
        wanted = {skill: topic for skill, topic in skills.items() if skill in self.skills or skill in below}
        reviews, new = progress.done()  # what the day has had already takes nothing from a focus
        asked = plan(wanted, progress, Limits(len(wanted) + new, len(wanted) + reviews))
        items = (*asked, *self._ahead(wanted, progress, asked))
        return tuple(_with_foundation(item, below) for item in items)

    def _ahead(
        self, topics: Mapping[str, Topic], progress: Progress, asked: tuple[QueueItem, ...]
    ) -> list[QueueItem]:
        """The skills of the focus, and those under it, that are not due, each once a day."""
        practised = {attempt.skill for attempt in progress.attempts if attempt.mode is self.mode}
        done = {item.skill for item in asked} | practised
        recall = {
            skill: recall_on(progress.states[skill], progress.study_day)
            for skill, topic in topics.items()
            if topic.exercises and skill in progress.states and skill not in done
        }
        places = [Place(skill, topics[skill].part) for skill in sorted(recall, key=lambda s: (recall[s], s))]
        before = [item.skill for item in asked] or [attempt.skill for attempt in progress.attempts]
        part = topics[before[-1]].part if before and before[-1] in topics else ""
        return [
            QueueItem(
                skill,
                least_recently_seen(topics[skill], progress),
                Why(Reason.FOCUS, recall=recall[skill]),
                is_new=False,
            )
            for skill in arrange(places, len(progress.attempts) + len(asked), part)
        ]


@dataclass(frozen=True, slots=True)
class Drill:
    """One skill again and again, its exercises in turn; what comes of it is kept, but moves no due day."""

    skill: str
    mode: ClassVar[Mode] = Mode.EXTRA
    is_endless: ClassVar[bool] = True

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """The next question, as long as there is an exercise that can be asked."""
        topic = skills.get(self.skill)
        if topic is None or not topic.exercises:
            return ()
        exercise = least_recently_seen(topic, progress)
        return (QueueItem(self.skill, exercise, Why(Reason.DRILL), self.skill not in progress.states),)


def foundations(wanted: frozenset[str], skills: Mapping[str, Topic], progress: Progress) -> dict[str, str]:
    """The prerequisites of the wanted skills, near and far, that were never right; for each a wanted one."""
    found: dict[str, str] = {}
    ahead = [(skill, skill) for skill in sorted(wanted, reverse=True) if skill in skills]
    while ahead:
        skill, of = ahead.pop()
        for other in skills[skill].requires:
            if other in skills and other not in wanted | found.keys() and not progress.was_right(other):
                found[other] = of
                ahead.append((other, of))
    return found


def _with_foundation(item: QueueItem, below: Mapping[str, str]) -> QueueItem:
    """What was not asked for says for what it comes, unless it says so already or is a repeat."""
    if item.skill in below and item.why.reason in (Reason.NEW, Reason.DUE, Reason.FOCUS):
        return replace(item, why=Why(Reason.FOUNDATION, of=below[item.skill]))
    return item
