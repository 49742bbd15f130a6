"""The event log: what is put in comes out, nothing is changed, and what was undone never happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.errors import StoreError
from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind, Mode, Seen
from trainer.memory.rating import Evidence, Rating
from trainer.store import open_store
from trainer.store.store import Store

MakeAttempt = Callable[..., Event]
MakeMoment = Callable[[float], Moment]


def test_an_event_comes_back_as_it_was_put_in(path: Path, attempt: MakeAttempt) -> None:
    """Every field, after closing and opening again, whatever a terminal sends."""
    texts = {"1": "2x·cos(x²) [b]M[i][j][/b]", "2": "\udc80\x00'; DROP TABLE event; --"}
    evidence = Evidence(
        tries=2, hints=1, gave_up=True, solution_shown=True, share=0.25, active_ms=1, typical_ms=2
    )
    event = attempt(
        texts=texts,
        evidence=evidence,
        seed=2**63 - 1,
        template_hash="abc",
        verdict="different",
        malrule="inner derivative",
        mode=Mode.EXAM,
    )
    with open_store(path, device="desk") as store:
        put = store.append(event)

    with open_store(path) as store:
        found = store.events()

    assert found == [put]
    assert (put.device, put.sequence, bool(put.id)) == ("desk", 1, True)
    assert replace(put, id="", device="", sequence=0) == event


def test_each_device_counts_its_own_events(path: Path, attempt: MakeAttempt) -> None:
    """Sequences have no gaps, and the default device is the file's own for ever."""
    with open_store(path) as store:
        first, second = store.append(attempt()), store.append(attempt())
    with open_store(path, device="other") as store:
        third = store.append(attempt())
    with open_store(path) as store:
        fourth = store.append(attempt())

    assert [event.sequence for event in (first, second, third, fourth)] == [1, 2, 1, 3]
    assert first.device == fourth.device != third.device


def test_the_log_is_ordered_by_time_device_and_sequence(path: Path, attempt: MakeAttempt) -> None:
    """Not by when an event arrived."""
    for device, days in (("b", 1.0), ("b", 0.0), ("a", 1.0), ("b", 1.0)):
        with open_store(path, device=device) as store:
            store.append(attempt(days))

    with open_store(path) as store:
        order = [(event.at.utc_ms, event.device, event.sequence) for event in store.events()]

    assert order == sorted(order)
    assert [(device, sequence) for _, device, sequence in order] == [("b", 2), ("a", 1), ("b", 1), ("b", 3)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET rating = 3",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "UPDATE event SET id = 'other'",
    ],
)
def test_no_program_can_change_the_log(
    store: Store, path: Path, attempt: MakeAttempt, statement: str
) -> None:
    """The triggers are in the file, so another program's SQL is refused too."""
    put = store.append(attempt())

    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)

    assert store.events() == [put]


def test_undo_voids_the_latest_attempt_even_after_a_restart(
    path: Path, attempt: MakeAttempt, at: MakeMoment
) -> None:
    """Twice undone, two attempts are gone from the caches; the log keeps everything."""
    with open_store(path) as store:
        store.append(attempt(0))
        before = store.state_hash()
        second = store.append(attempt(3))
        store.append(attempt(3.1, Rating.AGAIN, skill="power"))
    with open_store(path) as store:
        store.undo(at(4))
        undone = store.undo(at(4))

        assert undone is not None
        assert undone.id == second.id
        assert store.state_hash() == before
        assert store.studied_days() == [at(0).study_day]
        assert len(store.events()) == 5


def test_undo_of_a_chosen_attempt_leaves_the_later_ones(
    store: Store, attempt: MakeAttempt, at: MakeMoment
) -> None:
    """The memory is that of the other attempts alone."""
    store.append(attempt(0))
    middle = store.append(attempt(3, Rating.AGAIN))
    store.append(attempt(9))

    store.undo(at(9), middle.id)

    assert [one.rating for day in store.studied_days() for one in store.attempts_on(day)] == [3, 3]
    assert store.states()["chain"].lapses == 0


def test_there_is_nothing_to_undo_in_an_empty_log(store: Store, at: MakeMoment) -> None:
    """And an attempt that was undone cannot be undone again."""
    assert store.undo(at(0)) is None
    with pytest.raises(KeyError):
        store.undo(at(0), "never-was")
    assert store.events() == []


