"""A practice session: which step of the table of practice comes of an answer or a wish; draws nothing.

Every method may raise StoreError, and then the stage is as before. What has been acknowledged is on disk: a
decided question as an attempt in the log (see `record`), an open one (first wrong answer, hints, time, texts)
as a draft (see `open_question`). What becomes of one question is for `tries`; here is what comes before and
after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.memory.days import Moment
from trainer.memory.events import Mode
from trainer.memory.policy import Daily, Policy
from trainer.memory.rating import Rating
from trainer.session import practice
from trainer.session.attempts import became
from trainer.session.feedback import PartFeedback
from trainer.session.hints import may_have_more
from trainer.session.home import home_figures
from trainer.session.practice import Action, Stage
from trainer.session.questions import Questions
from trainer.session.record import Record
from trainer.session.tries import Tries
from trainer.session.views import HomeFigures, Question, Result, Summary

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.grading import Grade
    from trainer.store.store import Store


class Study:
    """One session of daily practice.

    `now` returns an aware datetime; nothing else reads a clock. `day` is what the day holds (its queue where
    none is given); `policy` chooses the questions of this session (else `day` does) and says what their
    attempts count as (`mode`). `count` ends the session after so many decided questions.
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
        self._day = day or Daily()
        policy = policy or self._day
        self.mode = policy.mode
        self._policy = policy
        self._count = count
        self._questions = Questions(bank, store, policy, count)
        self._store = store
        self._now = now
        self._record = Record(store, policy.mode)
        self._tries = Tries(store, self._record, self._moment)

    @property
    def stage(self) -> Stage:
        """Where the session stands."""
        return self._tries.stage

    @property
    def question(self) -> Question | None:
        """The question that is asked or was just decided; None before `start` and at the end."""
        return self._tries.question

    @property
    def result(self) -> Result | None:
        """The last judged answer, at MISSED and VERDICT; at RETRY that of the first try."""
        return self._tries.result

    @property
    def faults(self) -> tuple[TrainerError, ...]:
        """The exercises that had to be left out because no question could be made of them."""
        return tuple(self._questions.faults)

    @property
    def summary(self) -> Summary:
        """What this session has brought so far."""
        progress = self._store.progress(self._today())
        left = len(self._questions.plan(progress, self._day))
        summary = self._record.summary(progress, left, self._questions.titles)
        return replace(summary, was_asked=self._tries.has_asked)

    def home(self) -> HomeFigures:
        """What is left of the day; needs no question and changes nothing."""
        return self._figures(self._day)

    def ahead(self) -> HomeFigures:
        """What a session will ask that has not begun; for a drill, which has no end, what the day holds."""
        return self.home() if self.mode is Mode.EXTRA else self._figures(self._policy, self._count)

    def _figures(self, policy: Policy, count: int | None = None) -> HomeFigures:
        progress = self._store.progress(self._today())
        plan = self._questions.plan(progress, policy)[:count]
        return home_figures(plan, progress, self._store.studied_days(), self._questions.titles)

    def start(self) -> Stage:
        """Go to the next question of the day: QUESTION, or MISSED where a first try was left, or SUMMARY."""
        return self._next_question()

    def allows(self, action: Action) -> bool:
        """Whether the learner may do this now: a hint only while there is one left, no rating in a drill,
        skipping only what came out undecided.
        """
        if action is Action.SKIP and not self._tries.is_undecided:
            return False
        if action is Action.OVERRIDE and self.mode is Mode.EXTRA:
            return False  # there is no due day to move
        if action is Action.HINT and (self.question is None or not may_have_more(self.question)):
            return False
        return practice.allows(self.stage, action)

    def check(self, texts: Mapping[str, str]) -> Grade:
        """Grade the texts (by part name) without any effect; may take long; may run in a thread."""
        from trainer.grading import grade

        return grade(self._tries.asked().variant, texts)

    def submit(self, texts: Mapping[str, str], grade: Grade) -> Stage:
        """Take a graded answer: VERDICT (logged), MISSED (kept in the draft), or unchanged where unclear."""
        return self._tries.submit(texts, grade)

    def enter(self, cell: str, texts: Mapping[str, str]) -> tuple[PartFeedback, ...]:
        """Judge the filled cells of an unfinished table, of which `cell` was just entered (empty: none was).

        Its text is kept for the try that it counts for before its verdict is given back. Empty where no
        question is open, or one that is judged as a whole only.
        """
        return self._tries.enter(cell, texts)

    def hint(self) -> str | None:
        """Show one more hint (also added to `question.hints`); None where there is no more.

        In a derivation it is about the next step after the last right line of the draft.
        """
        practice.after(self.stage, Action.HINT)
        return self._tries.hint()

    def skip(self) -> Stage:
        """Leave a question that came out undecided, as if it had not been asked, and go to the next.

        Nothing is logged, its skill stays due; in this session it is not asked for again.
        """
        practice.after(self.stage, Action.SKIP)
        if not self._tries.is_undecided:
            raise ValueError("only an undecided question can be skipped")
        self.active()
        self._tries.forget_first()
        self._questions.skip(self._tries.asked().variant.exercise.id)
        return self._next_question()

    def give_up(self) -> Stage:
        """Decide the question as Again; its worked answer is in `result`."""
        practice.after(self.stage, Action.GIVE_UP)
        self.active()
        return self._tries.decide(Action.GIVE_UP)

    def retry(self) -> Stage:
        """From MISSED to RETRY."""
        return self._tries.retry()

    def advance(self) -> Stage:
        """From MISSED decline the retry (VERDICT, logged); from VERDICT to the next question or SUMMARY."""
        practice.after(self.stage, Action.ADVANCE)
        if self.stage is Stage.MISSED:
            self.active()
            return self._tries.decide(Action.ADVANCE)
        return self._next_question()

    def override(self, rating: Rating) -> Result:
        """Put the learner's own rating in place of the rule's; the new result, with its new due day."""
        practice.after(self.stage, Action.OVERRIDE)
        return self._tries.rate(rating)

    def undo(self) -> bool:
        """Void the last attempt (or take back a first wrong answer) and ask its question again.

        False where there is nothing to undo. Works after a restart and from the summary too. If the bank
        does not have that question any more, the next one is asked.
        """
        practice.after(self.stage, Action.UNDO)
        if self.stage in (Stage.MISSED, Stage.RETRY):
            self._tries.take_back()
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
        self._tries.begin(question)
        return True

    def quit(self) -> Summary:
        """End here; an open question is kept with its numbers, hints and texts for the next start."""
        then = practice.after(self.stage, Action.QUIT)
        self._keep_open()
        self._tries.end(then)
        return self.summary

    def save_draft(self, texts: Mapping[str, str]) -> None:
        """Keep what is typed, by part; `question.draft` gives it back after a restart."""
        self._tries.keep(texts)

    def active(self) -> None:
        """The learner has just done something (a key, a line)."""
        self._tries.active()

    def focus(self, focused: bool) -> None:
        """The terminal has gained or lost the focus; active time stops while it has none."""
        self._tries.focus(focused=focused)

    def _next_question(self) -> Stage:
        """Open what the queue has first; a first try that was left on an earlier day is logged on the way."""
        while question := self._questions.next(self._today(), self._record.count):
            first = question.kept.first
            if first is None:
                return self._tries.begin(question)
            from trainer.grading import grade as graded  # with NumPy: not before a first try is left

            grade = graded(question.variant, first)
            if became(grade) is not Action.WRONG:  # the exercise was changed meanwhile
                self._store.drop_draft(question.variant.exercise.id, self.mode)
            elif question.kept.is_of_day(self._today()):
                self._tries.begin(question)
                return self._tries.miss(first, grade)
            else:
                self._record.decide_late(question, first, grade, question.kept.first_at or self._moment())
        self._tries.result = None
        return self._tries.end(Stage.SUMMARY)

    def _keep_open(self) -> None:
        if self._tries.is_open:
            self.active()
            self._tries.keep()

    def _today(self) -> int:
        return self._moment().study_day

    def _moment(self) -> Moment:
        return Moment.of(self._now())
