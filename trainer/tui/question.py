"""The question screen: the prompt, the way of answering and the live preview; it judges nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.timer import Timer

from trainer.session.practice import Stage
from trainer.tui.answer_area import AnswerArea
from trainer.tui.answer_areas import area_for
from trainer.tui.desk import Stand
from trainer.tui.heading import Heading
from trainer.tui.hints import Hints
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.preview import Preview
from trainer.tui.prose_view import ProseView
from trainer.tui.setting_out import setting_out
from trainer.tui.wish import Answered, Typed

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.session.views import Question

DRAFT_SECONDS: Final = 1.0
"""After the last key, until an unfinished answer is kept."""

_TALL: Final = 22
_HEADING_AND_BAR: Final = 3
_LEAST_PROMPT: Final = 3
_PREVIEW_TALL: Final = 4  # and a blank row before it
_PREVIEW_SHORT: Final = 3


class QuestionScreen(PlaceScreen):
    """Asks one question. The prompt scrolls; the answer, its preview and the key bar are always in sight."""

    place: ClassVar[Place] = Place.QUESTION
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.QUESTION)
    DEFAULT_CSS = """
    QuestionScreen {
        #paper { height: auto; padding: 1 2; scrollbar-size-vertical: 1; }
        .shapes { margin-top: 1; }
        &.-short #paper { padding: 0 2; }
        &.-short AnswerArea { margin-bottom: 0; }
    }
    """

    checking = var(False, init=False)

    def __init__(self, question: Question, stand: Stand) -> None:
        super().__init__()
        self.question = question
        self.allowed = stand.allowed
        self.stage = stand.stage
        again = stand.stage is Stage.RETRY and stand.result is not None
        before = stand.result if again else None
        texts, grade = (before.texts, before.grade) if before else (question.draft, None)
        self.area = area_for(question.variant, texts, grade)
        self._drafting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        variant = self.question.variant
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield ProseView(variant.prompt)
            yield from setting_out(variant)
            yield Hints()
        yield self.area
        yield Preview(variant.names, self.area.read)
        yield KeyBar(self.place, self.area)

    def on_mount(self) -> None:
        """Fill in what stands beside the question, and let the learner type."""
        question, heading = self.question, self.query_one(Heading)
        heading.heading = question.skill.title
        again = "second try · " if self.stage is Stage.RETRY else ""
        heading.note = f"{again}{question.number} of {question.total} · {question.skill.part}"
        self._show_hints()
        for scrolled in (self.area, self.query_one("#paper")):
            self.watch(scrolled, "virtual_size", lambda _: self._share_rows(self.size.height), init=False)
        self.area.begin()

    @property
    def places(self) -> tuple[Place, ...]:
        """The keys of the way of answering come first."""
        return (self.area.place, self.place)

    def on_resize(self, event: events.Resize) -> None:
        """Share the rows anew."""
        self._share_rows(event.size.height)

    def _share_rows(self, height: int) -> None:
        """Give the answer what it wants and the prompt the rest; each scrolls where that is too little."""
        tall = height >= _TALL
        paper = self.query_one("#paper", VerticalScroll)
        free = height - _HEADING_AND_BAR - (_PREVIEW_TALL if tall else _PREVIEW_SHORT)
        rows = max(1, self.area.rows(tall, free, paper.virtual_size.height + (2 if tall else 0)))
        self.area.styles.max_height = rows
        paper.styles.max_height = max(_LEAST_PROMPT, free - rows)

    def update_stand(self, stand: Stand) -> None:
        """Follow what a hint or an unclear answer has changed."""
        self.allowed = stand.allowed
        if stand.question is not None:
            self.question = stand.question
        self._show_hints()
        self.refresh_bindings()

    def explain(self, grade: Grade) -> None:
        """Say what was unclear about an answer that was not judged, at its first unclear part."""
        from trainer.maths.judging.verdict import Outcome

        preview = self.query_one(Preview)
        unclear = next((part for part in grade.parts if part.verdict.outcome is grade.outcome), None)
        if unclear is None:
            return
        typed = self.area.go_to(unclear.name, unclear.verdict.offset or 0)
        if grade.outcome is Outcome.UNDECIDED:
            preview.say(f"? Not decided, and not counted. {unclear.verdict.message}", "doubt")
        elif typed.strip():
            preview.complain(unclear.verdict.message)
        else:
            preview.say(self.area.nothing_yet)

    def watch_checking(self, checking: bool) -> None:
        """Say that an answer is being checked, if that takes a moment."""
        self.query_one(Preview).busy = checking

    @on(AnswerArea.Ready)
    def _check(self) -> None:
        self.post_message(Answered(self.area.texts))

    @on(AnswerArea.Remark)
    def _remark(self, event: AnswerArea.Remark) -> None:
        self.query_one(Preview).say(event.text, event.ink)

    @on(AnswerArea.Changed)
    def _preview(self, event: AnswerArea.Changed) -> None:
        part = next(part for part in self.question.variant.parts if part.name == event.part)
        self.query_one(Preview).show(part, event.text, event.line)
        self._share_rows(self.size.height)
        if self._drafting is not None:
            self._drafting.stop()
        self._drafting = self.set_timer(DRAFT_SECONDS, self._keep)

    def _keep(self) -> None:
        self.post_message(Typed(self.texts))

    @property
    def texts(self) -> dict[str, str]:
        """The answer as it stands, by part name."""
        return self.area.texts

    def _show_hints(self) -> None:
        hints = self.query_one(Hints)
        grown = len(self.question.hints) > len(hints.hints)
        hints.hints, hints.left = self.question.hints, self.question.hints_left
        if grown:
            self.call_after_refresh(self.query_one("#paper", VerticalScroll).scroll_end, animate=False)

    async def action_answering(self, command: str) -> None:
        """Carry out a command of the way of answering."""
        await self.area.run_action(command)

    def action_hint(self) -> None:
        """Show one more hint."""
        self.wish("hint")

    def action_give_up(self) -> None:
        """Give up."""
        self.wish("give_up")

    def action_why(self) -> None:
        """Say why this question comes now."""
        from trainer.tui.why import WhyDialog

        self.app.push_screen(WhyDialog(self.question))
