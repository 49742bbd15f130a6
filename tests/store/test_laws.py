"""Laws of the log: order, duplication and undo make no difference to what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind
from trainer.memory.rating import Evidence, Rating
from trainer.store import open_store
from trainer.store.store import Store

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SKILLS = ("chain", "power", "product")
FEW = settings(max_examples=10, deadline=None)  # each example opens files


@contextmanager
def fresh_store(device: str = "here") -> Iterator[Store]:
    """A store that is gone afterwards."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "progress.db", device) as store:
        yield store


def moment(hours: int) -> Moment:
    """So many hours after the start."""
    return Moment.of(START + timedelta(hours=hours))


def attempted(hours: int, skill: str, rating: Rating, exercise: str = "first") -> Event:
    """An attempt without identity."""
    return Event(
        Kind.ATTEMPT,
        skill,
        moment(hours),
        exercise=f"{skill}/{exercise}",
        evidence=Evidence(),
        rating=rating,
    )


_HOURS = st.integers(0, 1_000)
_ATTEMPTS = st.builds(
    attempted, _HOURS, st.sampled_from(SKILLS), st.sampled_from(Rating), st.sampled_from(["first", "second"])
)
_ACTIONS = st.lists(
    st.tuples(st.sampled_from(["attempt"] * 4 + ["override", "undo"]), _ATTEMPTS, st.integers(0, 5)),
    max_size=14,
)


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Events of two devices; overrides and undos may come before, or without, what they aim at."""
    events: list[Event] = []
    for device in ("desk", "laptop"):
        for sequence, (kind, attempt, target) in enumerate(draw(_ACTIONS), start=1):
            aimed = "" if kind == "attempt" else f"{draw(st.sampled_from(['desk', 'laptop']))}-{target + 1}"
            events.append(
                Event(
                    Kind(kind),
                    attempt.skill,
                    attempt.at,
                    exercise=attempt.exercise,
                    evidence=attempt.evidence,
                    rating=attempt.rating,
                    target=aimed,
                    id=f"{device}-{sequence}",
                    device=device,
                    sequence=sequence,
                )
            )
    return events


def remembered(events: list[Event]) -> dict[str, tuple[float, float, int, int]]:
    """Stability, difficulty, attempts and right answers, by the `fsrs` package and the log's rules."""
    order = sorted(events, key=lambda event: (event.at.utc_ms, event.device, event.sequence))
    void = {event.target for event in order if event.kind is Kind.UNDO}
    given_ratings = {
        event.target: event.rating for event in order if event.kind is Kind.OVERRIDE and event.id not in void
    }
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, fsrs.Card] = {}
    counts: dict[str, tuple[int, int]] = {}
    for event in order:
        if event.kind is not Kind.ATTEMPT or event.id in void:
            continue
        rating = given_ratings.get(event.id) or event.rating
        assert rating is not None
        attempts, right = counts.get(event.skill, (0, 0))
        counts[event.skill] = (attempts + 1, right + (rating > Rating.AGAIN))
        noon = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=event.at.study_day - 739_000)
        card = cards.get(event.skill, fsrs.Card(card_id=1))
        if card.last_review is None or noon > card.last_review:
            cards[event.skill], _ = scheduler.review_card(card, fsrs.Rating(int(rating)), noon)
    return {
        skill: (card.stability or 0.0, card.difficulty or 0.0, *counts[skill])
        for skill, card in cards.items()
    }


@FEW
@given(events=logs(), shuffled=st.randoms(use_true_random=False))
def test_any_order_and_duplication_of_the_same_events_gives_the_same_state(
    events: list[Event], shuffled: object
) -> None:
    """Merged at once, or in shuffled pieces with some of them twice."""
    pieces = [*events, *events[::3]]
    shuffled.shuffle(pieces)  # type: ignore[attr-defined]
    with fresh_store() as one, fresh_store() as other:
        new = one.merge(events)
        middle = len(pieces) // 2
        new_in_pieces = [other.merge(pieces[:middle]), other.merge(pieces[middle:])]

        assert new == sum(new_in_pieces) == len(events)
        assert one.events() == other.events()
        assert one.state_hash() == other.state_hash() == other.rebuild()


@FEW
@given(events=logs())
def test_the_caches_say_what_the_fsrs_package_says_about_the_log(events: list[Event]) -> None:
    """An independent reading of the rules: voided, overridden, once per study day."""
    with fresh_store() as store:
        store.merge(events)
        states = store.states()

    found = {
        skill: (state.stability, state.difficulty, state.attempts, state.right)
        for skill, state in states.items()
    }
    expected = remembered(events)
    assert found.keys() == expected.keys()
    for skill, values in expected.items():
        assert found[skill] == pytest.approx(values, rel=1e-9)


@FEW
@given(actions=_ACTIONS)
def test_caches_kept_step_by_step_equal_a_rebuild(
    actions: list[tuple[str, Event, int]],
) -> None:
    """After every append, override and undo, even when the clock went backwards."""
    with fresh_store() as store:
        for kind, attempt, _ in actions:
            latest = max(store.events(), key=lambda event: event.sequence, default=None)
            if kind == "undo":
                store.undo(attempt.at)
            elif kind == "override" and latest is not None and latest.kind is Kind.ATTEMPT:
                assert attempt.rating is not None
                store.override(latest.id, attempt.rating, attempt.at)
            else:
                store.append(attempt)
            kept = store.state_hash()

            assert kept == store.rebuild()


@FEW
@given(attempts=st.lists(_ATTEMPTS, max_size=8), undone=st.lists(_ATTEMPTS, min_size=1, max_size=3))
def test_what_was_undone_might_as_well_never_have_happened(
    attempts: list[Event], undone: list[Event]
) -> None:
    """Attempts, overridden and undone in between, leave the state of a log without them."""
    with fresh_store() as with_undo, fresh_store() as without:
        for attempt in attempts:
            without.append(attempt)
            with_undo.append(attempt)
            for mistake in undone:
                put = with_undo.append(mistake)
                with_undo.override(put.id, Rating.EASY, mistake.at)
                with_undo.undo(mistake.at, put.id)

        assert with_undo.state_hash() == without.state_hash()
        assert with_undo.rebuild() == without.rebuild()
