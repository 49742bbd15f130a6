"""One sitting of an exam: glues sheets, clock and store along the table of sitting; draws nothing.

Every method may raise StoreError, and then the stage is as before. What was saved is on disk: texts, flags
and hints at once, the clock at least every few seconds. Nothing is judged or logged before hand-in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from trainer.memory.days import Moment
from trainer.session.drafts import Open
from trainer.session.exam import sitting
from trainer.session.exam.clock import SAVED_EVERY_MS, ExamClock
from trainer.session.exam.handed_in import Marks, attempts_of, marks_of, questions_of
from trainer.session.exam.report import HandedIn
from trainer.session.exam.sheet import Overview, Sheet, overview
from trainer.session.exam.sitting import Action, Stage

if TYPE_CHECKING:
    from trainer.store.exam_rows import StoredExam
    from trainer.store.store import Store

_MINUTE_MS: Final = 60_000
_AT_WORK: Final = (Stage.SITTING, Stage.ASKED)


class Exam:
    """An exam that is open in this process; `begin` and `resume` of `opening` make one.

    `stage` is where it stands, `stored` what the file says of it, `sheets` its questions as they stand.
    `notes` are sentences about a paper that was just drawn; `is_resumed` tells one that was not. `now`
    returns an aware datetime; nothing else reads a clock. Methods are to be called one at a time; only `mark`
    may run in a thread beside them. Shells call `tick` every second, also while an editor lies over the
    screen: time goes on with calls alone.
    """

    def __init__(
        self,
        stored: StoredExam,
        sheets: Sequence[Sheet],
        store: Store,
        now: Callable[[], datetime],
        notes: Sequence[str] = (),
        *,
        is_resumed: bool = False,
    ) -> None:
        self.stored = stored
        self.sheets = tuple(sheets)
        self.notes = tuple(notes)
        self.is_resumed = is_resumed
        self._store = store
        self._now = now
        clock = ExamClock(stored.minutes * _MINUTE_MS, stored.elapsed_ms)
        self._clock = clock.tick(self._moment().utc_ms)
        self._saved_ms = clock.spent_ms
        self._ended = HandedIn.TIME if clock.is_up else HandedIn.KEY
        self.stage = Stage.MARKING if clock.is_up else Stage.SITTING

    @property
    def current(self) -> int:
        """The number of the question on the desk, from 1."""
        return self.stored.current

    @property
    def sheet(self) -> Sheet:
        """The question on the desk."""
        return self.sheets[self.current - 1]

    @property
    def overview(self) -> Overview:
        """Which questions are answered, blank, flagged, withdrawn."""
        return overview(self.sheets)

    @property
    def left_ms(self) -> int:
        """The time that is left, in milliseconds."""
        return self._clock.left_ms

    def allows(self, action: Action) -> bool:
        """Whether this may happen now; a hint only where the blueprint gives hints and one is left."""
        if action is Action.HINT:
            asked = self.sheet.asked
            if self.stored.hint_cost is None or asked is None or not asked.hints_left:
                return False
        if action is Action.ANSWER and self.sheet.asked is None:
            return False
        return sitting.allows(self.stage, action)

    def tick(self) -> Stage:
        """Let the time go on to now, and keep it; MARKING as soon as it is up."""
        if self.stage not in _AT_WORK:
            return self.stage
        self._go_on()
        if self._clock.is_up:
            then = sitting.after(self.stage, Action.TIME_UP)
            self._save()
            self.stage, self._ended = then, HandedIn.TIME
        elif self._clock.spent_ms - self._saved_ms >= SAVED_EVERY_MS:
            self._save()
        return self.stage

    def answer(self, texts: Mapping[str, str]) -> None:
        """Keep what stands in the boxes of the question on the desk, by part; can change until hand-in."""
        sitting.after(self.stage, Action.ANSWER)
        if self.sheet.asked is None:
            raise ValueError("a question that was withdrawn takes no answer")
        self._go_on()
        self._put(texts={**self.sheet.saved.texts, **texts})

    def go(self, number: int) -> Sheet:
        """Put the question of this number on the desk (IndexError where the paper has none)."""
        then = sitting.after(self.stage, Action.GO)
        if not 1 <= number <= len(self.sheets):
            raise IndexError(number)
        self._go_on()
        self._save(replace(self.stored, current=number))
        self.stage = then
        return self.sheet

    def step(self, by: int) -> Sheet:
        """Go so many questions on, or back where `by` is negative; round the ends of the paper."""
        return self.go((self.current - 1 + by) % len(self.sheets) + 1)

    def flag(self) -> bool:
        """Mark the question to come back to, or take the mark away; whether it has one now."""
        sitting.after(self.stage, Action.FLAG)
        self._go_on()
        self._put(flagged=not self.sheet.is_flagged)
        return self.sheet.is_flagged

    def hint(self) -> str | None:
        """Show one more hint, at the cost that the blueprint states; None where there is none to be had."""
        sitting.after(self.stage, Action.HINT)
        if not self.allows(Action.HINT):
            return None
        self._go_on()
        self._put(hints=self.sheet.saved.hints + 1)
        return self.sheet.asked.hints[-1] if self.sheet.asked else None

    def ask(self) -> Overview:
        """Ask to hand in: what the learner should see before a yes. Time goes on."""
        then = sitting.after(self.stage, Action.ASK)
        if self.tick() is Stage.SITTING:
            self.stage = then
        return self.overview

    def back(self) -> Stage:
        """Not yet: back to the paper."""
        then = sitting.after(self.stage, Action.BACK)
        if self.tick() is Stage.ASKED:
            self.stage = then
        return self.stage

    def hand_in(self) -> Stage:
        """Yes, hand in: no answer can be changed from here on."""
        then = sitting.after(self.stage, Action.HAND_IN)
        self._go_on()
        self._save()
        self.stage, self._ended = then, HandedIn.KEY
        return self.stage

    def mark(self) -> Marks:
        """Mark the whole paper, without any effect; takes seconds, may run in a thread."""
        return marks_of(self.sheets)

    def close(self, marks: Marks) -> Stage:
        """Put the marks down, close the exam and log its attempts, in one transaction; HANDED_IN."""
        from trainer.session.exam.kept import to_json
        from trainer.session.exam.report import total

        then = sitting.after(self.stage, Action.MARKED)
        usual = self._usual()
        questions = questions_of(self.sheets, marks, self.stored.hint_cost, usual)
        at = self._moment()
        score = total(questions).share
        over = replace(self._timed(), ended=self._ended.value, ended_at=at, score=score)
        answers = [
            replace(sheet.saved, judged=to_json(question))
            for sheet, question in zip(self.sheets, questions, strict=True)
        ]
        self._store.exams.hand_in(over, answers, attempts_of(self.sheets, marks, usual, at))
        self.stored, self.stage = over, then
        return self.stage

    def leave(self) -> Stage:
        """Close this window: the time stands still, and everything is kept until the exam is resumed."""
        then = sitting.after(self.stage, Action.LEAVE)
        if self.stage in _AT_WORK:
            self._go_on()
            self._save()
        self.stage = then
        return self.stage

    def _usual(self) -> dict[str, int | None]:
        """The learner's median time for each kind on the paper, before this exam."""
        kinds = dict.fromkeys(sheet.drawn.kind for sheet in self.sheets)
        return {kind: self._store.typical_ms(kind) for kind in kinds}

    def _go_on(self) -> None:
        """The time until now is spent, and counts for the question on the desk."""
        before = self._clock.spent_ms
        self._clock = self._clock.tick(self._moment().utc_ms)
        step = self._clock.spent_ms - before
        if step and self.stage is Stage.SITTING:
            self._replace(active_ms=self.sheet.saved.active_ms + step)

    def _put(self, **changes: object) -> None:
        """Change the sheet on the desk and save it; where that fails it stays as it was."""
        before = self.sheets
        self._replace(**changes)
        try:
            self._save()
        except BaseException:
            self.sheets = before
            raise

    def _replace(self, **changes: object) -> None:
        sheet = self.sheet
        saved = replace(sheet.saved, **changes)  # type: ignore[arg-type]
        asked = sheet.asked
        if asked is not None:
            asked = replace(asked, kept=Open(saved.texts, hints=saved.hints, active_ms=saved.active_ms))
        changed = replace(sheet, saved=saved, asked=asked)
        self.sheets = tuple(changed if each is sheet else each for each in self.sheets)

    def _save(self, stored: StoredExam | None = None) -> None:
        """Keep the clock, the sheet on the desk, and `stored` with them."""
        timed = replace(stored or self.stored, elapsed_ms=self._clock.spent_ms)
        self._store.exams.save(timed, [self.sheet.saved])
        self.stored, self._saved_ms = timed, timed.elapsed_ms

    def _timed(self) -> StoredExam:
        return replace(self.stored, elapsed_ms=self._clock.spent_ms)

    def _moment(self) -> Moment:
        return Moment.of(self._now())
