"""The exams that are over: their list and their reports, from the store alone; needs no bank."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from trainer.session.exam.kept import from_json
from trainer.session.exam.report import EarlierPaper, HandedIn, Prediction, Report
from trainer.store.exam_rows import ExamState

if TYPE_CHECKING:
    from trainer.memory.days import Moment
    from trainer.store.exam_rows import StoredExam
    from trainer.store.store import Store


def latest(store: Store) -> StoredExam | None:
    """The exam that was handed in last."""
    over = [exam for exam in store.exams.papers() if exam.state is ExamState.HANDED_IN]
    return max(over, key=_place, default=None)


def report_of(store: Store, exam_id: str) -> Report | None:
    """The report of an exam that was handed in; None where there is none of this id."""
    exam = store.exams.find(exam_id)
    if exam is None or exam.state is not ExamState.HANDED_IN or exam.ended_at is None:
        return None
    return Report(
        exam=exam.id,
        blueprint=exam.blueprint,
        title=exam.title,
        seed=exam.seed,
        started=as_datetime(exam.started),
        handed_in=as_datetime(exam.ended_at),
        ended=HandedIn(exam.ended),
        minutes=exam.minutes,
        spent_ms=exam.elapsed_ms,
        pass_mark=exam.pass_mark,
        questions=tuple(from_json(answer.judged) for answer in store.exams.answers(exam.id)),
        earlier=tuple(_earlier(store, exam)),
        predicted=Prediction(*exam.predicted) if exam.predicted else None,
        hint_cost=exam.hint_cost,
    )


def as_datetime(moment: Moment) -> datetime:
    """The moment in the learner's time zone of then."""
    zone = timezone(timedelta(minutes=moment.offset_minutes))
    return datetime.fromtimestamp(moment.utc_ms / 1000, UTC).astimezone(zone)


def _earlier(store: Store, exam: StoredExam) -> list[EarlierPaper]:
    before = [
        other
        for other in store.exams.papers(exam.blueprint)
        if other.state is ExamState.HANDED_IN and _place(other) < _place(exam)
    ]
    before.sort(key=_place)
    return [
        EarlierPaper(other.id, as_datetime(other.ended_at), other.score) for other in before if other.ended_at
    ]


def _place(exam: StoredExam) -> tuple[int, int, str]:
    """By the moment of hand-in, then by the running number in the id."""
    return exam.ended_at.utc_ms if exam.ended_at else 0, len(exam.id), exam.id
