"""Simulated learners under policies: the same rules for all, and the planner ahead where time is short."""

from __future__ import annotations

from random import Random

import pytest

from trainer.memory.planner import ExamSkill
from trainer.memory.rating import Rating
from trainer.memory.simulation import policies
from trainer.memory.simulation.learners import Learner, drawn_parameters
from trainer.memory.simulation.term import Policy, Term, needed, play

EXAM = 740_000
POLICIES = {
    "plan": policies.by_plan,
    "gain today": policies.by_gain_today,
    "fsrs": policies.fsrs(0.9),
    "due date": policies.by_due_date,
    "lowest recall": policies.by_lowest_recall,
    "once more": policies.once_more_at_the_end,
    "random": policies.at_random,
}


class Watched(Learner):
    """A learner who writes down what is asked."""

    __slots__ = ("asked",)

    def attempt(self, skill: str, day: int) -> Rating:
        """Write down and answer."""
        self.asked.append((day, skill))
        return super().attempt(skill, day)


def term(seed: int, days: int = 10, minutes: float = 5) -> Term:
    """Thirty skills in a binary tree, its top and its later half in the exam."""
    skills = [
        ExamSkill(f"s{n}", int(n > 14 or n < 3), 1 + n % 2, (f"s{n // 2}",) if n else ()) for n in range(31)
    ]
    learner = Watched(Random(seed), drawn_parameters(Random(seed)))
    learner.asked = []
    return Term(needed(skills), learner, minutes, EXAM - days, EXAM, Random(seed))


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_no_policy_spends_more_than_the_minutes_or_asks_what_is_locked(policy: Policy) -> None:
    """And none asks a skill twice on a day; every answer is in the log that policies see."""
    watched = term(1)

    score = play(watched, policy)

    asked = watched.learner.asked
    assert len(asked) == len(set(asked)) > 0
    for day in range(EXAM - 10, EXAM):
        assert sum(watched.skills[skill].minutes for when, skill in asked if when == day) <= 5
    first = {skill: number for number, (_, skill) in reversed(list(enumerate(asked)))}
    for skill in first:
        assert all(first[other] < first[skill] for other in watched.skills[skill].requires)
    assert {skill for _, skill in asked} == set(watched.states)
    assert 0 <= score <= 1


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_term_is_the_same_for_the_same_seed(policy: Policy) -> None:
    """Every draw comes from the seeds."""
    assert play(term(3), policy) == play(term(3), policy)


def test_the_planner_is_ahead_of_plain_fsrs_where_minutes_are_scarce() -> None:
    """By more than 0.05, with learners whose memory it does not know."""
    ahead = [play(term(seed), policies.by_plan) - play(term(seed), policies.fsrs(0.9)) for seed in range(6)]

    assert sum(ahead) / len(ahead) > 0.05


def test_what_is_never_learned_counts_nothing() -> None:
    """Without minutes the score is 0."""
    assert play(term(1, minutes=0.5), policies.by_plan) == 0
