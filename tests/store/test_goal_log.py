"""The exam a learner prepares for is an event like any other: it merges, and moves no memory."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

from tests.store.test_laws import fresh_store
from trainer.memory.days import Moment
from trainer.memory.events import Event
from trainer.memory.exam_goal import ExamGoal, goal_event
from trainer.store import open_store
from trainer.store.store import Store

At = Callable[[float], Moment]


def goal(name: str = "basics") -> ExamGoal:
    """An exam of this name."""
    return ExamGoal(name, 740_000, (30.0,))


def test_the_goal_set_last_counts_until_it_is_cancelled(store: Store, at: At) -> None:
    """A cancelled one does not bring back the one before it."""
    assert store.exam_goal() is None

    store.set_exam_goal(goal("first"), at(0))
    store.set_exam_goal(goal("second"), at(1))
    assert store.exam_goal() == goal("second")

    store.set_exam_goal(None, at(2))
    assert store.exam_goal() is None


def test_a_goal_set_with_the_clock_set_back_counts(store: Store, at: At) -> None:
    """The learner has just said it; an older goal with a later time must not come before it."""
    store.set_exam_goal(goal("first"), at(9))
    store.set_exam_goal(goal("second"), at(1))
    assert store.exam_goal() == goal("second")

    store.set_exam_goal(None, at(0))
    assert store.exam_goal() is None


def test_a_goal_survives_the_program(store: Store, path: Path, at: At) -> None:
    """It is in the log, which another opening reads."""
    store.set_exam_goal(goal(), at(0))
    store.close()

    with open_store(path) as again:
        assert again.exam_goal() == goal()


def test_on_every_device_the_latest_goal_of_all_counts(at: At) -> None:
    """In whatever order their logs meet, twice too."""
    logs = []
    for device, days in (("desk", 3), ("laptop", 5), ("tablet", 4)):
        with fresh_store(device) as own:
            own.set_exam_goal(None if device == "tablet" else goal(device), at(days))
            logs.append(own.events())

    for order in permutations(logs):
        with fresh_store() as merged:
            for log in (*order, order[0]):
                merged.merge(log)
            assert merged.exam_goal() == goal("laptop")


def test_a_goal_moves_no_memory(store: Store, at: At, attempt: Callable[..., Event]) -> None:
    """The caches, the day's attempts, what can be undone and what a rebuild finds stay as they were."""
    store.append(attempt(0))
    before = store.state_hash(), store.seen(), store.states(), store.attempts_on(at(0).study_day)

    store.set_exam_goal(goal(), at(0.1))

    day = at(0).study_day
    assert (store.state_hash(), store.seen(), store.states(), store.attempts_on(day)) == before
    assert store.rebuild() == before[0]
    assert store.studied_days() == [day]
    undone = store.undo(at(0.2))
    assert undone is not None
    assert undone.skill == "chain"
    assert store.undo(at(0.3)) is None
    assert store.exam_goal() == goal()


def test_the_goal_is_found_by_an_index(store: Store, at: At) -> None:
    """Not by reading a log of a hundred thousand attempts."""
    store.set_exam_goal(goal(), at(0))
    said: list[str] = []
    with store._database.reading() as connection:
        connection.set_trace_callback(said.append)
    store.exam_goal()
    (query,) = [each for each in said if "FROM event" in each]

    with store._database.reading() as connection:
        connection.set_trace_callback(None)
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]

    assert steps == ["SEARCH event USING INDEX ix_event_skill_utc_ms_device_sequence (skill=?)"]


def test_the_ratings_of_a_log_are_those_that_count(
    store: Store, at: At, attempt: Callable[..., Event]
) -> None:
    """In order, without what was undone, and under the ids of now."""
    store.append(attempt(1, skill="old"))
    store.append(attempt(0))
    undone = store.append(attempt(2))
    store.undo(at(3), undone.id)
    store.set_exam_goal(goal(), at(4))
    store.follow({"old": "new"}, {})

    days = at(0).study_day
    assert store.ratings() == [("chain", days, 3), ("new", days + 1, 3)]


def test_a_cancellation_is_an_event_of_its_own(store: Store, at: At) -> None:
    """Nothing is taken out of the log."""
    store.set_exam_goal(goal(), at(0))
    store.set_exam_goal(None, at(1))

    assert [event.texts["blueprint"] for event in store.events()] == ["basics", ""]
    assert store.events()[0].texts == goal_event(goal(), at(0)).texts
