"""The question screen of a session: one question with its hints, checked when it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.reactive import var

from trainer.session.practice import Action, Stage
from trainer.session.wording import ASKED_AGAIN
from trainer.tui.answer_area import AnswerArea
from trainer.tui.asking import AskingScreen
from trainer.tui.desk import Stand
from trainer.tui.heading import Heading
from trainer.tui.keys import Place, bindings, key_name, keys_of
from trainer.tui.preview import Preview
from trainer.tui.wish import Answered, Entered

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.session.views import Question


class QuestionScreen(AskingScreen):
    """Asks one question; it judges nothing itself."""

    place: ClassVar[Place] = Place.QUESTION
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.QUESTION)

    checking = var(False, init=False)

    def __init__(self, question: Question, stand: Stand) -> None:
        again = stand.stage is Stage.RETRY and stand.result is not None
        before = stand.result if again else None
        self._missed = None if before is None else dict(before.texts)
        if before is None:
            super().__init__(question, question.draft)
        else:
            super().__init__(question, before.texts, before.grade)
        self.allowed = stand.allowed
        self.stage = stand.stage

    def on_mount(self) -> None:
        """Fill in what stands beside the question, and let the learner type."""
        question, heading = self.question, self.query_one(Heading)
        heading.heading = question.skill.title
        again = "second try · " if self.stage is Stage.RETRY else ""
        if question.why == ASKED_AGAIN:
            again = again or "taken back · "
        heading.note = f"{again}{question.number} of {question.total} · {question.skill.part}"
        self.area.resume(question.kept.entered)

    def shows(self, stand: Stand) -> bool:
        """Whether it is still this question, at the same try."""
        same = stand.question is not None and stand.question.variant is self.question.variant
        return same and stand.stage is self.stage

    def update_stand(self, stand: Stand) -> None:
        """Follow what a hint or an unclear answer has changed."""
        self.allowed = stand.allowed
        self.follow(stand.question or self.question)

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something comes of a command; a hint may be asked for even where there is none."""
        if action == "hint":
            return Action.HINT in self.allowed
        return self.check_action(action, parameters)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command does something, or says why it does not."""
        return action == "hint" or super().check_action(action, parameters)

    def nothing_came(self, action: Action) -> None:
        """Say that there is no hint, or nothing to be taken back."""
        if action is Action.UNDO:
            said = "There is nothing to take back."
        else:
            has_some = bool(self.question.hints)
            said = "There is no further hint from here." if has_some else "This question has no hints."
        self.query_one(Preview).say(said)

    def explain(self, grade: Grade) -> None:
        """Say what was unclear about an answer that was not judged, at its first unclear part."""
        from trainer.maths.judging.verdict import Outcome

        preview = self.query_one(Preview)
        unclear = next((part for part in grade.parts if part.verdict.outcome is grade.outcome), None)
        if unclear is None:
            return
        typed = self.area.go_to(unclear.name, unclear.verdict.offset or 0)
        if grade.outcome is Outcome.UNDECIDED:
            preview.say(f"{self._undecided()} {unclear.verdict.message}".rstrip(), "doubt")
        elif typed.strip():
            preview.complain(unclear.verdict.message)
        else:
            preview.say(self.area.nothing_yet)

    def _undecided(self) -> str:
        """What an undecided answer costs, and what can be done about it."""
        skip = next(row for row in keys_of(Place.QUESTION) if row.action == "skip")
        other = f", or leave it with {key_name(skip.keys[0])}" if Action.SKIP in self.allowed else ""
        return f"? Not decided, not counted. Write it in another way{other}."

    def watch_checking(self, checking: bool) -> None:
        """Say that an answer is being checked, if that takes a moment."""
        self.query_one(Preview).busy = checking

    @on(AnswerArea.Ready)
    def _check(self) -> None:
        if self.area.texts == self._missed:
            give_up = next(row for row in keys_of(Place.QUESTION) if row.action == "give_up")
            other = f"Change it, or give up with {key_name(give_up.keys[0])}."
            self.query_one(Preview).say(f"This is the answer that was not right. {other}")
        else:
            self.post_message(Answered(self.area.texts))

    @on(AnswerArea.Entered)
    def _enter(self, event: AnswerArea.Entered) -> None:
        self.post_message(Entered(event.cell, event.texts))

    def on_click(self, event: events.Click) -> None:
        """A click beside the answer."""
        if event.widget is None or self.area not in event.widget.ancestors_with_self:
            self.area.leave()

    def action_hint(self) -> None:
        """Show one more hint."""
        self.wish("hint")

    def action_give_up(self) -> None:
        """Give up."""
        self.wish("give_up")

    def action_skip(self) -> None:
        """Leave a question whose answer could not be decided."""
        self.wish("skip")

    def action_why(self) -> None:
        """Say why this question comes now."""
        from trainer.tui.why import WhyDialog

        self.app.push_screen(WhyDialog(self.question))
