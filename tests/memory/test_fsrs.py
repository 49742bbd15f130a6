"""FSRS-6 against the `fsrs` package, with fuzz off and learning steps empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.memory import parameters
from trainer.memory.fsrs import (
    MemoryState,
    after_attempt,
    fuzz_range,
    fuzzed,
    interval,
    recall_on,
    retrievability,
)
from trainer.memory.rating import Rating
from trainer.memory.replay import replay

PATIENT = settings(deadline=None, max_examples=60)  # a busy machine is no failure
TOLERANCE = 1e-9
START = 739_000
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)

Review = tuple[int, Rating]
_REVIEWS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), min_size=1, max_size=14)


def oracle() -> fsrs.Scheduler:
    """The published scheduler, made comparable."""
    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def reviewed(reviews: list[Review]) -> fsrs.Card:
    """The package's card after reviews (days since the one before, rating), same-day repeats left out."""
    scheduler, card, now = oracle(), fsrs.Card(card_id=1), NOON
    for index, (gap, rating) in enumerate(reviews):
        if index and gap == 0:
            continue
        now += timedelta(days=gap)
        card, _ = scheduler.review_card(card, fsrs.Rating(int(rating)), now)
    return card


def attempted(reviews: list[Review]) -> MemoryState:
    """Our state after the same reviews, repeats included."""
    state, day = None, START
    for gap, rating in reviews:
        day += gap
        state = after_attempt(state, "chain-rule", day, rating)
    assert state is not None
    return state


def test_the_default_parameters_are_the_published_ones() -> None:
    """Weight for weight those of the package."""
    assert parameters.DEFAULTS == fsrs.scheduler.DEFAULT_PARAMETERS


@PATIENT
@given(reviews=_REVIEWS)
def test_each_attempt_steps_as_the_package_does(reviews: list[Review]) -> None:
    """Stability, difficulty and the interval agree after any history."""
    card, state = reviewed(reviews), attempted(reviews)

    assert card.stability is not None
    assert card.last_review is not None
    assert state.stability == pytest.approx(card.stability, rel=TOLERANCE)
    assert state.difficulty == pytest.approx(card.difficulty, rel=TOLERANCE)
    assert interval(state.stability) == (card.due - card.last_review).days


@PATIENT
@given(reviews=_REVIEWS, elapsed=st.integers(0, 5_000))
def test_predicted_recall_is_the_packages(reviews: list[Review], elapsed: int) -> None:
    """The forgetting curve agrees, so many days after any history."""
    card, state = reviewed(reviews), attempted(reviews)

    assert card.last_review is not None
    expected = oracle().get_card_retrievability(card, card.last_review + timedelta(days=elapsed))
    assert recall_on(state, state.last_day + elapsed) == pytest.approx(expected, rel=TOLERANCE)


@PATIENT
@given(histories=st.lists(_REVIEWS, min_size=1, max_size=8))
def test_the_vectorised_replay_equals_one_step_at_a_time(histories: list[list[Review]]) -> None:
    """Whatever order the skills' attempts come in, and with repeats and days that go backwards."""
    columns = []
    for code, history in enumerate(histories):
        day = START
        for index, (gap, rating) in enumerate(history):
            day += gap if index % 5 else -gap // 3
            columns.append((index, code, day, rating))
    columns.sort(key=lambda row: row[0])
    _, skill, days, rating = (np.array(column, dtype=np.int64) for column in zip(*columns, strict=True))

    states = replay(skill, days, rating).states([f"skill-{code}" for code in range(len(histories))])

    for code in range(len(histories)):
        state = None
        for _, other, day, given_rating in columns:
            if other == code:
                state = after_attempt(state, f"skill-{code}", day, given_rating)
        assert state is not None
        replayed = states[f"skill-{code}"]
        assert replayed.stability == pytest.approx(state.stability, rel=TOLERANCE)
        assert replayed.difficulty == pytest.approx(state.difficulty, rel=TOLERANCE)
        counted = ("last_day", "due_day", "repetitions", "lapses", "attempts", "right")
        assert [getattr(replayed, name) for name in counted] == [getattr(state, name) for name in counted]


