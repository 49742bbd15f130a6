"""The caches of the log: a step for one more attempt, one skill again, or all anew; never commits."""

# ruff: noqa: S608 -- only constants of this package are put into SQL; values are always bound

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from sqlite3 import Connection

from trainer.memory.events import Event, Kind, Mode, Seen
from trainer.memory.fsrs import MemoryState, after_attempt
from trainer.store.renames import Renames, read_renames
from trainer.store.rows import to_rating, to_state

SKILL_COLUMNS = "skill, stability, difficulty, last_day, due_day, repetitions, lapses, attempts, right"
_ORDER = "utc_ms, device, sequence"
_MOVES_MEMORY = f"mode <> '{Mode.EXTRA.value}'"


def note(connection: Connection, event: Event) -> None:
    """Bring the caches up to date after `event` was appended."""
    if event.kind is Kind.SET_EXAM:
        return  # nothing was answered, so nothing is remembered differently
    renames = read_renames(connection)
    event = renames.event(event)
    rating = event.rating
    if event.kind is Kind.ATTEMPT and rating is not None and _is_last(connection, event, renames):
        if event.mode is not Mode.EXTRA:
            before = read_state(connection, event.skill)
            state = after_attempt(before, event.skill, event.at.study_day, rating)
            _write_states(connection, {event.skill: state})
        _count_exercise(connection, event)
    else:
        _replay_skill(connection, event.skill, renames)


def rebuild(connection: Connection) -> None:
    """Make all caches anew from the log, in one vectorised replay."""
    import numpy as np

    from trainer.memory.replay import replay

    renames = read_renames(connection)
    connection.execute("DELETE FROM skill")
    connection.execute("DELETE FROM exercise")
    query = f"SELECT skill, study_day, rating FROM attempt WHERE {_MOVES_MEMORY} ORDER BY {_ORDER}"
    rows = connection.execute(query).fetchall()
    if rows:
        names, days, ratings = zip(*rows, strict=True)
        for rating in set(ratings):
            to_rating(rating)  # refuses one that nobody gave
        codes: dict[str, int] = {}
        code_of = {name: codes.setdefault(renames.skill(name), len(codes)) for name in dict.fromkeys(names)}
        skills = np.asarray([code_of[name] for name in names], dtype=np.int64)
        memories = replay(skills, np.asarray(days, dtype=np.int64), np.asarray(ratings, dtype=np.int64))
        _write_states(connection, memories.states(list(codes)))
    _count_exercises(connection, renames, "")


def read_state(connection: Connection, skill: str) -> MemoryState | None:
    """The cached state of one skill, None if it was never attempted."""
    query = f"SELECT {SKILL_COLUMNS} FROM skill WHERE skill = ?"
    row = connection.execute(query, (skill,)).fetchone()
    return None if row is None else to_state(row[1:])


def read_states(connection: Connection) -> dict[str, MemoryState]:
    """The cached states of all attempted skills."""
    rows = connection.execute(f"SELECT {SKILL_COLUMNS} FROM skill ORDER BY skill")
    return {row[0]: to_state(row[1:]) for row in rows}


def read_seen(connection: Connection) -> dict[str, Seen]:
    """The cached counts of all attempted exercises."""
    query = "SELECT exercise, sum(attempts), max(last_ms) FROM exercise GROUP BY exercise"
    rows = connection.execute(query)
    return {exercise: Seen(attempts, last_ms) for exercise, attempts, last_ms in rows}


def state_hash(connection: Connection) -> str:
    """A hash of all caches, equal wherever the same events count; reals enter with six significant digits."""
    digest = hashlib.sha256()
    for skill, state in sorted(read_states(connection).items()):
        stability, difficulty, *counts = astuple(state)
        digest.update(repr((skill, f"{stability:.5e}", f"{difficulty:.5e}", *counts)).encode())
    for exercise, seen in sorted(read_seen(connection).items()):
        digest.update(repr((exercise, *astuple(seen))).encode())
    return digest.hexdigest()


def _is_last(connection: Connection, event: Event, renames: Renames) -> bool:
    names = renames.names(event.skill)
    query = f"SELECT 1 FROM event WHERE {_among(names)} AND ({_ORDER}) > (?, ?, ?) LIMIT 1"
    place = (*names, event.at.utc_ms, event.device, event.sequence)
    return connection.execute(query, place).fetchone() is None


def _replay_skill(connection: Connection, skill: str, renames: Renames) -> None:
    names = renames.names(skill)
    where = f"{_among(names)} AND {_MOVES_MEMORY}"
    query = f"SELECT study_day, rating FROM attempt WHERE {where} ORDER BY {_ORDER}"
    state: MemoryState | None = None
    for day, rating in connection.execute(query, names):
        state = after_attempt(state, skill, day, to_rating(rating))
    connection.execute("DELETE FROM skill WHERE skill = ?", (skill,))
    if state is not None:
        _write_states(connection, {skill: state})
    connection.execute("DELETE FROM exercise WHERE skill = ?", (skill,))
    _count_exercises(connection, renames, f"WHERE {_among(names)}", *names)


def _among(names: Sequence[str]) -> str:
    return "skill = ?" if len(names) == 1 else f"skill IN ({', '.join('?' * len(names))})"


def _write_states(connection: Connection, states: Mapping[str, MemoryState]) -> None:
    rows = ((skill, *astuple(state)) for skill, state in states.items())
    statement = f"INSERT OR REPLACE INTO skill ({SKILL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(statement, rows)


def _count_exercises(connection: Connection, renames: Renames, where: str, *values: str) -> None:
    query = f"SELECT skill, exercise, count(*), max(utc_ms) FROM attempt {where} GROUP BY skill, exercise"
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for skill, exercise, attempts, last_ms in connection.execute(query, values):
        now = renames.skill(skill), renames.exercise(skill, exercise)
        earlier, before_ms = counts.get(now, (0, last_ms))
        counts[now] = earlier + attempts, max(before_ms, last_ms)
    connection.executemany(
        "INSERT INTO exercise (skill, exercise, attempts, last_ms) VALUES (?, ?, ?, ?)",
        ((*now, *count) for now, count in counts.items()),
    )


def _count_exercise(connection: Connection, event: Event) -> None:
    connection.execute(
        "INSERT INTO exercise (skill, exercise, attempts, last_ms) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (skill, exercise)"
        " DO UPDATE SET attempts = attempts + 1, last_ms = max(last_ms, excluded.last_ms)",
        (event.skill, event.exercise, event.at.utc_ms),
    )
