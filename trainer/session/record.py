"""What a session writes into the log: decided questions, the learner's own ratings, what is taken back.

It decides no stage and keeps no open question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.memory.events import Mode
from trainer.memory.rating import Rating, rate
from trainer.session.attempts import attempt_event, attempt_result, evidence_of
from trainer.session.tally import Decided, tally
from trainer.session.wording import next_due_words, own_rating

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.memory.days import Moment
    from trainer.memory.events import Attempt
    from trainer.memory.today import Progress
    from trainer.session.views import Question, Result, Summary
    from trainer.store.store import Store


class Record:
    """The decided questions of one session, oldest first, whose attempts count as `mode`.

    Every method may raise StoreError, and then nothing has changed.
    """

    def __init__(self, store: Store, mode: Mode) -> None:
        self.mode = mode
        self._store = store
        self._decided: list[Decided] = []
        self._before = store.states()

    @property
    def count(self) -> int:
        """How many questions were decided, those taken back aside."""
        return len(self._decided)

    def decide(
        self,
        question: Question,
        texts: Mapping[str, str],
        grades: Sequence[Grade],
        at: Moment,
        *,
        shown: Grade | None,
        gave_up: bool = False,
    ) -> Result:
        """Log a question decided by `grades` (the last try first); its result shows the grade `shown`."""
        evidence = evidence_of(question, grades, self._typical_ms(question), gave_up=gave_up)
        event = self._store.append(attempt_event(question, texts, grades, evidence, at, self.mode))
        result = attempt_result(question, texts, shown, evidence, event.id)
        self._decided.append(Decided(event.id, event.skill, rate(evidence), evidence.active_ms))
        return self._dated(result, at.study_day)

    def decide_late(self, question: Question, texts: Mapping[str, str], grade: Grade, at: Moment) -> None:
        """Log a first try that was left on an earlier day; it is none of this session's questions."""
        evidence = evidence_of(question, [grade], self._typical_ms(question))
        self._store.append(attempt_event(question, texts, [grade], evidence, at, self.mode))

    def rate_last(self, result: Result, rating: Rating, at: Moment) -> Result:
        """Put the learner's own rating in place of the rule's; the new result, with its new due day.

        TrainerError where another trainer on the same file took the answer back.
        """
        try:
            self._store.override(result.attempt, rating, at)
        except KeyError:
            raise TrainerError("This answer was taken back by another trainer on the same file.") from None
        self._decided[-1] = replace(self._decided[-1], rating=rating)
        return self._dated(replace(result, rating=rating, reason=own_rating(rating)), at.study_day)

    def void_last(self, at: Moment) -> Attempt | None:
        """Void the session's last attempt, else the log's; one that another trainer voided is passed over."""
        while self._decided:
            try:
                attempt = self._store.undo(at, self._decided[-1].attempt)
            except KeyError:
                self._decided.pop()
                continue
            self._decided.pop()
            return attempt
        return self._store.undo(at, mode=self.mode)

    def summary(self, progress: Progress, left: int, titles: Mapping[str, str]) -> Summary:
        """What the session has brought, with `left` questions still to come today; `titles` by skill."""
        return tally(
            self._decided, titles, self._before, progress.states, progress.study_day, left, self.mode
        )

    def _dated(self, result: Result, today: int) -> Result:
        """The result with the day on which its skill comes back now."""
        state = self._store.states().get(result.question.skill.id)
        if result.rating is None:
            return result
        words = next_due_words(state, today, result.rating, self.mode)
        due = None if state is None else date.fromordinal(state.due_day)
        return replace(result, due=due, next_due=words, can_be_rated=self.mode is not Mode.EXTRA)

    def _typical_ms(self, question: Question) -> int | None:
        return self._store.typical_ms(question.variant.exercise.kind)
