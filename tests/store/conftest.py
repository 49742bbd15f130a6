"""A store in a temporary folder, and attempts to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind
from trainer.memory.rating import Evidence, Rating
from trainer.store import open_store
from trainer.store.exam_rows import DrawnQuestion, StoredExam
from trainer.store.store import Store

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a progress file will be, in a folder that is not there yet."""
    return tmp_path / "learner" / "progress.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def at() -> Callable[[float], Moment]:
    """The moment so many days after the start."""
    return lambda days: Moment.of(START + timedelta(days=days))


@pytest.fixture
def attempt() -> Callable[..., Event]:
    """An attempt so many days after the start; anything else by keyword."""

    def make(days: float = 0.0, rating: Rating = Rating.GOOD, skill: str = "chain", **more: object) -> Event:
        fields: dict[str, object] = {
            "exercise": f"{skill}/first",
            "exercise_kind": "derive",
            "evidence": Evidence(active_ms=30_000),
            "rating": rating,
        }
        moment = Moment.of(START + timedelta(days=days))
        return Event(Kind.ATTEMPT, skill, moment, **{**fields, **more})  # type: ignore[arg-type]

    return make


@pytest.fixture
def exam() -> StoredExam:
    """An exam of three questions, owned by “first window”."""
    questions = [
        DrawnQuestion("chain", "Chain", "Rules", "Rules", f"chain/{name}", "derive", 7, "hash", 100 / 3)
        for name in ("first", "second", "third")
    ]
    return StoredExam(
        id="",
        blueprint="basics",
        title="Basics",
        seed=3,
        minutes=10,
        pass_mark=0.6,
        hint_cost=None,
        questions=tuple(questions),
        predicted=(0.5, 0.25, 0.75),
        started=Moment.of(START),
        owner="first window",
    )
