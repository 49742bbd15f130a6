"""The mock exams on disk: one open at a time, owned by one process; decides nothing about their questions.

The one who took an exam last owns it. A process that has lost it is told so at its next write, which changes
nothing. Exams stay on the device: only the attempts that come of them are events, and travel in a merge.
"""

# ruff: noqa: S608 -- only constants of this package are put into SQL; values are always bound

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from sqlite3 import Connection
from typing import Final

from trainer.errors import StoreError
from trainer.memory.days import Moment
from trainer.memory.events import Event
from trainer.store.database import Database
from trainer.store.exam_rows import (
    ANSWER_COLUMNS,
    EXAM_COLUMNS,
    ExamState,
    StoredAnswer,
    StoredExam,
    to_answer,
    to_answer_row,
    to_exam,
    to_exam_row,
)

_INSERT_EXAM: Final = f"INSERT INTO exam VALUES ({', '.join('?' * len(EXAM_COLUMNS.split(',')))})"
_PUT_ANSWER: Final = (
    f"INSERT OR REPLACE INTO exam_answer VALUES ({', '.join('?' * len(ANSWER_COLUMNS.split(',')))})"
)


class LostExamError(StoreError):
    """The exam went on, or ended, in another window; this one can do nothing more for it."""


Append = Callable[[Connection, Event], Event]
"""Puts an event into the log within a transaction that is open."""


class Exams:
    """The exams of an open progress file. Every method is one transaction; every one may raise StoreError."""

    def __init__(self, database: Database, append: Append, device: str) -> None:
        self._database = database
        self._append = append
        self._device = device

    def begin(self, exam: StoredExam) -> StoredExam:
        """Put down a new exam, open, with empty answers; StoreError while another one is open.

        Returns it with its id: the day on which it began and a running number, such as `2026-11-21-1`.
        """
        with self._database.writing() as connection:
            other = _open(connection)
            if other is not None:
                raise _one_at_a_time(other)
            exam = replace(exam, id=_free_id(connection, exam.started))
            connection.execute(_INSERT_EXAM, to_exam_row(exam))
            blank = (StoredAnswer(number) for number in range(1, len(exam.questions) + 1))
            connection.executemany(_PUT_ANSWER, [to_answer_row(exam.id, answer) for answer in blank])
            return exam

    def opened(self) -> StoredExam | None:
        """The exam that is open, if one is."""
        with self._database.reading() as connection:
            return _open(connection)

    def take(self, owner: str) -> tuple[StoredExam, list[StoredAnswer]] | None:
        """Let `owner` go on with the open exam; it and its answers, None where none is open."""
        with self._database.writing() as connection:
            exam = _open(connection)
            if exam is None:
                return None
            connection.execute("UPDATE exam SET owner = ? WHERE id = ?", (owner, exam.id))
            return replace(exam, owner=owner), _answers(connection, exam.id)

    def save(self, exam: StoredExam, answers: Iterable[StoredAnswer]) -> None:
        """Keep the clock, the current question and some answers of an exam that its owner has open."""
        with self._database.writing() as connection:
            _check_owner(connection, exam)
            _keep(connection, exam, answers)

    def hand_in(self, exam: StoredExam, answers: Iterable[StoredAnswer], events: Iterable[Event]) -> None:
        """Close an exam with its judged answers, and log its attempts, all or nothing.

        `exam` says how it ended. The ids of the events follow from the exam, so none can be logged twice.
        """
        with self._database.writing() as connection:
            _check_owner(connection, exam)
            _keep(connection, exam, answers)
            _close(connection, exam, ExamState.HANDED_IN)
            for number, event in enumerate(events, 1):
                self._append(connection, replace(event, id=_event_id(self._device, exam.id, number)))

    def abandon(self, at: Moment) -> StoredExam | None:
        """Put the open exam aside for good, without a score; it, or None where none is open."""
        with self._database.writing() as connection:
            exam = _open(connection)
            if exam is not None:
                _close(
                    connection,
                    replace(exam, ended=ExamState.ABANDONED.value, ended_at=at),
                    ExamState.ABANDONED,
                )
            return exam

    def find(self, exam_id: str) -> StoredExam | None:
        """The exam of this id."""
        with self._database.reading() as connection:
            query = f"SELECT {EXAM_COLUMNS} FROM exam WHERE id = ?"
            row = connection.execute(query, (exam_id,)).fetchone()
            return None if row is None else to_exam(row)

    def answers(self, exam_id: str) -> list[StoredAnswer]:
        """The answers of an exam, in the order of its questions."""
        with self._database.reading() as connection:
            return _answers(connection, exam_id)

    def papers(self, blueprint: str = "") -> list[StoredExam]:
        """All exams that are over (of one blueprint), oldest first."""
        where, values = ("AND blueprint = ?", (blueprint,)) if blueprint else ("", ())
        query = f"SELECT {EXAM_COLUMNS} FROM exam WHERE state <> 'open' {where} ORDER BY started_ms, id"
        with self._database.reading() as connection:
            return [to_exam(row) for row in connection.execute(query, values)]

    def drawn(self, blueprint: str) -> int:
        """How many papers were ever drawn of a blueprint, abandoned ones too."""
        with self._database.reading() as connection:
            query = "SELECT count(*) FROM exam WHERE blueprint = ?"
            return int(connection.execute(query, (blueprint,)).fetchone()[0])


