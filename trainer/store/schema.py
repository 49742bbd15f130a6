"""Makes the tables of a new file, and changes those of an old one, as declared; knows no transactions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from sqlite3 import Connection

from sqlalchemy import Table as Declared
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from trainer.store.tables import APPEND_ONLY, EFFECTIVE, ExamAnswerRow, ExamRow, Table


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables from `version` to the declared ones, in the transaction that is open.

    All of them for a new file (version 0); version 2 has brought the exams.
    """
    if version == 0:
        for statement in statements():
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('device', ?)", (uuid.uuid4().hex,))
    elif version == 1:
        for table in (ExamRow, ExamAnswerRow):
            for statement in _made(Table.metadata.tables[str(table.__tablename__)], if_missing=True):
                connection.execute(statement)


def statements() -> Iterator[str]:
    """The SQL that makes the declared tables, their indexes, triggers and view, in an order that works."""
    for table in Table.metadata.sorted_tables:
        yield from _made(table)
    yield from APPEND_ONLY
    yield EFFECTIVE


def _made(table: Declared, *, if_missing: bool = False) -> Iterator[str]:
    dialect = sqlite.dialect()
    yield str(CreateTable(table, if_not_exists=if_missing).compile(dialect=dialect))
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield str(CreateIndex(index, if_not_exists=if_missing).compile(dialect=dialect))
