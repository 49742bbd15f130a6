"""The paper of an exam that is still open, made again from the bank without what was written on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.bank.variant import make_variant
from trainer.errors import TrainerError
from trainer.export.paper import PrintedPaper
from trainer.session.exam.sheet import Sheet
from trainer.session.exam.taken_down import taken_down
from trainer.session.views import Question
from trainer.store.exam_rows import DrawnQuestion, StoredAnswer, StoredExam

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.session.exam.reported import ReportedQuestion


def paper_of_open(exam: StoredExam, bank: Bank) -> PrintedPaper:
    """The paper as it was drawn; questions whose exercises were changed or removed since are left out."""
    questions = (_question(number, drawn, bank) for number, drawn in enumerate(exam.questions, 1))
    kept = tuple(question for question in questions if question is not None)
    return PrintedPaper(exam.title, exam.minutes, exam.pass_mark, kept)


def _question(number: int, drawn: DrawnQuestion, bank: Bank) -> ReportedQuestion | None:
    exercise = bank.exercises.get(drawn.exercise)
    if exercise is None or exercise.template_hash != drawn.template_hash or exercise.skill not in bank.skills:
        return None
    try:
        variant = make_variant(exercise, drawn.seed)
    except TrainerError:
        return None
    asked = Question(number, number, bank.skills[exercise.skill], variant, why="", is_new=False)
    return taken_down(Sheet(drawn, StoredAnswer(number), asked), None, None, None)
