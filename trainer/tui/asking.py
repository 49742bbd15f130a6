"""What every screen with a question shares: the prompt, the way of answering and the live preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer

from trainer.tui.answer_area import PREVIEW_ROWS, AnswerArea
from trainer.tui.answer_areas import area_for
from trainer.tui.heading import Heading
from trainer.tui.hints import Hints
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place
from trainer.tui.place import PlaceScreen
from trainer.tui.preview import Preview
from trainer.tui.prose_view import ProseView
from trainer.tui.setting_out import setting_out
from trainer.tui.wish import Typed

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.session.views import Question

DRAFT_SECONDS: Final = 1.0
"""After the last key, until an unfinished answer is kept."""

_TALL: Final = 22
_HEADING_AND_BAR: Final = 3
_LEAST_PROMPT: Final = 3


class AskingScreen(PlaceScreen):
    """The prompt scrolls; the answer, its preview and the key bar are always in sight."""

    DEFAULT_CSS = """
    AskingScreen {
        #paper { height: auto; padding: 1 2; scrollbar-size-vertical: 1; }
        .shapes { margin-top: 1; }
        &.-short #paper { padding: 0 2; }
        &.-short AnswerArea { margin-bottom: 0; }
        &.-short AnswerArea.-apart { margin-top: 1; }
    }
    """

    def __init__(self, question: Question, texts: Mapping[str, str], grade: Grade | None = None) -> None:
        super().__init__()
        self.question = question
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
        """Fill in the hints, and share the rows anew whenever something grows."""
        self._show_hints()
        for scrolled in (self.area, self.query_one("#paper")):
            self.watch(scrolled, "virtual_size", lambda _: self._share_rows(self.size.height), init=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """The keys of the way of answering come first."""
        return (self.area.place, self.place)

    @property
    def texts(self) -> dict[str, str]:
        """The answer as it stands, by part name."""
        return self.area.texts

    def on_resize(self, event: events.Resize) -> None:
        """Share the rows anew."""
        self._share_rows(event.size.height)

    def follow(self, question: Question) -> None:
        """Show what a hint has changed."""
        self.question = question
        self._show_hints()
        self.refresh_bindings()

    async def action_answering(self, command: str) -> None:
        """Carry out a command of the way of answering."""
        await self.area.run_action(command)

    def _share_rows(self, height: int) -> None:
        """Give the answer what it wants and the prompt the rest; each scrolls where that is too little."""
        tall = height >= _TALL
        paper = self.query_one("#paper", VerticalScroll)
        preview = self.query_one(Preview)
        shared = height - _HEADING_AND_BAR - (1 if tall else 0)  # a blank row before the preview
        prompt = paper.virtual_size.height + (2 if tall else 0)
        below = PREVIEW_ROWS
        rows = max(1, self.area.rows(tall, shared - below, prompt))
        if (least := max(self.area.preview_rows, min(preview.rows, below))) < below:
            below = min(below, max(least, shared - rows - prompt))
            rows = max(1, self.area.rows(tall, shared - below, prompt))
        preview.styles.min_height = below
        self.area.styles.max_height = rows
        self.area.set_class(not tall and rows + prompt + below < shared, "-apart")
        paper.styles.max_height = max(_LEAST_PROMPT, shared - below - rows)

    def _show_hints(self) -> None:
        hints = self.query_one(Hints)
        grown = len(self.question.hints) > len(hints.hints)
        hints.hints, hints.left = self.question.hints, self.question.hints_left
        if grown:
            self.call_after_refresh(self.query_one("#paper", VerticalScroll).scroll_end, animate=False)

    @on(AnswerArea.Remark)
    def _remark(self, event: AnswerArea.Remark) -> None:
        self.query_one(Preview).say(event.text, event.ink)

    @on(Preview.Said)
    def _make_room(self) -> None:
        self._share_rows(self.size.height)

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
