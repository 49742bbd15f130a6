"""What was typed and not yet decided, one draft for each exercise and way of practising; commits nothing."""

from __future__ import annotations

from collections.abc import Mapping
from sqlite3 import Connection

from trainer.memory.events import Mode
from trainer.store.faults import DamagedEntryError
from trainer.store.rows import texts_from_json, texts_to_json


def put(connection: Connection, exercise: str, seed: int, texts: Mapping[str, str], mode: Mode) -> None:
    """Keep the texts of a variant in place of what was kept before."""
    connection.execute(
        "INSERT OR REPLACE INTO draft (exercise, seed, texts) VALUES (?, ?, ?)",
        (_key(exercise, mode), seed, texts_to_json(texts)),
    )


def get(connection: Connection, exercise: str, mode: Mode) -> tuple[int, dict[str, str]] | None:
    """The seed of the variant that was kept, and its texts; None where nothing was, or it is damaged."""
    query = "SELECT seed, texts FROM draft WHERE exercise = ?"
    row = connection.execute(query, (_key(exercise, mode),)).fetchone()
    try:
        return None if row is None else (int(row[0]), texts_from_json(row[1]))
    except DamagedEntryError:
        return None  # a draft is worth no refusal: its question is asked without it


def drop(connection: Connection, exercise: str, mode: Mode) -> None:
    """Forget a draft, if there is one."""
    connection.execute("DELETE FROM draft WHERE exercise = ?", (_key(exercise, mode),))


def _key(exercise: str, mode: Mode) -> str:
    """An exercise id has no space, so what is drilled never meets what the day asks."""
    return f"{exercise} ({mode.value})" if mode is Mode.EXTRA else exercise
