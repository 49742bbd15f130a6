"""Exams on disk: one open, one owner, ids for people, and nothing lost of what was saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.errors import StoreError
from trainer.memory.days import Moment
from trainer.memory.events import Event
from trainer.store import open_store
from trainer.store.exam_rows import ExamState, StoredAnswer, StoredExam
from trainer.store.store import Store


def test_what_is_begun_is_found_again(store: Store, exam: StoredExam) -> None:
    """With an empty answer for every question, and an id that says the day."""
    begun = store.exams.begin(exam)

    assert begun.id == "2026-01-05-1"
    assert store.exams.opened() == store.exams.find(begun.id) == begun
    assert store.exams.answers(begun.id) == [StoredAnswer(number) for number in (1, 2, 3)]


def test_what_was_saved_is_there_in_another_process(path: Path, store: Store, exam: StoredExam) -> None:
    """Also texts that no terminal should send."""
    begun = replace(store.exams.begin(exam), elapsed_ms=61_000, current=2)
    answer = StoredAnswer(2, {"u": "2x\x00\ud800", "v": "λ"}, flagged=True, hints=1, active_ms=7)

    store.exams.save(begun, [answer])

    with open_store(path) as other:
        assert other.exams.take("second window") == (
            replace(begun, owner="second window"),
            [StoredAnswer(1), answer, StoredAnswer(3)],
        )


def test_who_lost_an_exam_writes_nothing(store: Store, exam: StoredExam) -> None:
    """Neither answers nor clock nor hand-in."""
    begun = store.exams.begin(exam)
    store.exams.take("second window")

    for write in (store.exams.save, lambda late, answers: store.exams.hand_in(late, answers, [])):
        with pytest.raises(StoreError, match="another window"):
            write(replace(begun, elapsed_ms=5), [StoredAnswer(1, {"u": "late"})])

    assert store.exams.opened() == replace(begun, owner="second window")
    assert store.exams.answers(begun.id)[0] == StoredAnswer(1)


def test_two_exams_are_never_open(store: Store, exam: StoredExam, at: Callable[[float], Moment]) -> None:
    """The second is refused; after the first was abandoned it gets the next number of its day."""
    store.exams.begin(exam)
    with pytest.raises(StoreError, match="still open"):
        store.exams.begin(exam)

    abandoned = store.exams.abandon(at(0.1))

    assert abandoned is not None
    assert store.exams.abandon(at(0.1)) is None
    assert store.exams.begin(exam).id == "2026-01-05-2"
    assert store.exams.drawn("basics") == 2
    assert [paper.state for paper in store.exams.papers("basics")] == [ExamState.ABANDONED]


def test_a_hand_in_closes_logs_and_keeps_the_marks(
    store: Store, exam: StoredExam, at: Callable[[float], Moment], attempt: Callable[..., Event]
) -> None:
    """Once: the exam is no longer open, and a second hand-in changes nothing."""
    begun = store.exams.begin(exam)
    over = replace(begun, ended="by key", ended_at=at(0.02), score=0.5)
    judged = [StoredAnswer(number, judged="{}") for number in (1, 2, 3)]

    store.exams.hand_in(over, judged, [attempt(), attempt()])

    with pytest.raises(StoreError, match="was handed in in another window"):
        store.exams.hand_in(over, judged, [attempt()])
    assert store.exams.papers() == [replace(over, state=ExamState.HANDED_IN)]
    assert store.exams.answers(begun.id) == judged
    assert len({event.id for event in store.events()}) == 2
    assert store.state_hash() == store.rebuild()
