"""What a planned attempt is expected to do: against the `fsrs` package, and against drawn answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.fsrs import MemoryState, first_memory, next_memory, retrievability
from trainer.memory.planner import ExamSkill, Expectation, StudyTime
from trainer.memory.planner.agenda import FAR, Agenda, inserted
from trainer.memory.rating import Rating

PATIENT = settings(deadline=None, max_examples=40)  # a busy machine is no failure
TODAY = 740_000
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def expected(days: list[int], exam: int, state: MemoryState | None, model: Expectation) -> float:
    """Recall on the exam day as the agenda reckons it."""
    agenda = Agenda([ExamSkill("s", 1, 1, (), state)], StudyTime(TODAY, TODAY + exam, (9,)), model)
    for day in days:
        agenda.add(0, day)
    return float(agenda.recall()[0])


@PATIENT
@given(
    stability=st.floats(0.2, 300),
    difficulty=st.floats(1, 10),
    ago=st.integers(1, 60),
    day=st.integers(0, 20),
    left=st.integers(1, 40),
)
def test_one_review_is_the_mean_of_the_packages_outcomes(
    stability: float, difficulty: float, ago: int, day: int, left: int
) -> None:
    """Right with the predicted recall and then Good, else Again; the weighted recall on the exam day."""
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(
        card_id=1, state=fsrs.State.Review, stability=stability, difficulty=difficulty, last_review=NOON
    )
    review, exam = NOON + timedelta(days=ago + day), NOON + timedelta(days=ago + day + left)
    right = scheduler.get_card_retrievability(card, review)
    recalls = [
        scheduler.get_card_retrievability(scheduler.review_card(card, rating, review)[0], exam)
        for rating in (fsrs.Rating.Good, fsrs.Rating.Again)
    ]
    state = MemoryState(stability, difficulty, TODAY - ago, TODAY, right=1)

    found = expected([day], day + left, state, Expectation(hard=0.0))

    assert found == pytest.approx(right * recalls[0] + (1 - right) * recalls[1], abs=1e-4)


@pytest.mark.parametrize("left", [1, 7, 60])
def test_a_first_attempt_is_the_mean_over_the_ratings(left: int) -> None:
    """By the initial stabilities."""
    model = Expectation(first=(0.4, 0.2, 0.3, 0.1))

    found = expected([0], left, None, model)

    recalls = [retrievability(first_memory(rating)[0], left) for rating in Rating]
    assert found == pytest.approx(np.dot(model.first, recalls), abs=1e-9)


@pytest.mark.parametrize("days", [[0, 3], [0, 6, 13], [2, 5, 11, 19, 27]])
@pytest.mark.parametrize("met", [True, False])
def test_a_planned_row_of_attempts_is_what_drawn_answers_come_to(days: list[int], met: bool) -> None:
    """Monte Carlo with every answer drawn; the two memories that are kept may be off by 0.02."""
    generator, model, exam = np.random.default_rng(1), Expectation(), 30
    state = MemoryState(3.0, 5.0, TODAY - 4, TODAY, right=1) if met else None
    recalls = []
    for _ in range(1_000):
        memory = (3.0, 5.0, -4) if met else None
        for day in days:
            if memory is None:
                rating = Rating(int(generator.choice(4, p=model.first)) + 1)
                memory = (*first_memory(rating), day)
                continue
            stability, difficulty, last = memory
            right = generator.random() < retrievability(stability, day - last)
            hard = generator.random() < model.hard
            rating = (Rating.HARD if hard else Rating.GOOD) if right else Rating.AGAIN
            memory = (*next_memory(stability, difficulty, day - last, rating), day)
        assert memory is not None
        recalls.append(retrievability(memory[0], exam - memory[2]))

    assert expected(days, exam, state, model) == pytest.approx(np.mean(recalls), abs=0.02)


def test_insertion_puts_a_day_in_its_place() -> None:
    """Each day into each column, sorted, unplanned ones last."""
    days = np.array([[2, 5], [7, FAR]])

    found = inserted(days, np.array([0, 6, 9]))

    assert found[:, :, 0].T.tolist() == [[0, 2, 7], [2, 6, 7], [2, 7, 9]]
    assert found[:, :, 1].T.tolist() == [[0, 5, FAR], [5, 6, FAR], [5, 9, FAR]]


def test_a_dropped_attempt_leaves_the_others() -> None:
    """Adding and dropping keeps columns sorted."""
    agenda = Agenda([ExamSkill("s", 1, 1)], StudyTime(TODAY, TODAY + 9, (9,)), Expectation())
    for day in (5, 1, 3):
        agenda.add(0, day)

    agenda.drop(0, 3)

    assert agenda.days[:, 0].tolist() == [1, 5, FAR]
