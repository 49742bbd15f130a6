"""What to ask each day: the planner, and the policies it is compared with; none sees what is true."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from trainer.memory.fsrs import interval
from trainer.memory.parameters import TARGET
from trainer.memory.planner.goal import StudyTime
from trainer.memory.planner.plan import plan
from trainer.memory.simulation.term import Policy, Term


def by_plan(term: Term) -> Iterator[str]:
    """The planner's questions of today, planned anew every day."""
    skills = [replace(skill, state=term.states.get(skill.id)) for skill in term.skills.values()]
    today = plan(skills, StudyTime(term.day, term.exam_day, (term.minutes,))).today
    return (question.skill for question in (today.questions if today else ()))


def by_gain_today(term: Term) -> Iterator[str]:
    """The greatest gain per minute, as if today were the last day to study."""
    skills = [replace(skill, state=term.states.get(skill.id)) for skill in term.skills.values()]
    later = frozenset(range(term.day + 1, term.exam_day))
    today = plan(skills, StudyTime(term.day, term.exam_day, (term.minutes,), later)).today
    return (question.skill for question in (today.questions if today else ()))


def fsrs(target: float) -> Policy:
    """What is due at this recall, lowest first; then new skills in the curriculum's order."""

    def wanted(term: Term) -> Iterator[str]:
        yield from sorted(_due(term, target), key=term.recall)
        yield from _new(term)

    return wanted


def by_due_date(term: Term) -> Iterator[str]:
    """Longest due first, then new skills, then what is due soonest."""
    order = sorted(term.states, key=lambda skill: _due_day(term, skill, TARGET))
    due = _due(term, TARGET)
    yield from (skill for skill in order if skill in due)
    yield from _new(term)
    yield from (skill for skill in order if skill not in due)


def by_lowest_recall(term: Term) -> Iterator[str]:
    """New skills (recall 0) first, then the lowest recall, due or not."""
    yield from _new(term)
    yield from sorted(term.states, key=term.recall)


def at_random(term: Term) -> Iterator[str]:
    """Anything that may be asked."""
    passed: set[str] = set()
    while left := [skill for skill in term.skills if skill not in passed and term.may_be_asked(skill)]:
        chosen = term.random.choice(left)
        passed.add(chosen)
        yield chosen


def once_more_at_the_end(term: Term) -> Iterator[str]:
    """FSRS at 0.90; in as many last days as that takes, everything once more, the weakest first."""
    days = math.ceil(sum(skill.minutes for skill in term.skills.values()) / term.minutes)
    start = term.exam_day - days
    if term.day < start:
        yield from fsrs(TARGET)(term)
        return
    old = [skill for skill, state in term.states.items() if state.last_day < start]
    yield from sorted((skill for skill in old if term.skills[skill].weight > 0), key=term.recall)
    yield from _new(term)
    yield from sorted(term.states, key=term.recall)


def _due(term: Term, target: float) -> list[str]:
    return [skill for skill in term.states if _due_day(term, skill, target) <= term.day]


def _due_day(term: Term, skill: str, target: float) -> int:
    state = term.states[skill]
    return state.last_day + interval(state.stability, target)


def _new(term: Term) -> Iterator[str]:
    """Curriculum order has prerequisites first, so one pass meets every skill after what opens it."""
    for skill in term.skills:
        if skill not in term.states:
            yield skill
