"""Exams and their answers to and from rows; knows the columns' order, not where rows come from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from trainer.memory.days import Moment, study_day
from trainer.store.faults import decoding
from trainer.store.rows import texts_from_json, texts_to_json

EXAM_COLUMNS = (
    "id, blueprint, title, seed, minutes, pass_mark, hint_cost, questions, predicted, started_ms,"
    " started_offset, state, owner, current, elapsed_ms, ended, ended_ms, ended_offset, score"
)
ANSWER_COLUMNS = "exam, number, texts, flagged, hints, active_ms, judged"

_NO_HINTS = -1.0

Row = Sequence[Any]


class ExamState(StrEnum):
    """Whether an exam can be gone on with, and if not, how it ended."""

    OPEN = "open"
    HANDED_IN = "handed in"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """One question as drawn: what is needed to make it again, and what stays if it cannot be made again.

    `possible` is what it counts, of 100 for the whole paper.
    """

    skill: str
    title: str
    part: str
    topic: str
    exercise: str
    kind: str
    seed: int
    template_hash: str
    possible: float


@dataclass(frozen=True, slots=True)
class StoredExam:
    """One exam. `hint_cost` is None where there are no hints; `predicted` is (value, low, high) or None.

    `current` is the question on the desk, from 1. `ended` says what ended it (empty: open), at `ended_at`;
    `score` lies in 0 .. 1 and means something only where it was handed in.
    """

    id: str
    blueprint: str
    title: str
    seed: int
    minutes: int
    pass_mark: float
    hint_cost: float | None
    questions: tuple[DrawnQuestion, ...]
    predicted: tuple[float, float, float] | None
    started: Moment
    state: ExamState = ExamState.OPEN
    owner: str = ""
    current: int = 1
    elapsed_ms: int = 0
    ended: str = ""
    ended_at: Moment | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What was done about question `number`: texts by part, flag, hints shown, time open, judgement."""

    number: int
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    flagged: bool = False
    hints: int = 0
    active_ms: int = 0
    judged: str = ""


def to_exam_row(exam: StoredExam) -> tuple[str | int | float, ...]:
    """The values of EXAM_COLUMNS."""
    ended = exam.ended_at
    return (
        *(exam.id, exam.blueprint, exam.title, exam.seed, exam.minutes, exam.pass_mark),
        _NO_HINTS if exam.hint_cost is None else exam.hint_cost,
        json.dumps([asdict(question) for question in exam.questions]),
        "" if exam.predicted is None else json.dumps(exam.predicted),
        *(exam.started.utc_ms, exam.started.offset_minutes, exam.state.value, exam.owner, exam.current),
        *(exam.elapsed_ms, exam.ended),
        *((0, 0) if ended is None else (ended.utc_ms, ended.offset_minutes)),
        exam.score,
    )


@decoding
def to_exam(row: Row) -> StoredExam:
    """The exam of a row of EXAM_COLUMNS."""
    identity, blueprint, title, seed, minutes, pass_mark, hint_cost, questions, predicted, *rest = row
    started_ms, started_offset, state, owner, current, elapsed_ms, ended, ended_ms, offset, score = rest
    return StoredExam(
        id=identity,
        blueprint=blueprint,
        title=title,
        seed=seed,
        minutes=minutes,
        pass_mark=pass_mark,
        hint_cost=None if hint_cost < 0 else hint_cost,
        questions=tuple(DrawnQuestion(**question) for question in json.loads(questions)),
        predicted=tuple(json.loads(predicted)) if predicted else None,
        started=_moment(started_ms, started_offset),
        state=ExamState(state),
        owner=owner,
        current=current,
        elapsed_ms=elapsed_ms,
        ended=ended,
        ended_at=_moment(ended_ms, offset) if ended else None,
        score=score,
    )


def to_answer_row(exam: str, answer: StoredAnswer) -> tuple[str | int, ...]:
    """The values of ANSWER_COLUMNS."""
    texts = texts_to_json(answer.texts)
    return exam, answer.number, texts, int(answer.flagged), answer.hints, answer.active_ms, answer.judged


def to_answer(row: Row) -> StoredAnswer:
    """The answer of a row of ANSWER_COLUMNS."""
    _, number, texts, flagged, hints, active_ms, judged = row
    return StoredAnswer(number, texts_from_json(texts), bool(flagged), hints, active_ms, judged)


def _moment(utc_ms: int, offset_minutes: int) -> Moment:
    return Moment(utc_ms, offset_minutes, study_day(utc_ms, offset_minutes))