def _open(connection: Connection) -> StoredExam | None:
    row = connection.execute(f"SELECT {EXAM_COLUMNS} FROM exam WHERE state = 'open'").fetchone()
    return None if row is None else to_exam(row)


def _answers(connection: Connection, exam_id: str) -> list[StoredAnswer]:
    query = f"SELECT {ANSWER_COLUMNS} FROM exam_answer WHERE exam = ? ORDER BY number"
    return [to_answer(row) for row in connection.execute(query, (exam_id,))]


def _keep(connection: Connection, exam: StoredExam, answers: Iterable[StoredAnswer]) -> None:
    values = (exam.elapsed_ms, exam.current, exam.id)
    connection.execute("UPDATE exam SET elapsed_ms = ?, current = ? WHERE id = ?", values)
    connection.executemany(_PUT_ANSWER, [to_answer_row(exam.id, answer) for answer in answers])


def _close(connection: Connection, exam: StoredExam, state: ExamState) -> None:
    if exam.ended_at is None:
        raise ValueError("an exam ends at a moment")
    connection.execute(
        "UPDATE exam SET state = ?, ended = ?, ended_ms = ?, ended_offset = ?, score = ? WHERE id = ?",
        (
            *(state.value, exam.ended, exam.ended_at.utc_ms, exam.ended_at.offset_minutes),
            *(exam.score, exam.id),
        ),
    )


def _check_owner(connection: Connection, exam: StoredExam) -> None:
    row = connection.execute("SELECT state, owner FROM exam WHERE id = ?", (exam.id,)).fetchone()
    if row is None or row[0] != ExamState.OPEN.value:
        raise LostExamError(
            f"This exam was {row[0] if row else 'removed'} in another window.",
            way_out="“trainer exam list” shows it.",
        )
    if row[1] != exam.owner:
        raise LostExamError(
            "This exam was gone on with in another window; nothing more is saved from this one.",
            way_out="Go on there, or start “trainer exam” here again to take it back.",
        )


def _one_at_a_time(other: StoredExam) -> StoreError:
    return StoreError(
        f"The exam “{other.title}” is still open.", way_out="Go on with it, or abandon it before another one."
    )


def _free_id(connection: Connection, started: Moment) -> str:
    day = date.fromordinal(started.study_day).isoformat()
    taken = connection.execute("SELECT count(*) FROM exam WHERE id GLOB ?", (f"{day}-*",)).fetchone()[0]
    return f"{day}-{taken + 1}"


def _event_id(device: str, exam_id: str, number: int) -> str:
    return hashlib.blake2b(f"{device}\n{exam_id}\n{number}".encode(), digest_size=16).hexdigest()
