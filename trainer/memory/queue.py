"""The queue of a study day: what is asked, in which order and why; a pure function of log and bank.

Asked again after every attempt, so nothing has to be remembered between two questions or across a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from trainer.memory.fsrs import recall_on
from trainer.memory.interleave import Place, arrange
from trainer.memory.parameters import TARGET
from trainer.memory.reasons import Reason, Why
from trainer.memory.today import Progress


class Topic(Protocol):
    """What the queue needs to know of a skill; the bank's Skill has it."""

    @property
    def part(self) -> str:
        """The part of the curriculum, by which neighbours are kept apart."""

    @property
    def requires(self) -> tuple[str, ...]:
        """The ids of its prerequisites."""

    @property
    def order(self) -> int:
        """Its place in the curriculum; new skills come by it."""

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of its exercises."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A study day's caps; repeats and prerequisites that fill a gap are bounded by the minutes alone."""

    new: int = 10
    reviews: int = 100
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One question to come: the skill, the exercise of it that was seen least recently, and why now."""

    skill: str
    exercise: str
    why: Why
    is_new: bool


def plan(
    skills: Mapping[str, Topic], progress: Progress, limits: Limits | None = None
) -> tuple[QueueItem, ...]:
    """What is left of the study day, in asking order; the first item is the next question.

    Missed skills come back after 3 to 6 other questions; prerequisites of a missed skill that are weak
    (predicted recall below the target) or were never right come at once; due skills by lowest predicted
    recall; then new skills in curriculum order. A new skill is only ever first when each of its prerequisites
    has been right; further on in the queue, those before it are taken to go well, so that the day can be
    counted.
    """
    limits = limits or Limits()
    topics = {skill: topic for skill, topic in skills.items() if topic.exercises}
    reasons = first_of_all(topics, progress)
    reasons |= _due(topics, progress, limits, reasons)
    reasons |= _new(topics, progress, limits, reasons)
    items = in_order(topics, progress, reasons)
    return items if limits.minutes is None else items[: progress.questions_within(limits.minutes)]


def first_of_all(topics: Mapping[str, Topic], progress: Progress) -> dict[str, Why]:
    """What comes before anything else of a day: repeats of what was missed, and the gaps under it."""
    reasons = _repeats(topics, progress)
    return reasons | _gaps(topics, progress, reasons)


def in_order(
    topics: Mapping[str, Topic], progress: Progress, reasons: Mapping[str, Why]
) -> tuple[QueueItem, ...]:
    """The questions of a day that was decided on, in asking order; `reasons` come by falling priority."""
    order = _ordered(topics, progress, reasons)
    return tuple(_item(skill, topics[skill], progress, reasons[skill]) for skill in order)


def _item(skill: str, topic: Topic, progress: Progress, why: Why) -> QueueItem:
    return QueueItem(skill, least_recently_seen(topic, progress), why, skill not in progress.states)


def _repeats(topics: Mapping[str, Topic], progress: Progress) -> dict[str, Why]:
    return {skill: Why(Reason.REPEAT) for skill in progress.missed() if skill in topics}


def _gaps(topics: Mapping[str, Topic], progress: Progress, missed: Iterable[str]) -> dict[str, Why]:
    """Weak or never right prerequisites of the missed skills, unless attempted today already."""
    missed = list(missed)
    gaps: dict[str, Why] = {}
    for skill in missed:
        for prerequisite in _requires(topics, skill):
            for gap in _weak(topics, progress, prerequisite, {*missed, *gaps}):
                gaps[gap] = Why(Reason.PREREQUISITE, recall=_recall(progress, gap), of=skill)
    return gaps


def _weak(topics: Mapping[str, Topic], progress: Progress, skill: str, queued: AbstractSet[str]) -> list[str]:
    """The skill if it is weak; if it was never right, after those of its own prerequisites that were not.

    Empty if it may not be asked, because such a prerequisite was attempted today outside the day's practice.
    """
    if skill in queued or any(attempt.skill == skill for attempt in progress.attempts):
        return []
    if progress.was_right(skill):
        return [skill] if recall_on(progress.states[skill], progress.study_day) < TARGET else []
    found: list[str] = []
    for other in _requires(topics, skill):
        if not progress.was_right(other):
            found += _weak(topics, progress, other, {*queued, *found, skill})
            if other not in {*queued, *found}:
                return found
    return [*found, skill]


def _due(
    topics: Mapping[str, Topic], progress: Progress, limits: Limits, queued: Mapping[str, Why]
) -> dict[str, Why]:
    """Skills due by today, lowest predicted recall first, within what is left of the cap."""
    found = []
    for skill, state in progress.states.items():
        if skill in topics and skill not in queued and state.due_day <= progress.study_day:
            overdue = progress.study_day - state.due_day
            why = Why(Reason.DUE, overdue=overdue, recall=recall_on(state, progress.study_day))
            found.append((why.recall, topics[skill].order, skill, why))
    reviews, _ = progress.done()
    return {skill: why for _, _, skill, why in sorted(found)[: max(0, limits.reviews - reviews)]}


def _new(
    topics: Mapping[str, Topic], progress: Progress, limits: Limits, queued: Mapping[str, Why]
) -> dict[str, Why]:
    """Never attempted skills in curriculum order whose prerequisites were right or are queued before."""
    _, introduced = progress.done()
    unseen = [skill for skill in topics if skill not in progress.states and skill not in queued]
    unseen.sort(key=lambda skill: (topics[skill].order, skill))
    chosen: dict[str, Why] = {}
    while len(chosen) < limits.new - introduced:
        for skill in unseen:
            requires = _requires(topics, skill)
            if skill not in chosen and all(
                progress.was_right(other) or other in queued or other in chosen for other in requires
            ):
                chosen[skill] = Why(Reason.NEW, builds_on=requires)
                break
        else:
            break
    return chosen


def _ordered(topics: Mapping[str, Topic], progress: Progress, reasons: Mapping[str, Why]) -> list[str]:
    missed = progress.missed()
    places = [
        Place(
            skill,
            topics[skill].part,
            waits_for=_awaited(topics, progress, reasons, skill),
            urgent=why.reason is Reason.PREREQUISITE,
            ready_at=missed[skill] if why.reason is Reason.REPEAT else None,
        )
        for skill, why in reasons.items()
    ]
    last = progress.attempts[-1].skill if progress.attempts else ""
    return arrange(places, len(progress.attempts), topics[last].part if last in topics else "")


def _awaited(
    topics: Mapping[str, Topic], progress: Progress, reasons: Mapping[str, Why], skill: str
) -> frozenset[str]:
    """The queued prerequisites, near and far, that come first; a missed one only if it was never right."""
    before: set[str] = set()
    ahead = list(_requires(topics, skill))
    while ahead:
        other = ahead.pop()
        if other not in before and other != skill:
            before.add(other)
            ahead.extend(_requires(topics, other))
    queued = (other for other in before if other in reasons)
    return frozenset(
        other
        for other in queued
        if reasons[other].reason is not Reason.REPEAT or not progress.was_right(other)
    )


def _requires(topics: Mapping[str, Topic], skill: str) -> tuple[str, ...]:
    """The prerequisites that can be asked; one without exercises cannot hold anything up."""
    return tuple(other for other in topics[skill].requires if other in topics)


def _recall(progress: Progress, skill: str) -> float | None:
    state = progress.states.get(skill)
    return None if state is None else recall_on(state, progress.study_day)


def least_recently_seen(topic: Topic, progress: Progress) -> str:
    """Of a skill's exercises: never seen ones first, in the file's order; then the one seen longest ago."""
    return min(topic.exercises, key=lambda exercise: _last_seen(progress, exercise))


def _last_seen(progress: Progress, exercise: str) -> int:
    seen = progress.seen.get(exercise)
    return -1 if seen is None else seen.last_ms
