"""A renamed skill keeps its history: the log stays as it is and is counted under the ids of now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.test_laws import attempted, fresh_store
from trainer.memory.days import Moment
from trainer.memory.events import Event
from trainer.memory.rating import Rating
from trainer.store import open_store
from trainer.store.store import Store

MakeAttempt = Callable[..., Event]
MakeMoment = Callable[[float], Moment]
SKILLS = {"chains": "chain", "inner": "chain"}
EXERCISES = {"chain/first": "chain/sine"}


def test_history_goes_on_under_the_new_ids(store: Store, attempt: MakeAttempt) -> None:
    """States, counts and the attempts of a day; the events are the same as before."""
    for days, skill in [(0, "chains"), (1, "inner"), (3, "chain"), (4, "other")]:
        store.append(attempt(days, skill=skill))
    log = store.events()

    store.follow(SKILLS, EXERCISES)

    assert store.states().keys() == {"chain", "other"}
    assert store.states()["chain"].attempts == 3
    assert {name: seen.attempts for name, seen in store.seen().items()} == {"chain/sine": 3, "other/first": 1}
    (first,) = store.attempts_on(log[0].at.study_day)
    assert (first.skill, first.exercise) == ("chain", "chain/sine")
    assert store.events() == log


_PAST = st.lists(
    st.tuples(
        st.integers(0, 300), st.sampled_from(["chains", "inner", "chain", "other"]), st.sampled_from(Rating)
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=4, deadline=None)  # each opens two files
@given(_PAST, st.integers(0, 7))
def test_a_renamed_log_counts_like_one_that_had_the_ids_from_the_start(
    past: list[tuple[int, str, Rating]], before: int
) -> None:
    """Whether events came before or after the renaming, one by one or all at once."""
    with fresh_store() as old, fresh_store() as new:
        for i, (hours, skill, rating) in enumerate(past):
            if i == before:
                old.follow(SKILLS, EXERCISES)
            old.append(attempted(hours, skill, rating))
            now = SKILLS.get(skill, skill)
            new.append(attempted(hours, now, rating, "sine" if now == "chain" else "first"))
        old.follow(SKILLS, EXERCISES)

        assert old.state_hash() == new.state_hash()
        assert old.rebuild() == new.rebuild()


def test_taking_back_and_rating_reach_through_a_rename(
    store: Store, attempt: MakeAttempt, at: MakeMoment
) -> None:
    """What was answered under the old id can be undone under the new one."""
    kept = store.append(attempt(0, skill="chains"))
    taken = store.append(attempt(1, skill="chains"))
    store.follow(SKILLS, EXERCISES)

    undone = store.undo(at(2))
    store.override(kept.id, Rating.AGAIN, at(2))

    assert undone is not None
    assert (undone.id, undone.skill, undone.exercise) == (taken.id, "chain", "chain/sine")
    assert (store.states()["chain"].attempts, store.states()["chain"].right) == (1, 0)
    assert store.rebuild() == store.state_hash()


def test_the_renames_are_kept_in_the_file(path: Path, attempt: MakeAttempt) -> None:
    """Another process, and a merge, count in the same way without being told."""
    with open_store(path) as store:
        store.append(attempt(0, skill="chains"))
        store.follow(SKILLS, EXERCISES)
    with open_store(path.parent / "other.db") as other:
        theirs = other.append(attempt(1, skill="inner"))

    with open_store(path) as store:
        store.append(attempt(2, skill="chain"))
        store.merge([theirs])

        assert store.states().keys() == {"chain"}
        assert store.states()["chain"].attempts == 3


def test_a_rename_that_is_gone_gives_the_old_ids_back(store: Store, attempt: MakeAttempt) -> None:
    """Nothing was lost on the way."""
    store.append(attempt(0, skill="chains"))
    before = store.state_hash()

    store.follow(SKILLS, EXERCISES)
    renamed = store.state_hash()
    store.follow({}, {})

    assert store.state_hash() == before != renamed


def test_the_caches_are_made_anew_only_when_the_renames_change(
    store: Store, attempt: MakeAttempt, monkeypatch
) -> None:
    """Every session says what was renamed; a long log is replayed once."""
    from trainer.store import caches

    store.append(attempt(0))
    rebuilt = []
    monkeypatch.setattr(caches, "rebuild", rebuilt.append)

    for skills in ({}, SKILLS, dict(reversed(SKILLS.items())), SKILLS):
        store.follow(skills, {})

    assert len(rebuilt) == 1
