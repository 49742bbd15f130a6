"""The file itself: opened durably, its version checked, used in transactions; knows no events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from threading import Lock
from typing import Final

from trainer.store.faults import damaged, foreign, is_busy, no_folder, spoken, too_new

SCHEMA: Final = 2
"""The version of the tables, kept in `PRAGMA user_version`."""

APPLICATION: Final = 0x64782F64
"""`PRAGMA application_id` of a progress file, so that no other program's database is taken for one."""

BUSY_MS: Final = 5_000
"""How long a writer waits for another process."""

_TABLES: Final = frozenset({"event", "attempt", "skill", "exercise", "draft", "exam", "exam_answer", "meta"})
"""The tables, and the view of the log, that a file of version SCHEMA has."""

_WRITE_NOTHING: Final = "DELETE FROM meta WHERE FALSE"
"""Refused where the file cannot be written, so at opening, not at an answer; BEGIN IMMEDIATE alone is not."""


class Database:
    """A progress file that is open: one connection, used by threads in turn."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise no_folder(path, error) from error
        with spoken(path):
            self._connection = _connection(path)
        try:
            with spoken(path):
                self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the file back, after the transaction that is under way."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction in which all reads see one moment."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only writer from its start, and on disk when the block has ended."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with spoken(self.path), self._turn, self._connection as connection:  # which commits or rolls back
            connection.execute(begin)
            yield connection

    def _prepare(self) -> None:
        """Check before anything is written: a newer or foreign file stays byte for byte as it was."""
        _set_durable(self._connection)
        with self.reading() as connection:
            version = self._version(connection)
        if version < SCHEMA:
            self._migrate()
        with self.writing() as connection:
            self._refuse_incomplete(connection)
            connection.execute(_WRITE_NOTHING)
        _use_wal(self._connection)

    def _version(self, connection: Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        if application != APPLICATION and (application or version or tables):
            raise foreign(self.path)
        if version > SCHEMA:
            raise too_new(self.path, version, SCHEMA)
        return version

    def _migrate(self) -> None:
        """Bring the tables to SCHEMA, unless another process has just done it."""
        from trainer.store.backup import keep
        from trainer.store.schema import migrate  # SQLModel takes its time, so before the file is locked

        with self.writing() as connection:
            version = self._version(connection)
            if 0 < version < SCHEMA:
                keep(self.path, version)
            migrate(connection, version)
            self._refuse_incomplete(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def _refuse_incomplete(self, connection: Connection) -> None:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not found >= _TABLES:
            raise damaged(self.path)


def _connection(path: Path) -> Connection:
    """A connection that begins no transaction by itself; the lock above makes it fit for many threads.

    The path is absolute, since `:memory:` and `file:…` are no files to SQLite.
    """
    return sqlite3.connect(
        path.absolute(), timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )


def _set_durable(connection: Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB, so that a long log is not read twice


def _use_wal(connection: Connection) -> None:
    """Another process may be using the file just now; then the next opening sets it, and nothing is lost."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
