"""The verdict screen: what became of an answer, why, and what comes of it; it decides nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from trainer.session.practice import Action
from trainer.tui.banner import Banner
from trainer.tui.desk import Stand
from trainer.tui.graph_view import GraphView
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.prose_view import ProseView
from trainer.tui.rating_bar import RatingBar
from trainer.tui.verdict_views import view_of

if TYPE_CHECKING:
    from trainer.session.views import Result

_LITERAL: Final = "```"
"""What a step of code begins with."""


class VerdictScreen(PlaceScreen):
    """Shows a result. While a second try is left, the right answer is kept back."""

    place: ClassVar[Place] = Place.VERDICT
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.VERDICT)
    DEFAULT_CSS = """
    VerdictScreen {
        #paper { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        #reason { margin-bottom: 1; }
        GraphView { margin-bottom: 1; }
        .step { padding-left: 2; }
        .literal { margin-top: 1; }
        &.-short #paper { padding: 0 2; }
    }
    """

    def __init__(self, result: Result, stand: Stand) -> None:
        super().__init__()
        self.result = result
        self.stage = stand.stage
        self.allowed = stand.allowed

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield Banner(self.result)
            yield from self._answer()
            if self.result.solution:
                yield ProseView("Worked answer", ink="muted", id="worked")
                for step in self.result.solution:
                    yield ProseView(step, classes="step literal" if step.startswith(_LITERAL) else "step")
        if self.result.decided:
            yield RatingBar()
        yield KeyBar(self.place)

    def _answer(self) -> Iterator[Widget]:
        variant, grade = self.result.question.variant, self.result.grade
        if grade is not None and len(variant.parts) == 1:
            from trainer.session.feedback import feedback

            sentence = feedback(variant, grade, decided=False)[0].sentence
            if sentence:
                yield ProseView(sentence, id="reason")
        yield view_of(self.result)
        solved: tuple[str, ...] = getattr(variant.detail, "solved", ())
        if solved and self.result.decided:
            yield GraphView(solved)

    def on_mount(self) -> None:
        """Fill in what stands around the verdict."""
        heading, question = self.query_one(Heading), self.result.question
        heading.heading = question.skill.title
        heading.note = f"{question.number} of {question.total} · {question.skill.part}"
        self._show_rating()

    def shows(self, stand: Stand) -> bool:
        """Whether it is still the verdict on this question."""
        same = stand.result is not None and stand.result.question.variant is self.result.question.variant
        return same and stand.stage is self.stage

    def update_stand(self, stand: Stand) -> None:
        """Follow another rating."""
        self.allowed = stand.allowed
        if stand.result is not None:
            self.result = stand.result
        self._show_rating()
        self.refresh_bindings()

    def _show_rating(self) -> None:
        self.query_one(Banner).follow(self.result)
        for bar in self.query(RatingBar):
            bar.result = self.result

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a second try is left, one goes on only by declining it."""
        open_try = Action.RETRY in self.allowed
        if action in ("go_on", "show_answer") and open_try is (action == "go_on"):
            return False
        if action == "pan":
            return any(view.can_move for view in self.query(GraphView))
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Go on to the next question."""
        self.wish("go_on")

    def action_retry(self) -> None:
        """Try once more."""
        self.wish("retry")

    def action_show_answer(self) -> None:
        """Leave it at the first try."""
        self.wish("show_answer")

    def action_override(self, rating: int) -> None:
        """Give it the learner's own rating."""
        self.wish("override", rating)

    def action_pan(self) -> None:
        """Show more of the drawing."""
        for view in self.query(GraphView):
            view.pan()

    def action_why(self) -> None:
        """Say why this question came."""
        from trainer.tui.why import WhyDialog

        self.app.push_screen(WhyDialog(self.result.question))
