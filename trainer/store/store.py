"""The progress store: appends events, answers questions about them; decides nothing about learning."""

# ruff: noqa: S608 -- only constants of this package are put into SQL; values are always bound

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from trainer.errors import StoreError
from trainer.memory.days import Moment
from trainer.memory.events import Attempt, Event, Kind, Mode, Seen
from trainer.memory.exam_goal import ExamGoal, goal_event, goal_of
from trainer.memory.fsrs import MemoryState
from trainer.memory.pace import typical_ms
from trainer.memory.rating import Rating
from trainer.memory.today import Progress
from trainer.store import caches, drafts
from trainer.store.database import Database
from trainer.store.faults import damaged
from trainer.store.renames import Renames, read_renames, write_renames
from trainer.store.rows import (
    ATTEMPT_COLUMNS,
    EVENT_COLUMNS,
    active_ms,
    texts_from_json,
    to_attempt,
    to_event,
    to_row,
)

if TYPE_CHECKING:
    from trainer.store.exams import Exams

_ORDER: Final = "utc_ms, device, sequence"
_LATEST_FIRST: Final = "utc_ms DESC, device DESC, sequence DESC"
_RECENT: Final = 200
_PLACEHOLDERS: Final = ", ".join("?" * len(EVENT_COLUMNS.split(",")))
_INSERT: Final = f"INSERT INTO event ({EVENT_COLUMNS}) VALUES ({_PLACEHOLDERS})"


class Store:
    """An open progress file. Every method is one transaction; every one may raise StoreError.

    When a method that writes has returned, what it wrote is on disk. Two processes may use one file.
    """

    def __init__(self, path: Path, device: str | None = None) -> None:
        self._database = Database(path)
        self.path = path
        try:
            self.device = device or self._own_device()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; nothing is left to write."""
        self._database.close()

    @property
    def exams(self) -> Exams:
        """The mock exams of this file."""
        from trainer.store.exams import Exams

        return Exams(self._database, self._append, self.device)

    def append(self, event: Event) -> Event:
        """Put an event at the end of the log and bring the caches up to date, all or nothing.

        Returns the event with its id, device and sequence. An attempt needs a rating and evidence; it ends
        the draft of its exercise.
        """
        with self._database.writing() as connection:
            return self._append(connection, event)

    def override(self, attempt_id: str, rating: Rating, at: Moment) -> Event:
        """The learner's own rating of an attempt; the last given counts. KeyError for one that does not."""
        with self._database.writing() as connection:
            attempt = _attempt(connection, attempt_id)
            return self._append(
                connection, Event(Kind.OVERRIDE, attempt.skill, at, rating=rating, target=attempt.id)
            )

    def undo(self, at: Moment, attempt_id: str = "", mode: Mode = Mode.DAILY) -> Attempt | None:
        """Void an attempt (default: the latest of `mode` that counts), as if it had never been; None if none.

        Returns the attempt as it was. Works after a restart; an undo itself cannot be undone.
        """
        with self._database.writing() as connection:
            attempt = _attempt(connection, attempt_id) if attempt_id else _latest(connection, mode)
            if attempt is not None:
                self._append(connection, Event(Kind.UNDO, attempt.skill, at, target=attempt.id))
            return attempt

    def merge(self, events: Iterable[Event]) -> int:
        """Take in events that have an identity, such as another device's; the number that were not here yet.

        The union of two logs: in any order, any number of times. Refused as a whole when one device and
        sequence names two different events.
        """
        with self._database.writing() as connection:
            known = {row[0] for row in connection.execute("SELECT id FROM event")}
            places = {tuple(row) for row in connection.execute("SELECT device, sequence FROM event")}
            fresh = {event.id: event for event in events if event.id not in known}
            for event in fresh.values():
                if (event.device, event.sequence) in places:
                    raise _two_histories(event)
                places.add((event.device, event.sequence))
            if fresh:
                connection.executemany(_INSERT, map(to_row, fresh.values()))
                caches.rebuild(connection)
            return len(fresh)

    def follow(self, skills: Mapping[str, str], exercises: Mapping[str, str]) -> None:
        """Count the log's events under the ids that their skills and exercises have now (old id to new).

        The log keeps the old ids; the caches are made anew if these are not the renames of the last time.
        """
        renames = Renames(dict(skills), dict(exercises))
        with self._database.reading() as connection:
            if read_renames(connection) == renames:
                return
        with self._database.writing() as connection:
            write_renames(connection, renames)
            caches.rebuild(connection)

    def rebuild(self) -> str:
        """Make all caches anew from the log; the state hash, equal on every device with the same events."""
        with self._database.writing() as connection:
            caches.rebuild(connection)
            return caches.state_hash(connection)

    def state_hash(self) -> str:
        """The hash of the caches as they are."""
        with self._database.reading() as connection:
            return caches.state_hash(connection)

    def events(self) -> list[Event]:
        """The whole log in its total order: UTC milliseconds, device, sequence."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY {_ORDER}")
            return [to_event(row) for row in rows]

    def states(self) -> dict[str, MemoryState]:
        """The memory state of every attempted skill."""
        with self._database.reading() as connection:
            return caches.read_states(connection)

    def seen(self) -> dict[str, Seen]:
        """How often and when last each exercise was attempted, by exercise id."""
        with self._database.reading() as connection:
            return caches.read_seen(connection)

    def attempts_on(self, study_day: int) -> list[Attempt]:
        """The attempts of a study day that count, in the order of the log."""
        with self._database.reading() as connection:
            return _attempts_on(connection, study_day)

    def studied_days(self) -> list[int]:
        """The study days with an attempt that counts, ascending."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT DISTINCT study_day FROM attempt ORDER BY study_day")
            return [row[0] for row in rows]

    def typical_ms(self, exercise_kind: str = "") -> int | None:
        """The learner's median active time over the last 200 attempts (of one kind), None below five."""
        with self._database.reading() as connection:
            return _typical_ms(connection, exercise_kind)

    def exam_goal(self) -> ExamGoal | None:
        """The exam that the learner prepares for: the goal set last in the log's order, unless cancelled."""
        with self._database.reading() as connection:
            last = _last_goal(connection)
            return None if last is None else goal_of(texts_from_json(last[1]))

    def set_exam_goal(self, goal: ExamGoal | None, at: Moment) -> Event:
        """Put a goal into the log; None cancels the one before.

        It comes after the one before in the log's order too, though the clock may have been set back.
        """
        with self._database.writing() as connection:
            last = _last_goal(connection)
            if last is not None:
                at = replace(at, utc_ms=max(at.utc_ms, last[0] + 1))
            return self._append(connection, goal_event(goal, at))

    def ratings(self) -> list[tuple[str, int, int]]:
        """Skill, study day and rating of every attempt that moves memory, in the order of the log."""
        query = f"SELECT skill, study_day, rating FROM attempt WHERE mode <> ? ORDER BY {_ORDER}"
        with self._database.reading() as connection:
            renames = read_renames(connection)
            rows = connection.execute(query, (Mode.EXTRA.value,))
            return [(renames.skill(skill), day, rating) for skill, day, rating in rows]

    def progress(self, study_day: int) -> Progress:
        """All that the queue of a study day depends on, read at one moment; drills are none of it."""
        with self._database.reading() as connection:
            return Progress(
                study_day,
                caches.read_states(connection),
                [each for each in _attempts_on(connection, study_day) if each.mode is not Mode.EXTRA],
                caches.read_seen(connection),
                _typical_ms(connection, ""),
            )

    def save_draft(self, exercise: str, seed: int, texts: Mapping[str, str], mode: Mode = Mode.DAILY) -> None:
        """Keep what was typed for a variant; an exercise has one draft of each mode."""
        with self._database.writing() as connection:
            drafts.put(connection, exercise, seed, texts, mode)

    def drafted_seed(self, exercise: str, mode: Mode = Mode.DAILY) -> int | None:
        """The seed of the variant that a draft was kept for, None if there is none."""
        with self._database.reading() as connection:
            found = drafts.get(connection, exercise, mode)
            return None if found is None else found[0]

    def load_draft(self, exercise: str, seed: int, mode: Mode = Mode.DAILY) -> dict[str, str] | None:
        """What was typed for this variant, None if nothing was kept."""
        with self._database.reading() as connection:
            found = drafts.get(connection, exercise, mode)
            return None if found is None or found[0] != seed else found[1]

    def drop_draft(self, exercise: str, mode: Mode = Mode.DAILY) -> None:
        """Forget the draft of an exercise, if there is one."""
        with self._database.writing() as connection:
            drafts.drop(connection, exercise, mode)

    def _append(self, connection: Connection, event: Event) -> Event:
        if event.kind is Kind.ATTEMPT and (event.rating is None or event.evidence is None):
            raise ValueError("an attempt needs a rating and evidence")
        query = "SELECT coalesce(max(sequence), 0) + 1 FROM event WHERE device = ?"
        sequence = connection.execute(query, (self.device,)).fetchone()[0]
        event = replace(event, id=event.id or uuid.uuid4().hex, device=self.device, sequence=sequence)
        connection.execute(_INSERT, to_row(event))
        caches.note(connection, event)
        if event.kind is Kind.ATTEMPT:
            drafts.drop(connection, event.exercise, event.mode)
        return event

    def _own_device(self) -> str:
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()
        if row is None:
            raise damaged(self.path)
        return str(row[0])


