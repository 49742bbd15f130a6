"""The tries at one question, from when it is asked until it is decided; chooses none and goes on to none.

Every method may raise StoreError, and then the stage is as before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.maths.judging.verdict import Outcome
from trainer.session import cells, practice
from trainer.session.attempts import became
from trainer.session.feedback import PartFeedback, feedback
from trainer.session.hints import with_next_hint
from trainer.session.open_question import OpenQuestion
from trainer.session.practice import Action, Stage
from trainer.session.views import Question, Result
from trainer.session.wording import TRY_AGAIN

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.memory.days import Moment
    from trainer.memory.rating import Rating
    from trainer.session.record import Record
    from trainer.store.store import Store


class Tries:
    """What was answered to the present question, and the stage that this has led to.

    `result` is that of the last judged answer. `is_undecided` says that the last readable answer could be
    neither proved nor refuted; `has_asked`, that there was a question at all. `moment` is the present; a
    decided question is written into `record`.
    """

    def __init__(self, store: Store, record: Record, moment: Callable[[], Moment]) -> None:
        self.stage = Stage.QUESTION
        self.result: Result | None = None
        self.is_undecided = False
        self.has_asked = False
        self._open = OpenQuestion(store, record.mode)
        self._record = record
        self._moment = moment

    @property
    def question(self) -> Question | None:
        """The question that is asked or was just decided; None where there is none."""
        return self._open.question

    def asked(self) -> Question:
        """The question; ValueError (a programmer's mistake) where there is none."""
        return self._open.asked()

    @property
    def is_open(self) -> bool:
        """Whether there is a question that is not decided yet."""
        return self.question is not None and self.stage in (Stage.QUESTION, Stage.MISSED, Stage.RETRY)

    def begin(self, question: Question) -> Stage:
        """Ask a question."""
        self._open.begin(question, self._moment().utc_ms)
        self.stage, self.result = Stage.QUESTION, None
        self.is_undecided, self.has_asked = False, True
        return self.stage

    def end(self, stage: Stage) -> Stage:
        """Ask nothing any more; the result stays, for an answer that is taken back."""
        self.stage, self._open.question = stage, None
        return self.stage

    def submit(self, texts: Mapping[str, str], grade: Grade) -> Stage:
        """Take a graded answer: VERDICT (logged), MISSED (kept in the draft), or unchanged where unclear."""
        action = became(grade)
        then = practice.after(self.stage, action)
        if grade.outcome is not Outcome.UNREADABLE:
            self.is_undecided = grade.outcome is Outcome.UNDECIDED
        self.active()
        if self.stage is Stage.QUESTION and action is not Action.UNCLEAR:
            question = self.asked()
            first = cells.first_try(question.kept, question.variant, texts)
            if first is not None:
                return self._decide_second(action, texts, grade, first)
        if then is Stage.VERDICT:
            return self.decide(action, texts, grade)
        if then is Stage.MISSED:
            kept = replace(self._open.so_far(texts), first=dict(texts), first_at=self._moment(), entered={})
            self._open.keep(kept)
            return self.miss(texts, grade)
        return then

    def miss(self, texts: Mapping[str, str], grade: Grade) -> Stage:
        """Show a first try that was wrong, which is kept already."""
        self.stage = practice.after(self.stage, Action.WRONG)
        self.result = Result(self.asked(), texts, grade, decided=False, reason=TRY_AGAIN)
        return self.stage

    def decide(
        self, action: Action, texts: Mapping[str, str] | None = None, grade: Grade | None = None
    ) -> Stage:
        """Log the question; without an answer of its own, `action` decides it by the one before, if any."""
        then = practice.after(self.stage, action)
        question = replace(self.asked(), kept=self._open.so_far())
        before = self.result.grade if self.result is not None else None
        counted = grade and texts and cells.counted(question.kept, question.variant, texts, grade)
        grades = [each for each in (counted, before) if each]
        if texts is None:
            texts = question.kept.first or {}
        result = self._record.decide(
            question,
            texts,
            grades,
            self._moment(),
            shown=grade or before,
            gave_up=action is Action.GIVE_UP,
        )
        self.stage, self._open.question, self.result = then, question, result
        return self.stage

    def enter(self, cell: str, texts: Mapping[str, str]) -> tuple[PartFeedback, ...]:
        """Judge the filled cells of an unfinished table; `cell` was just entered (empty: none was)."""
        if self.stage not in (Stage.QUESTION, Stage.RETRY) or self.question is None:
            return ()
        grade = cells.judge(self.question.variant, texts)
        if grade is None:
            return ()
        if cell:
            self._open.keep(cells.after_cell(self._open.so_far(texts), cell, texts, grade))
        return feedback(self.question.variant, grade, decided=False)

    def hint(self) -> str | None:
        """One more hint, kept with the question; None where there is no more."""
        self.active()
        shown = with_next_hint(replace(self.asked(), kept=self._open.so_far()))
        if shown is None:
            return None
        self._open.keep(shown.kept)
        self._open.question = shown
        return shown.hints[-1]

    def rate(self, rating: Rating) -> Result:
        """Put the learner's own rating in place of the rule's; ValueError where nothing is decided."""
        if self.result is None:
            raise ValueError("there is no decided question to rate")
        self.result = self._record.rate_last(self.result, rating, self._moment())
        return self.result

    def retry(self) -> Stage:
        """Wait for the second answer."""
        self.stage = practice.after(self.stage, Action.RETRY)
        self.active()
        return self.stage

    def take_back(self) -> None:
        """Ask the question as if it had not been answered yet."""
        self.forget_first()
        self.stage, self.result = practice.after(self.stage, Action.UNDO), None

    def forget_first(self) -> None:
        """Keep the question as if it had not been answered yet; the stage stays."""
        self._open.forget_first_try()

    def keep(self, texts: Mapping[str, str] | None = None) -> None:
        """Keep an open question with these texts by part (else those kept before)."""
        if self.is_open:
            self._open.keep(self._open.so_far(texts))

    def active(self) -> None:
        """The learner has just done something."""
        self._open.active(self._moment().utc_ms)

    def focus(self, *, focused: bool) -> None:
        """The terminal has gained or lost the focus."""
        self._open.focus(self._moment().utc_ms, focused=focused)

    def _decide_second(
        self, action: Action, texts: Mapping[str, str], grade: Grade, first: tuple[Mapping[str, str], Grade]
    ) -> Stage:
        """Decide a table whose retry was taken cell by cell, on the way the table of practice has for it."""
        before = self.stage, self.question, self.result
        kept = replace(self._open.so_far(texts), first=first[0], first_at=self._moment())
        self._open.question = replace(self.asked(), kept=kept)
        self.miss(*first)
        self.stage = practice.after(self.stage, Action.RETRY)
        try:
            return self.decide(action, texts, grade)
        except TrainerError:
            self.stage, self._open.question, self.result = before
            raise
