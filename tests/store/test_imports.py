"""What is imported when: the first question waits for nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from trainer.store import open_store

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "numpy", "trainer.store.tables"}

A_DAY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind
from trainer.memory.rating import Evidence, Rating
from trainer.store import open_store

at = Moment.of(datetime(2026, 1, 5, 9, tzinfo=UTC))
with open_store(Path(sys.argv[1])) as store:
    store.save_draft("chain/first", 7, {"1": "2x"})
    put = store.append(Event(Kind.ATTEMPT, "chain", at, evidence=Evidence(), rating=Rating.GOOD))
    store.override(put.id, Rating.HARD, at)
    assert store.progress(at.study_day).states["chain"].attempts == 1
    assert store.undo(at).id == put.id
    assert len(store.events()) == 3
"""


def heavy_after(code: str, *arguments: str) -> list[str]:
    """The heavy modules that a fresh interpreter has loaded after running `code`."""
    program = f"{code}\nprint(*sorted({HEAVY} & set(sys.modules)))"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return done.stdout.split()


def test_a_day_with_an_existing_file_needs_the_standard_library_alone(path: Path) -> None:
    """Opening, a draft, an attempt, an override, the queue's progress, an undo and the log."""
    open_store(path).close()

    assert heavy_after(A_DAY, str(path)) == []


def test_a_new_file_is_made_from_the_declared_tables(path: Path) -> None:
    """So there SQLModel is imported, but not NumPy."""
    heavy = heavy_after(A_DAY, str(path))

    assert "sqlmodel" in heavy
    assert "trainer.store.tables" in heavy


def test_rebuilding_an_existing_file_needs_numpy_but_not_sqlmodel(path: Path) -> None:
    """The replay of all skills at once is NumPy's."""
    open_store(path).close()
    code = (
        f"{A_DAY}\nwith open_store(Path(sys.argv[1])) as store:\n"
        "    store.append(Event(Kind.ATTEMPT, 'chain', at, evidence=Evidence(), rating=Rating.GOOD))\n"
        "    store.rebuild()"
    )

    assert heavy_after(code, str(path)) == ["numpy"]


def test_memory_needs_neither_the_store_nor_sqlmodel_nor_numpy() -> None:
    """And importing the store's door does not import SQLModel either."""
    code = (
        "import sys, trainer.store, trainer.memory.queue, trainer.memory.events, trainer.memory.pace\n"
        "assert 'trainer.store.store' not in sys.modules"
    )

    assert heavy_after(code) == []
