"""The declared tables are the tables of the file and those that the SQL speaks of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Table as Declared
from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects import sqlite

from trainer.errors import StoreError
from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind
from trainer.memory.exam_goal import ExamGoal
from trainer.memory.rating import Rating
from trainer.store import caches, exam_rows, open_store, rows
from trainer.store.backup import kept_at
from trainer.store.database import SCHEMA
from trainer.store.exam_rows import StoredExam
from trainer.store.tables import Table

TABLES = Table.metadata.tables
OLDER = {number: Path(__file__).with_name(f"version-{number}.sql") for number in range(1, SCHEMA + 1)}
STORED = {"VARCHAR": "text", "INTEGER": "integer", "FLOAT": "real"}
"""The declared type to the storage class that its values have (https://www.sqlite.org/datatype3.html)."""

Column = tuple[str, str, bool, int]
"""Name, type, whether NULL is refused, place in the primary key (from 1; 0 is none)."""

Index = tuple[str, tuple[str, ...], bool, bool]
"""Name, columns, whether unique, whether partial; an index of a UNIQUE constraint has no name of its own."""


def make(path: Path, version: int) -> None:
    """A progress file as a version of the trainer has made it."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLDER[version].read_text(encoding="utf-8"))


@pytest.fixture(params=[0, *OLDER], ids=lambda version: f"made by version {version}" if version else "new")
def file(request: pytest.FixtureRequest, path: Path) -> Iterator[sqlite3.Connection]:
    """A progress file, as another program sees it after the store has opened it."""
    if request.param:
        make(path, request.param)
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def declared_columns(table: Declared) -> list[Column]:
    """The columns of a table as SQLModel has them."""
    key = [column.name for column in table.primary_key]
    return [
        (
            column.name,
            column.type.compile(sqlite.dialect()),
            not column.nullable,
            key.index(column.name) + 1 if column.name in key else 0,
        )
        for column in table.columns
    ]


def declared_indexes(table: Declared) -> set[Index]:
    """The indexes of a table as SQLModel has them, UNIQUE constraints included."""
    indexes = {
        (
            str(index.name),
            tuple(column.name for column in index.columns),
            bool(index.unique),
            index.dialect_options["sqlite"]["where"] is not None,
        )
        for index in table.indexes
    }
    unique = (constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint))
    return indexes | {("", tuple(constraint.columns.keys()), True, False) for constraint in unique}


def columns_in(file: sqlite3.Connection, table: str) -> list[Column]:
    """The columns of a table as SQLite has them."""
    found = file.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,))
    return [(name, kind, bool(not_null), key) for name, kind, not_null, key in found]


def indexes_in(file: sqlite3.Connection, table: str) -> set[Index]:
    """The indexes of a table as SQLite has them, without the primary key's."""
    listed = file.execute(
        "SELECT name, origin, \"unique\", partial FROM pragma_index_list(?) WHERE origin <> 'pk'", (table,)
    ).fetchall()
    columns = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
    return {
        (
            name if origin == "c" else "",
            tuple(column for (column,) in file.execute(columns, (name,))),
            bool(unique),
            bool(partial),
        )
        for name, origin, unique, partial in listed
    }


def test_a_file_has_the_declared_tables_and_no_others(file: sqlite3.Connection) -> None:
    """Views and SQLite's own tables aside."""
    found = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")

    assert {name for (name,) in found} == set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_of_the_file_is_the_declared_one(file: sqlite3.Connection, table: str) -> None:
    """Columns in order with type, nullability and key, and indexes; a change needs a new version number."""
    assert columns_in(file, table) == declared_columns(TABLES[table])
    assert indexes_in(file, table) == declared_indexes(TABLES[table])


@pytest.mark.parametrize("version", OLDER)
def test_an_older_file_has_the_triggers_and_the_view_of_today(
    path: Path, tmp_path: Path, version: int
) -> None:
    """Word for word, white space aside."""
    open_store(path).close()
    make(tmp_path / "old.db", version)
    query = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    with (
        closing(sqlite3.connect(path)) as new,
        closing(sqlite3.connect(tmp_path / "old.db")) as old,
    ):
        today, then = new.execute(query).fetchall(), old.execute(query).fetchall()

    assert [(name, sql.split()) for name, sql in today] == [(name, sql.split()) for name, sql in then]


@pytest.mark.parametrize(
    ("table", "listed"),
    [
        ("event", rows.EVENT_COLUMNS),
        ("skill", caches.SKILL_COLUMNS),
        ("exam", exam_rows.EXAM_COLUMNS),
        ("exam_answer", exam_rows.ANSWER_COLUMNS),
    ],
)
def test_rows_are_written_in_all_declared_columns(table: str, listed: str) -> None:
    """And in their order, which the reading of tuples relies on."""
    assert listed.split(", ") == list(TABLES[table].columns.keys())


def test_what_the_store_writes_has_the_declared_types(
    path: Path, attempt: Callable[..., Event], at: Callable[[float], Moment], exam: StoredExam
) -> None:
    """SQLite would keep a text in a column of numbers without a word."""
    with open_store(path) as store:
        store.append(attempt(0, skill="power"))
        put = store.append(attempt(1, texts={"1": "2x"}))
        store.override(put.id, Rating.EASY, at(1))
        store.undo(at(1), put.id)
        store.append(attempt(2))
        store.rebuild()
        store.append(attempt(3))
        store.set_exam_goal(ExamGoal("basics", 740_000, (30.0,)), at(3))
        store.save_draft("chain/first", 7, {"1": "2x"})
        store.exams.begin(exam)
        assert {event.kind for event in store.events()} == set(Kind)

    with closing(sqlite3.connect(path)) as file:
        for name, table in TABLES.items():
            types = ", ".join(f'typeof("{column.name}")' for column in table.columns)
            expected = tuple(STORED[kind] for _, kind, _, _ in declared_columns(table))
            assert set(file.execute(f"SELECT {types} FROM {name}")) == {expected}


def test_a_file_of_version_1_can_hold_exams_and_is_kept_as_it_was(path: Path, exam: StoredExam) -> None:
    """Its log and its device stay; the copy beside it is the file before, whole."""
    make(path, 1)
    with closing(sqlite3.connect(path)) as old:
        (device,) = old.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()

    with open_store(path) as store:
        begun = store.exams.begin(exam)
        assert store.device == device

    with open_store(path) as store:
        assert store.exams.opened() == begun
    with closing(sqlite3.connect(kept_at(path, 1))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT name FROM sqlite_master WHERE name = 'exam'").fetchall() == []
        assert copy.execute("SELECT value FROM meta").fetchall() == [(device,)]


def test_a_file_of_version_1_that_has_the_exams_already_opens(path: Path) -> None:
    """Such files were made before the version was counted on; nothing of theirs is made anew."""
    make(path, 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")

    with open_store(path) as store:
        assert store.exams.opened() is None


@pytest.mark.parametrize("table", ["event", "meta", "exam"])
def test_a_file_that_has_lost_a_table_is_damaged(path: Path, table: str) -> None:
    """Said when it is opened, and nothing is put into it."""
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")

    with pytest.raises(StoreError, match="is damaged"):
        open_store(path)
