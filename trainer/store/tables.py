"""The tables of the progress file: the log, its caches, drafts and meta, with their triggers and view."""

from __future__ import annotations

from typing import ClassVar, Final

from sqlalchemy import Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

_CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """A table of the progress file; constraints have names, so that a migration can speak of them."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_CONSTRAINT_NAMES)


class EventRow(Table, table=True):
    """One event of the log, never changed or removed; `texts` and `evidence` are JSON."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("device", "sequence"),
        Index(None, "utc_ms", "device", "sequence"),
        Index(None, "skill", "utc_ms", "device", "sequence"),
        Index(None, "study_day", "utc_ms", "device", "sequence"),
        Index(None, "exercise_kind", "utc_ms"),
        Index(None, "target", sqlite_where=text("target <> ''")),
    )

    id: str = Field(primary_key=True)
    device: str
    sequence: int
    utc_ms: int
    offset_minutes: int
    study_day: int
    kind: str
    skill: str
    exercise: str
    exercise_kind: str
    template_hash: str
    seed: int
    texts: str
    verdict: str
    malrule: str
    evidence: str
    rating: int
    rule: int
    mode: str
    target: str


class SkillRow(Table, table=True):
    """Cache: the memory state and counts of a skill."""

    __tablename__ = "skill"

    skill: str = Field(primary_key=True)
    stability: float
    difficulty: float
    last_day: int
    due_day: int
    repetitions: int
    lapses: int
    attempts: int
    right: int


class ExerciseRow(Table, table=True):
    """Cache: how often an exercise was attempted and when last."""

    __tablename__ = "exercise"

    skill: str = Field(primary_key=True)
    exercise: str = Field(primary_key=True)
    attempts: int
    last_ms: int


class DraftRow(Table, table=True):
    """What was typed and not yet submitted; `texts` is JSON by part."""

    __tablename__ = "draft"

    exercise: str = Field(primary_key=True)
    seed: int
    texts: str


class ExamRow(Table, table=True):
    """A mock exam: its paper as drawn (`questions`, JSON), how far it is, and how it ended.

    `state` is open, handed in or abandoned, and at most one is open. `owner` is the process that has it.
    `hint_cost` below 0: no hints. `predicted` is JSON or empty. `ended`, `ended_ms`, `score`: once over.
    """

    __tablename__ = "exam"
    __table_args__ = (
        Index(None, "blueprint", "started_ms"),
        Index("ix_exam_one_open", "state", unique=True, sqlite_where=text("state = 'open'")),
    )

    id: str = Field(primary_key=True)
    blueprint: str
    title: str
    seed: int
    minutes: int
    pass_mark: float
    hint_cost: float
    questions: str
    predicted: str
    started_ms: int
    started_offset: int
    state: str
    owner: str
    current: int
    elapsed_ms: int
    ended: str
    ended_ms: int
    ended_offset: int
    score: float


class ExamAnswerRow(Table, table=True):
    """What was done about one question of an exam; `texts` is JSON by part, `judged` JSON once it is over."""

    __tablename__ = "exam_answer"

    exam: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    texts: str
    flagged: int
    hints: int
    active_ms: int
    judged: str


class MetaRow(Table, table=True):
    """Facts about the file itself, such as the device that appends to it."""

    __tablename__ = "meta"

    name: str = Field(primary_key=True)
    value: str


APPEND_ONLY: Final = (
    """CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER event_never_goes BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER event_never_replaced BEFORE INSERT ON event
       WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
         OR EXISTS (SELECT 1 FROM event WHERE device = NEW.device AND sequence = NEW.sequence)
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
)
"""Triggers that hold for every program that opens the file; the third is against INSERT OR REPLACE."""

EFFECTIVE: Final = """CREATE VIEW attempt AS
    SELECT id, device, sequence, utc_ms, study_day, skill, exercise, exercise_kind, seed, mode, evidence,
           COALESCE((SELECT given.rating FROM event AS given
                     WHERE given.target = event.id AND given.target <> '' AND given.kind = 'override'
                       AND NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = given.id
                                       AND undo.target <> '' AND undo.kind = 'undo')
                     ORDER BY given.utc_ms DESC, given.device DESC, given.sequence DESC LIMIT 1),
                    rating) AS rating
    FROM event
    WHERE kind = 'attempt'
      AND NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = event.id
                      AND undo.target <> '' AND undo.kind = 'undo')"""
"""The attempts that count: not undone, with the rating the learner gave last. No undo is undone."""