def test_the_learners_last_rating_counts(store: Store, attempt: MakeAttempt, at: MakeMoment) -> None:
    """An override replaces the rating, and a later one replaces it again."""
    easy = attempt(0, Rating.EASY)
    with_rule = store.append(attempt(0, Rating.AGAIN))

    store.override(with_rule.id, Rating.HARD, at(0.1))
    store.override(with_rule.id, Rating.EASY, at(0.2))

    overridden = store.states()["chain"]
    store.undo(at(0.3))
    store.append(easy)
    assert store.states()["chain"] == overridden


def test_an_override_itself_can_be_voided(store: Store, attempt: MakeAttempt, at: MakeMoment) -> None:
    """A device may void another's override; the rating before it counts again."""
    rated = store.append(attempt(0, Rating.GOOD))
    before = store.state_hash()
    override = store.override(rated.id, Rating.AGAIN, at(0.1))

    store.append(Event(Kind.UNDO, "chain", at(0.2), target=override.id))

    assert store.state_hash() == before == store.rebuild()


def test_the_attempts_of_a_day_are_those_that_count(
    store: Store, attempt: MakeAttempt, at: MakeMoment
) -> None:
    """In order, with the overridden rating and the active time, without what was undone."""
    first = store.append(attempt(0, Rating.HARD, mode=Mode.EXTRA))
    store.append(attempt(0.1, skill="power"))
    store.undo(at(0.1))
    store.override(first.id, Rating.EASY, at(0.2))
    store.append(attempt(0.2, Rating.AGAIN))
    store.append(attempt(1))

    found = store.attempts_on(at(0).study_day)

    assert [(one.rating, one.mode, one.active_ms) for one in found] == [
        (Rating.EASY, Mode.EXTRA, 30_000),
        (Rating.AGAIN, Mode.DAILY, 30_000),
    ]


def test_exercises_are_counted_without_what_was_undone(
    store: Store, attempt: MakeAttempt, at: MakeMoment
) -> None:
    """So the variant that was undone is the one that is asked next."""
    store.append(attempt(0))
    store.append(attempt(1))
    store.append(attempt(2, exercise="chain/second"))
    store.undo(at(2))

    assert store.seen() == {"chain/first": Seen(2, at(1).utc_ms)}


def test_the_typical_time_is_the_learners_own_by_kind(store: Store, attempt: MakeAttempt) -> None:
    """A median of the measured ones, unknown below five."""
    for number in range(5):
        store.append(attempt(number, evidence=Evidence(active_ms=1_000 * (number + 1))))
    store.append(attempt(6, exercise_kind="trace", evidence=Evidence(active_ms=90_000)))

    assert store.typical_ms("derive") == 3_000
    assert store.typical_ms("trace") is None
    assert store.typical_ms() == 3_500


def test_progress_is_all_that_the_queue_needs(store: Store, attempt: MakeAttempt, at: MakeMoment) -> None:
    """The same as asking one by one."""
    store.append(attempt(0))
    store.append(attempt(1, Rating.AGAIN))
    day = at(1).study_day

    progress = store.progress(day)

    assert progress.states == store.states()
    assert list(progress.attempts) == store.attempts_on(day)
    assert progress.seen == store.seen()
    assert list(progress.missed()) == ["chain"]


def test_an_attempt_without_rating_or_evidence_is_a_bug(store: Store, attempt: MakeAttempt) -> None:
    """It fails loudly, and nothing is written."""
    with pytest.raises(ValueError, match="rating and evidence"):
        store.append(attempt(evidence=None))

    assert store.events() == []


def test_a_draft_waits_for_its_variant_and_ends_with_the_attempt(
    store: Store, path: Path, attempt: MakeAttempt
) -> None:
    """Kept across a restart, shown only for the same seed, gone once submitted."""
    store.save_draft("chain/first", 7, {"1": "2x"})
    store.save_draft("chain/first", 7, {"1": "2x·\udc80"})
    store.save_draft("power/first", 1, {"1": "x"})

    with open_store(path) as again:
        assert again.load_draft("chain/first", 7) == {"1": "2x·\udc80"}
        assert again.load_draft("chain/first", 8) is None
    store.append(attempt())
    store.drop_draft("power/first")

    assert store.load_draft("chain/first", 7) is None
    assert store.load_draft("power/first", 1) is None


def test_merging_is_refused_when_a_copied_file_went_its_own_way(
    store: Store, tmp_path: Path, attempt: MakeAttempt
) -> None:
    """Two events with one device and sequence: the log stays as it was, and the learner hears why."""
    mine = store.append(attempt())
    with open_store(tmp_path / "copy.db", device=store.device) as copy:
        copy.append(attempt(2))
        theirs = copy.events()

    with pytest.raises(StoreError, match="Two different events") as refusal:
        store.merge(theirs)

    assert refusal.value.way_out
    assert store.events() == [mine]