def _last_goal(connection: Connection) -> tuple[int, str] | None:
    """UTC milliseconds and texts of the goal set last; by the index on skills, as no other event has none."""
    query = f"SELECT utc_ms, texts FROM event WHERE skill = '' AND kind = ? ORDER BY {_LATEST_FIRST} LIMIT 1"
    row: tuple[int, str] | None = connection.execute(query, (Kind.SET_EXAM.value,)).fetchone()
    return row


def _attempt(connection: Connection, attempt_id: str) -> Attempt:
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempt WHERE id = ?"
    row = connection.execute(query, (attempt_id,)).fetchone()
    if row is None:
        raise KeyError(attempt_id)
    return read_renames(connection).attempt(to_attempt(row))


def _latest(connection: Connection, mode: Mode) -> Attempt | None:
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempt WHERE mode = ? ORDER BY {_LATEST_FIRST} LIMIT 1"
    row = connection.execute(query, (mode.value,)).fetchone()
    return None if row is None else read_renames(connection).attempt(to_attempt(row))


def _attempts_on(connection: Connection, study_day: int) -> list[Attempt]:
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempt WHERE study_day = ? ORDER BY {_ORDER}"
    renames = read_renames(connection)
    return [renames.attempt(to_attempt(row)) for row in connection.execute(query, (study_day,))]


def _typical_ms(connection: Connection, exercise_kind: str) -> int | None:
    where, values = ("WHERE exercise_kind = ?", (exercise_kind,)) if exercise_kind else ("", ())
    query = f"SELECT evidence FROM attempt {where} ORDER BY utc_ms DESC LIMIT {_RECENT}"
    return typical_ms([active_ms(evidence) for (evidence,) in connection.execute(query, values)])


def _two_histories(event: Event) -> StoreError:
    return StoreError(
        f"Two different events claim to be number {event.sequence} of the device {event.device}.",
        way_out="One of the files is a copy that went its own way; merge only one of the two.",
    )