def test_a_replay_of_nothing_is_empty() -> None:
    """A new log has no memories and raises nothing."""
    none = np.array([], dtype=np.int64)

    assert replay(none, none, none).states([]) == {}


def test_same_day_repeats_are_counted_but_do_not_change_stability() -> None:
    """Again, then Good on the same day: one repetition, two attempts, the memory of Again."""
    failed = after_attempt(None, "s", START, Rating.AGAIN)

    repeated = after_attempt(failed, "s", START, Rating.GOOD)

    assert (repeated.stability, repeated.difficulty, repeated.due_day) == (
        failed.stability,
        failed.difficulty,
        failed.due_day,
    )
    assert (repeated.repetitions, repeated.attempts, repeated.right, repeated.lapses) == (1, 2, 1, 0)


def test_a_lapse_is_a_failure_of_something_learned_before() -> None:
    """The first failure ever is none; one on a later day is."""
    state = after_attempt(None, "s", START, Rating.AGAIN)
    state = after_attempt(state, "s", START + 1, Rating.GOOD)
    state = after_attempt(state, "s", START + 9, Rating.AGAIN)

    assert (state.repetitions, state.lapses) == (3, 1)


@PATIENT
@given(days=st.integers(1, 36_500))
def test_recall_falls_to_the_target_when_the_interval_has_passed(days: int) -> None:
    """With a stability of n days and the target 0.9, the interval is n days."""
    assert retrievability(days, days) == pytest.approx(0.9, abs=1e-12)
    assert interval(days) == days


@PATIENT
@given(days=st.integers(1, 36_500), skill=st.text(), repetitions=st.integers(1, 10_000))
@example(days=2, skill="s", repetitions=1)
@example(days=36_500, skill="s", repetitions=1)
def test_fuzz_stays_in_the_published_range_and_is_the_same_for_ever(
    days: int, skill: str, repetitions: int
) -> None:
    """No draw leaves the range, and none depends on anything but skill and repetition."""
    lowest, highest = fuzz_range(days)

    moved = fuzzed(days, skill, repetitions)

    assert lowest <= moved <= highest <= 36_500
    assert moved == fuzzed(days, skill, repetitions)


@pytest.mark.parametrize("days", [1, 2, 3, 5, 7, 8, 15, 20, 21, 50, 100, 365, 5_000, 36_500])
def test_the_fuzz_range_is_the_packages(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's own fuzz, with its random number at both ends, spans the same range."""
    scheduler = fsrs.Scheduler()
    ends = []
    for draw in (0.0, 1.0):
        monkeypatch.setattr(fsrs.scheduler, "random", lambda draw=draw: draw)
        ends.append(scheduler._get_fuzzed_interval(interval=timedelta(days=days)).days)

    lowest, highest = fuzz_range(days)

    assert lowest == ends[0]
    assert highest in (ends[1], ends[1] - 1)  # the package rounds up past its own range at the very end


def test_fuzz_uses_the_whole_range() -> None:
    """Over many skills every day of the range is drawn."""
    lowest, highest = fuzz_range(30)

    drawn = {fuzzed(30, f"skill-{index}", 4) for index in range(200)}

    assert drawn == set(range(lowest, highest + 1))


def test_stability_never_leaves_its_bounds() -> None:
    """A hundred years of Easy end at 36500 days; failures without end stay above 0.001."""
    longest = shortest = after_attempt(None, "s", START, Rating.EASY)
    for repetition in range(1, 40):
        longest = after_attempt(longest, "s", START + 30_000 * repetition, Rating.EASY)
        shortest = after_attempt(shortest, "s", START + repetition, Rating.AGAIN)

    assert longest.stability == 36_500
    assert shortest.stability >= 0.001
