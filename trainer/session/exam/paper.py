"""Draws the paper of an exam from a blueprint, a bank, a seed and what was seen; shows and stores nothing.

Topics get their questions by largest remainders. Inside a topic each skill gets its share rounded down or up,
by systematic sampling (W. G. Madow 1949, doi 10.1214/aoms/1177730032) over skills ordered by level, so that
the levels are spread and over many papers every skill comes as often as it weighs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.bank.apportion import apportioned
from trainer.bank.blueprint import Blueprint
from trainer.bank.blueprint_topics import Topic, exercises_for, topics_of
from trainer.bank.exercise import Bank
from trainer.bank.variant import Variant, make_variant
from trainer.errors import TrainerError
from trainer.maths.text import to_text
from trainer.memory.events import Seen
from trainer.store.exam_rows import DrawnQuestion

POINTS: Final = 100.0
"""What the questions of a paper count together."""

_LEVELS: Final = {"beginner": 0, "intermediate": 1, "advanced": 2}
_SEEDS: Final = 1_000_000
_MOST_TRIES: Final = 50
"""So many seeds are tried for a question that is not yet on the paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions in the order of the paper, sentences about them, and exercises that proved unusable."""

    questions: tuple[DrawnQuestion, ...]
    notes: tuple[str, ...]
    faults: tuple[TrainerError, ...]


def paper_seed(blueprint: str, earlier: int) -> int:
    """The seed (0 to 999999) of the paper after so many earlier ones of the same blueprint."""
    return int(_share("exam", blueprint, earlier) * _SEEDS)


def draw_paper(blueprint: Blueprint, bank: Bank, seed: int, seen: Mapping[str, Seen]) -> Paper:
    """The paper for `seed` and the exercises `seen` so far; the same for the same.

    The least recently seen exercises of a skill come first. None comes twice unless its skill has too few:
    then with other numbers, and a note says so. Raises AuthorError where the blueprint is faulty, and
    TrainerError where the bank has not enough different questions.
    """
    topics = topics_of(blueprint, bank)
    seats = apportioned([topic.weight for topic in topics], blueprint.count)
    drawing = _Drawing(blueprint, bank, seed, seen)
    weight = sum(topic.weight for topic, n in zip(topics, seats, strict=True) if n)
    placed: list[tuple[float, DrawnQuestion]] = []
    for topic, n in zip(topics, seats, strict=True):
        possible = POINTS * topic.weight / weight / max(n, 1)
        questions = [drawing.question(skill, topic, possible) for skill in _skills(topic, n, bank, seed)]
        start = _share(seed, "place", topic.title)
        placed += [((i + start) / n, question) for i, question in enumerate(questions)]
    placed.sort(key=lambda place: place[0])
    return Paper(tuple(question for _, question in placed), drawing.notes(), tuple(drawing.faults))


def _skills(topic: Topic, seats: int, bank: Bank, seed: int) -> list[str]:
    """The skill of each seat, from the lower levels to the higher ones."""
    order = sorted(
        topic.skills,
        key=lambda skill: (_LEVELS.get(bank.skills[skill].level, 1), _share(seed, "skill", skill)),
    )
    return [order[i] for i in _systematic([topic.skills[s] for s in order], seats, _share(seed, topic.title))]


def _systematic(weights: Sequence[float], seats: int, start: float) -> Iterator[int]:
    """For each seat the index of a weight: every weight gets its quota, rounded down or up.

    `start`, in 0 .. 1, is where on the line of quotas the first seat stands; the others follow at distance 1.
    """
    total, reached, taken = sum(weights), 0.0, 0
    for i, weight in enumerate(weights):
        reached += seats * weight / total
        is_last = i == len(weights) - 1
        while taken < seats and (is_last or start + taken < reached):
            yield i
            taken += 1


class _Drawing:
    """What is on the paper so far, so that nothing comes twice."""

    def __init__(self, blueprint: Blueprint, bank: Bank, seed: int, seen: Mapping[str, Seen]) -> None:
        self._blueprint = blueprint
        self._bank = bank
        self._seed = seed
        self._seen = seen
        self._times: dict[str, int] = {}
        self._asked: set[tuple[object, ...]] = set()
        self.faults: list[TrainerError] = []

    def question(self, skill: str, topic: Topic, possible: float) -> DrawnQuestion:
        """One more question of a skill; of another one of its topic where this one has none left."""
        others = sorted(set(topic.skills) - {skill}, key=lambda other: _share(self._seed, "else", other))
        for candidate in [skill, *others]:
            for exercise in self._order(candidate):
                variant = self._fresh(exercise)
                if variant is not None:
                    return self._drawn(variant, topic, possible)
        raise TrainerError(f"The bank has not enough different questions on “{topic.title}” for this exam.")

    def notes(self) -> tuple[str, ...]:
        """A sentence for every skill of which an exercise comes more than once."""
        again = [self._bank.exercises[name].skill for name, times in self._times.items() if times > 1]
        return tuple(
            f"“{self._bank.skills[skill].title}” has fewer exercises than questions here: some come again,"
            " with other numbers."
            for skill in dict.fromkeys(again)
        )

    def _order(self, skill: str) -> list[str]:
        """Exercises that are not on the paper yet, then the others; in each the least recently seen first."""

        def place(exercise: str) -> tuple[int, int, float]:
            seen = self._seen.get(exercise)
            last_ms = -1 if seen is None else seen.last_ms
            return self._times.get(exercise, 0), last_ms, _share(self._seed, "exercise", exercise)

        return sorted(exercises_for(skill, self._blueprint, self._bank), key=place)

    def _fresh(self, exercise: str) -> Variant | None:
        """A variant that is not on the paper; None where there is none, or the exercise is unusable."""
        for turn in range(_MOST_TRIES if self._bank.exercises[exercise].params else 1):
            try:
                seed = int(_share(self._seed, "question", exercise, turn) * _SEEDS)
                variant = make_variant(self._bank.exercises[exercise], seed)
            except TrainerError as fault:
                if turn == 0 and str(fault) not in map(str, self.faults):
                    self.faults.append(fault)
                return None
            if _identity(variant) not in self._asked:
                return variant
        return None

    def _drawn(self, variant: Variant, topic: Topic, possible: float) -> DrawnQuestion:
        exercise = variant.exercise
        skill = self._bank.skills[exercise.skill]
        self._asked.add(_identity(variant))
        self._times[exercise.id] = self._times.get(exercise.id, 0) + 1
        return DrawnQuestion(
            skill=skill.id,
            title=skill.title,
            part=skill.part,
            topic=topic.title,
            exercise=exercise.id,
            kind=exercise.kind,
            seed=variant.seed,
            template_hash=exercise.template_hash,
            possible=possible,
        )


def _identity(variant: Variant) -> tuple[object, ...]:
    """What makes two variants the same question: exercise and all that was drawn, but for the shuffling."""
    given = tuple((name, to_text(expr)) for name, expr in sorted(variant.given.items()))
    return variant.exercise.id, tuple(sorted(variant.params.items())), given


def _share(*labels: object) -> float:
    """A number in [0, 1) that the labels decide, the same in every version of Python."""
    digest = hashlib.blake2b("\n".join(map(str, labels)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)
