"""A file that cannot be used gives a sentence and a way out, and is left as it is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from trainer.errors import StoreError
from trainer.memory.events import Event
from trainer.store import database, open_store
from trainer.store.store import Store

MakeAttempt = Callable[..., Event]


def refused(path: Path) -> StoreError:
    """The refusal to open `path`."""
    with pytest.raises(StoreError) as refusal:
        open_store(path)
    assert refusal.value.way_out
    assert str(path) in refusal.value.message
    return refusal.value


def read_only(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    """`connect` in the mode that SQLite itself falls back to where it may read a file but not write it."""
    return lambda path, **options: connect(f"{path.as_uri()}?mode=ro", uri=True, **options)


def test_missing_folders_are_made(path: Path) -> None:
    """The learner's folder need not exist."""
    with open_store(path):
        assert path.is_file()


def test_the_file_is_opened_durably(store: Store) -> None:
    """Write-ahead log, a sync at each commit, foreign keys on, and no writer turned away at once."""
    with store._database.reading() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5_000}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """Here because a file is in its place."""
    (tmp_path / "learner").write_text("a file")

    assert "folder" in refused(tmp_path / "learner" / "deep" / "progress.db").message


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    """SQLite cannot open it."""
    assert "cannot be opened" in refused(tmp_path).message


def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path) -> None:
    """Someone's notes stay notes."""
    notes = tmp_path / "notes.txt"
    notes.write_text("d/dx sin x = cos x\n" * 50)

    assert "not a database" in refused(notes).message
    assert notes.read_text() == "d/dx sin x = cos x\n" * 50


def test_another_programs_database_is_left_untouched(tmp_path: Path) -> None:
    """No tables are added to it, and its journal stays as it was."""
    photos = tmp_path / "photos.db"
    with closing(sqlite3.connect(photos)) as connection:
        connection.execute("CREATE TABLE photo (id)")
    before = photos.read_bytes()

    assert "another program" in refused(photos).message
    assert photos.read_bytes() == before


def test_a_newer_file_is_left_untouched(path: Path) -> None:
    """The way out is to update the trainer."""
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
    before = path.read_bytes()

    refusal = refused(path)

    assert "newer" in refusal.message
    assert "Update" in refusal.way_out
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_to_be_damaged(path: Path, attempt: MakeAttempt) -> None:
    """Overwritten in the middle, as by a failing disk."""
    with open_store(path) as store:
        for number in range(30):
            store.append(attempt(number))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))

    with pytest.raises(StoreError, match="damaged") as refusal, open_store(path) as store:
        store.events()

    assert "backup" in refusal.value.way_out


def test_a_locked_file_is_said_to_be_locked(
    store: Store, path: Path, attempt: MakeAttempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At opening too; nothing is lost, and the next attempt goes through."""
    monkeypatch.setattr(database, "BUSY_MS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(path).message

    assert store.append(attempt()).sequence == 1


def test_an_attempt_at_a_locked_file_is_not_half_written(
    path: Path, attempt: MakeAttempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused as a whole, and accepted when the other program is done."""
    monkeypatch.setattr(database, "BUSY_MS", 0)
    with open_store(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked"):
                store.append(attempt())

        assert (store.events(), store.states()) == ([], {})
        assert store.append(attempt()).sequence == 1


def test_a_full_disk_refuses_the_attempt_and_keeps_the_rest(path: Path, attempt: MakeAttempt) -> None:
    """SQLite's own page limit stands for the disk."""
    with open_store(path) as store:
        kept = [store.append(attempt(0))]
        with store._database.reading() as connection:
            connection.execute("PRAGMA max_page_count = 1")

        with pytest.raises(StoreError, match="no room") as refusal:
            kept += [store.append(attempt(1, texts={"1": "x" * 100_000}))]

        assert "Free some space" in refusal.value.way_out
        assert store.events() == kept
        assert store.state_hash() == store.rebuild()


def test_a_file_that_cannot_be_written_is_said_to_be_so(path: Path, attempt: MakeAttempt) -> None:
    """SQLite's own read-only switch stands for the file's permissions, which do not bind every user."""
    with open_store(path) as store:
        with store._database.reading() as connection:
            connection.execute("PRAGMA query_only = ON")

        with pytest.raises(StoreError, match="cannot be written") as refusal:
            store.append(attempt())

    assert "writable" in refusal.value.way_out


def test_a_read_only_file_is_refused_when_it_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at the first answer; for root, whom permissions do not bind, the connection is made read-only."""
    open_store(path).close()
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        monkeypatch.setattr(sqlite3, "connect", read_only(sqlite3.connect))

    assert "cannot be written" in refused(path).message


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("event", "evidence", "{half"),
        ("event", "evidence", "[]"),
        ("event", "rating", 7),
        ("event", "mode", "dai1y"),
        ("skill", "stability", -1.0),
        ("skill", "due_day", 2**40),
        ("meta", "value", "no renames"),
        ("skill", "skill", b"\xff"),
    ],
)
def test_an_entry_that_nobody_wrote_is_damage(
    path: Path, attempt: MakeAttempt, table: str, column: str, value: object
) -> None:
    """Bits can change without SQLite seeing it; said in a sentence when the day's queue is asked for."""
    with open_store(path) as store:
        store.follow({"old": "chain"}, {})
        put = store.append(attempt())
        with store._database.writing() as connection:
            connection.execute("DROP TRIGGER event_never_changes")
            value = value if not isinstance(value, bytes) else sqlite3.Binary(value)
            cast = "CAST(? AS TEXT)" if isinstance(value, memoryview) else "?"
            connection.execute(f"UPDATE {table} SET {column} = {cast}", (value,))

        with pytest.raises(StoreError, match="damaged"):
            store.progress(put.at.study_day)


def test_a_damaged_draft_is_none(store: Store) -> None:
    """It is worth no refusal: the question is asked without it."""
    store.save_draft("chain/first", 7, {"1": "2x"})
    with store._database.writing() as connection:
        connection.execute("UPDATE draft SET texts = '{half'")

    assert store.load_draft("chain/first", 7) is None
    assert store.drafted_seed("chain/first") is None


@pytest.mark.parametrize("name", [":memory:", "file:progress.db?mode=memory"])
def test_a_file_with_a_name_that_means_something_to_sqlite_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempt: MakeAttempt, name: str
) -> None:
    """Else what was learned would be gone with the process."""
    monkeypatch.chdir(tmp_path)
    with open_store(Path(name)) as store:
        store.append(attempt())

    assert (tmp_path / name).is_file()
    with open_store(Path(name)) as store:
        assert len(store.events()) == 1
