"""A practice session: which step of the table of practice comes of an answer or a wish; draws nothing.

Every method may raise StoreError, and then the stage is as before. What has been acknowledged is on disk: a
decided question as an attempt in the log (see `record`), an open one (first wrong answer, hints, time, texts)
as a draft (see `open_question`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.maths.judging.verdict import Outcome
from trainer.memory.days import Moment
from trainer.memory.events import Mode
from trainer.memory.policy import Daily, Policy
from trainer.memory.rating import Rating
from trainer.session import cells, practice
from trainer.session.attempts import became
from trainer.session.feedback import PartFeedback, feedback
from trainer.session.hints import may_have_more, with_next_hint
from trainer.session.home import home_figures
from trainer.session.open_question import OpenQuestion
from trainer.session.practice import Action, Stage
from trainer.session.questions import Questions
from trainer.session.record import Record
from trainer.session.views import HomeFigures, Question, Result, Summary
from trainer.session.wording import TRY_AGAIN

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.grading import Grade
    from trainer.store.store import Store


class Study:
    """One session of daily practice.

    `stage` is where it stands; `question` is the current one from `start` until the summary; `result` the
    last judged answer (at MISSED and VERDICT; at RETRY that of the first try). `now` returns an aware
    datetime; nothing else reads a clock. `day` is what the day holds (its queue where none is given);
    `policy` chooses the questions of this session (else `day` does) and says what their attempts count as
    (`mode`). `count` ends the session after so many decided questions.
    Methods are to be called one at a time; only `check` may run in a thread beside them.
    """

    def __init__(
        self,
        bank: Bank,
        store: Store,
        now: Callable[[], datetime],
        policy: Policy | None = None,
        count: int | None = None,
        day: Policy | None = None,
    ) -> None:
        store.follow(bank.renamed_skills, bank.renamed_exercises)
        self.stage = Stage.QUESTION
        self.result: Result | None = None
        self._day = day or Daily()
        policy = policy or self._day
        self.mode = policy.mode
        self._questions = Questions(bank, store, policy, count)
        self._store = store
        self._now = now
        self._open = OpenQuestion(store, policy.mode)
        self._record = Record(store, policy.mode)
        self._is_undecided = False

    @property
    def question(self) -> Question | None:
        """The question that is asked or was just decided; None before `start` and at the end."""
        return self._open.question

    @property
    def faults(self) -> tuple[TrainerError, ...]:
        """The exercises that had to be left out because no question could be made of them."""
        return tuple(self._questions.faults)

    @property
    def summary(self) -> Summary:
        """What this session has brought so far."""
        progress = self._store.progress(self._today())
        left = len(self._questions.plan(progress, self._day))
        return self._record.summary(progress, left, self._questions.titles)

    def home(self) -> HomeFigures:
        """What is left of the day; needs no question and changes nothing."""
        progress = self._store.progress(self._today())
        days = self._store.studied_days()
        return home_figures(self._questions.plan(progress, self._day), progress, days, self._questions.titles)

    def start(self) -> Stage:
        """Go to the next question of the day: QUESTION, or MISSED where a first try was left, or SUMMARY."""
        return self._next_question()

    def allows(self, action: Action) -> bool:
        """Whether the learner may do this now: a hint only while there is one left, no rating in a drill,
        skipping only what came out undecided.
        """
        if action is Action.SKIP and not self._is_undecided:
            return False
        if action is Action.OVERRIDE and self.mode is Mode.EXTRA:
            return False  # there is no due day to move
        if action is Action.HINT and (self.question is None or not may_have_more(self.question)):
            return False
        return practice.allows(self.stage, action)

    def check(self, texts: Mapping[str, str]) -> Grade:
        """Grade the texts (by part name) without any effect; may take long; may run in a thread."""
        from trainer.grading import grade

        return grade(self._open.asked().variant, texts)

    def submit(self, texts: Mapping[str, str], grade: Grade) -> Stage:
        """Take a graded answer: VERDICT (logged), MISSED (kept in the draft), or unchanged where unclear."""
        action = became(grade)
        then = practice.after(self.stage, action)
        if grade.outcome is not Outcome.UNREADABLE:
            self._is_undecided = grade.outcome is Outcome.UNDECIDED
        self.active()
        if self.stage is Stage.QUESTION and action is not Action.UNCLEAR:
            question = self._open.asked()
            first = cells.first_try(question.kept, question.variant, texts)
            if first is not None:
                return self._decide_second(action, texts, grade, first)
        if then is Stage.VERDICT:
            return self._decide(action, texts, grade)
        if then is Stage.MISSED:
            kept = replace(self._open.so_far(texts), first=dict(texts), first_at=self._moment(), entered={})
            self._open.keep(kept)
            return self._miss(texts, grade)
        return then

    def enter(self, cell: str, texts: Mapping[str, str]) -> tuple[PartFeedback, ...]:
        """Judge the filled cells of an unfinished table, of which `cell` was just entered (empty: none was).

        Its text is kept for the try that it counts for before its verdict is given back. Empty where no
        question is open, or one that is judged as a whole only.
        """
        if self.stage not in (Stage.QUESTION, Stage.RETRY) or self.question is None:
            return ()
        grade = cells.judge(self.question.variant, texts)
        if grade is None:
            return ()
        if cell:
            self._open.keep(cells.after_cell(self._open.so_far(texts), cell, texts, grade))
        return feedback(self.question.variant, grade, decided=False)

    def hint(self) -> str | None:
        """Show one more hint (also added to `question.hints`); None where there is no more.

        In a derivation it is about the next step after the last right line of the draft.
        """
        practice.after(self.stage, Action.HINT)
        self.active()
        shown = with_next_hint(replace(self._open.asked(), kept=self._open.so_far()))
        if shown is None:
            return None
        self._open.keep(shown.kept)
        self._open.question = shown
        return shown.hints[-1]

    def skip(self) -> Stage:
        """Leave a question that came out undecided, as if it had not been asked, and go to the next.

        Nothing is logged, its skill stays due; in this session it is not asked for again.
        """
        practice.after(self.stage, Action.SKIP)
        if not self._is_undecided:
            raise ValueError("only an undecided question can be skipped")
        self.active()
        self._open.forget_first_try()
        self._questions.skip(self._open.asked().variant.exercise.id)
        return self._next_question()

    def give_up(self) -> Stage:
        """Decide the question as Again; its worked answer is in `result`."""
        practice.after(self.stage, Action.GIVE_UP)
        self.active()
        return self._decide(Action.GIVE_UP)

    def retry(self) -> Stage:
        """From MISSED to RETRY."""
        self.stage = practice.after(self.stage, Action.RETRY)
        self.active()
        return self.stage

    def advance(self) -> Stage:
        """From MISSED decline the retry (VERDICT, logged); from VERDICT to the next question or SUMMARY."""
        practice.after(self.stage, Action.ADVANCE)
        if self.stage is Stage.MISSED:
            self.active()
            return self._decide(Action.ADVANCE)
        return self._next_question()

    def override(self, rating: Rating) -> Result:
        """Put the learner's own rating in place of the rule's; the new result, with its new due day."""
        practice.after(self.stage, Action.OVERRIDE)
        if self.result is None:
            raise ValueError("there is no decided question to rate")
        self.result = self._record.rate_last(self.result, rating, self._moment())
        return self.result

    def undo(self) -> bool:
        """Void the last attempt (or take back a first wrong answer) and ask its question again.

        False where there is nothing to undo. Works after a restart and from the summary too. If the bank
        does not have that question any more, the next one is asked.
        """
        then = practice.after(self.stage, Action.UNDO)
        if self.stage in (Stage.MISSED, Stage.RETRY):
            self._open.forget_first_try()
            self.stage, self.result = then, None
            return True
        self._keep_open()
        attempt = self._record.void_last(self._moment())
        if attempt is None:
            return False
        texts = self.result.texts if self.result is not None and self.result.attempt == attempt.id else {}
        question = self._questions.again(attempt, texts, self._today(), self._record.count)
        if question is None:
            self._next_question()
            return True
        self._begin(question)
        return True

    def quit(self) -> Summary:
        """End here; an open question is kept with its numbers, hints and texts for the next start."""
        then = practice.after(self.stage, Action.QUIT)
        self._keep_open()
        self.stage, self._open.question = then, None
        return self.summary

    def save_draft(self, texts: Mapping[str, str]) -> None:
        """Keep what is typed, by part; `question.draft` gives it back after a restart."""
        if self._is_open():
            self._open.keep(self._open.so_far(texts))

    def active(self) -> None:
        """The learner has just done something (a key, a line)."""
        self._open.active(self._moment().utc_ms)

    def focus(self, focused: bool) -> None:
        """The terminal has gained or lost the focus; active time stops while it has none."""
        self._open.focus(self._moment().utc_ms, focused=focused)

    def _next_question(self) -> Stage:
        """Open what the queue has first; a first try that was left on an earlier day is logged on the way."""
        while question := self._questions.next(self._today(), self._record.count):
            first = question.kept.first
            if first is None:
                return self._begin(question)
            from trainer.grading import grade as graded  # with NumPy: not before a first try is left

            grade = graded(question.variant, first)
            if became(grade) is not Action.WRONG:  # the exercise was changed meanwhile
                self._store.drop_draft(question.variant.exercise.id, self.mode)
            elif question.kept.is_of_day(self._today()):
                self._begin(question)
                return self._miss(first, grade)
            else:
                self._record.decide_late(question, first, grade, question.kept.first_at or self._moment())
        self.stage, self._open.question, self.result = Stage.SUMMARY, None, None
        return self.stage

    def _begin(self, question: Question) -> Stage:
        self._open.begin(question, self._moment().utc_ms)
        self.stage, self.result = Stage.QUESTION, None
        self._is_undecided = False
        return self.stage

    def _miss(self, texts: Mapping[str, str], grade: Grade) -> Stage:
        self.stage = practice.after(self.stage, Action.WRONG)
        self.result = Result(self._open.asked(), texts, grade, decided=False, reason=TRY_AGAIN)
        return self.stage

    def _decide_second(
        self, action: Action, texts: Mapping[str, str], grade: Grade, first: tuple[Mapping[str, str], Grade]
    ) -> Stage:
        """Decide a table whose retry was taken cell by cell, on the way the table of practice has for it."""
        before = self.stage, self.question, self.result
        kept = replace(self._open.so_far(texts), first=first[0], first_at=self._moment())
        self._open.question = replace(self._open.asked(), kept=kept)
        self._miss(*first)
        self.stage = practice.after(self.stage, Action.RETRY)
        try:
            return self._decide(action, texts, grade)
        except TrainerError:
            self.stage, self._open.question, self.result = before
            raise

    def _decide(
        self, action: Action, texts: Mapping[str, str] | None = None, grade: Grade | None = None
    ) -> Stage:
        """Log the question; without an answer of its own, `action` decides it by the one before, if any."""
        then = practice.after(self.stage, action)
        question = replace(self._open.asked(), kept=self._open.so_far())
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

    def _is_open(self) -> bool:
        return self.question is not None and self.stage in (Stage.QUESTION, Stage.MISSED, Stage.RETRY)

    def _keep_open(self) -> None:
        if self._is_open():
            self.active()
            self._open.keep(self._open.so_far())

    def _today(self) -> int:
        return self._moment().study_day

    def _moment(self) -> Moment:
        return Moment.of(self._now())
