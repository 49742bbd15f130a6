"""Begins exams, resumes the open one, lists those that are over; one exam is open at a time.

What happens to a paper whose exercises were changed since it was drawn: a question is asked only as it was
drawn. Where its template has another hash, or is gone, renamed (numbers are drawn by the id) or broken, the
question is withdrawn, a sentence says so, and its points leave the total.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.bank.variant import make_variant
from trainer.errors import TrainerError
from trainer.memory.days import Moment
from trainer.session.drafts import Open
from trainer.session.exam.exam import Exam
from trainer.session.exam.paper import draw_paper, paper_seed
from trainer.session.exam.report import Prediction
from trainer.session.exam.sheet import Sheet
from trainer.session.views import Question
from trainer.store.exam_rows import StoredAnswer, StoredExam

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.bank.exercise import Bank
    from trainer.bank.variant import Variant
    from trainer.store.exam_rows import DrawnQuestion
    from trainer.store.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """What the learner asks for: a blueprint by name (empty: the default), and what is to differ from it."""

    blueprint: str = ""
    count: int | None = None
    minutes: int | None = None
    seed: int | None = None

    def is_another(self, opened: StoredExam) -> bool:
        """Whether this is more than going on with the exam that is open."""
        rest = (self.count, self.minutes, self.seed) != (None, None, None)
        return rest or self.blueprint not in ("", opened.blueprint)

    def over(self, blueprint: Blueprint) -> Blueprint:
        """The blueprint with these changes; the minutes follow the count where only that is given."""
        count = self.count or blueprint.count
        minutes = self.minutes or max(1, math.ceil(blueprint.minutes * count / blueprint.count))
        return replace(blueprint, count=count, minutes=minutes)


def begin(
    blueprint: Blueprint,
    bank: Bank,
    store: Store,
    now: Callable[[], datetime],
    seed: int | None = None,
    predicted: Prediction | None = None,
    *,
    in_its_place: bool = False,
) -> Exam:
    """Draw a paper and begin its exam; by default the next seed of this blueprint.

    An exam that is open is put aside if this one comes `in_its_place`, but only once the paper is drawn.
    Raises StoreError while another exam is open, AuthorError for a faulty blueprint, TrainerError where the
    bank cannot fill the paper.
    """
    store.follow(bank.renamed_skills, bank.renamed_exercises)
    if seed is None:
        seed = paper_seed(blueprint.name, store.exams.drawn(blueprint.name))
    paper = draw_paper(blueprint, bank, seed, store.seen())
    exam = StoredExam(
        id="",
        blueprint=blueprint.name,
        title=blueprint.title,
        seed=seed,
        minutes=blueprint.minutes,
        pass_mark=blueprint.pass_mark,
        hint_cost=blueprint.hint_cost,
        questions=paper.questions,
        predicted=(predicted.value, predicted.low, predicted.high) if predicted else None,
        started=Moment.of(now()),
        owner=uuid.uuid4().hex,
    )
    if in_its_place:
        store.exams.abandon(exam.started)
    exam = store.exams.begin(exam)
    answers = [StoredAnswer(number) for number in range(1, len(exam.questions) + 1)]
    notes = [*paper.notes, *(f"Left out: {fault}" for fault in paper.faults)]
    return Exam(exam, _sheets(exam, answers, bank), store, now, notes)


def resume(bank: Bank, store: Store, now: Callable[[], datetime]) -> Exam | None:
    """Go on with the open exam, taking it over from any other window; None where none is open."""
    store.follow(bank.renamed_skills, bank.renamed_exercises)
    found = store.exams.take(uuid.uuid4().hex)
    if found is None:
        return None
    exam, answers = found
    return Exam(exam, _sheets(exam, answers, bank), store, now, is_resumed=True)


def _sheets(exam: StoredExam, answers: Iterable[StoredAnswer], bank: Bank) -> list[Sheet]:
    return [
        _sheet(drawn, answer, len(exam.questions), bank)
        for drawn, answer in zip(exam.questions, answers, strict=True)
    ]


def _sheet(drawn: DrawnQuestion, answer: StoredAnswer, total: int, bank: Bank) -> Sheet:
    variant = _variant(drawn, bank)
    if isinstance(variant, str):
        return Sheet(drawn, answer, None, variant)
    why = f"It counts {drawn.possible:.1f} of 100 points."
    kept = Open(answer.texts, hints=answer.hints, active_ms=answer.active_ms)
    skill = bank.skills[variant.exercise.skill]
    return Sheet(drawn, answer, Question(answer.number, total, skill, variant, why, is_new=False, kept=kept))


def _variant(drawn: DrawnQuestion, bank: Bank) -> Variant | str:
    """The question as it was drawn, or the sentence that withdraws it."""
    exercise = bank.exercises.get(drawn.exercise)
    gone = f"This question was withdrawn and does not count: its exercise {drawn.exercise}"
    if exercise is None or exercise.skill not in bank.skills:
        return f"{gone} is no longer there."
    if exercise.template_hash != drawn.template_hash:
        return f"{gone} was changed after the paper was drawn."
    try:
        return make_variant(exercise, drawn.seed)
    except TrainerError as fault:
        return f"{gone} can no longer be asked ({fault.message})."
