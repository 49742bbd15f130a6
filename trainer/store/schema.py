"""Makes the tables of a new file, and changes those of an old one, as declared; knows no transactions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from sqlite3 import Connection

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from trainer.store.tables import APPEND_ONLY, EFFECTIVE, Table


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables from `version` to the declared ones, in the transaction that is open.

    All of them for a new file (version 0); steps between versions go here.
    """
    if version == 0:
        for statement in statements():
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('device', ?)", (uuid.uuid4().hex,))


def statements() -> Iterator[str]:
    """The SQL that makes the declared tables, their indexes, triggers and view, in an order that works."""
    dialect = sqlite.dialect()
    for table in Table.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
    yield from APPEND_ONLY
    yield EFFECTIVE
