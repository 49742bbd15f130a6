"""The first screen: what the day holds and what comes next; it is there before anything is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.reactive import var
from textual.widgets import Button, Static

from trainer.tui.figures import Figures
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.sentence import Sentence
from trainer.tui.wish import ExamsWanted, PlanWanted, StartWanted

if TYPE_CHECKING:
    from trainer.session.views import HomeFigures

CHAIN_RULE = (
    "∂L   ∂L   ∂a   ∂z",
    "── = ── · ── · ──",
    "∂w   ∂a   ∂z   ∂w",
)
_LOADING = "Opening the exercises …"
_DONE = "Nothing is left for today."


class HomeScreen(PlaceScreen):
    """Title, figures, the next skill and why; Enter starts."""

    place: ClassVar[Place] = Place.HOME
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.HOME)
    DEFAULT_CSS = """
    HomeScreen {
        align: center middle;
        #welcome { width: 100%; max-width: 72; height: auto; max-height: 100%; padding: 0 3; }
        #formula { color: $accent; text-style: bold; text-align: center; width: 1fr; }
        #title { text-align: center; width: 1fr; margin-top: 1; text-style: bold; }
        #subject { text-align: center; width: 1fr; color: $foreground 60%; }
        Figures { margin: 2 0 1 0; }
        #next { text-align: center; width: 1fr; text-style: bold; margin-top: 1; }
        #why { color: $foreground 70%; }
        #exam { margin-top: 1; }
        #problem { text-align: center; width: 1fr; color: $error; margin-top: 1; display: none; }
        #problem.-shown { display: block; }
        #button { align-horizontal: center; height: auto; margin-top: 2; }
        #start { min-width: 18; background: $primary; color: $background; text-style: bold; }
        #start:focus { text-style: bold; background-tint: $background 0%; }
        &.-short #welcome { padding: 0 1; }
        &.-short Figures { margin: 1 0 0 0; }
        &.-short #button { margin-top: 1; }
        &.-short #subject { display: none; }
    }
    """

    figures: var[HomeFigures | None] = var(None)
    left_out = var("")
    problem = var("")
    exam = var("")

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("\n".join(CHAIN_RULE), id="formula", markup=False)
            yield Static("Calculus trainer", id="title", markup=False)
            yield Static("the calculus behind machine learning", id="subject", markup=False)
            yield Figures()
            yield Static(_LOADING, id="next", markup=False)
            yield Sentence(id="why")
            yield Sentence(id="exam")
            yield Static("", id="problem", markup=False)
            with Vertical(id="button"):
                yield Button("Start", id="start", compact=True)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Show what was known before there was a place to show it."""
        self.call_after_refresh(self._show_all)

    def _show_all(self) -> None:
        self.watch_figures()
        self.watch_exam()
        self.watch_problem()
        self.watch_left_out()

    def watch_figures(self) -> None:
        """Show what the day holds."""
        if not self.is_mounted or self.figures is None:
            return
        self.query_one(Figures).figures = self.figures
        upcoming = self.figures.next
        self.query_one("#next", Static).update(f"Next: {upcoming.title}" if upcoming else "Done for today.")
        later = self.figures.next_due
        done = f"The next review is due {later}." if later else _DONE
        self.query_one("#why", Sentence).text = upcoming.why if upcoming else done

    def watch_problem(self) -> None:
        """Show what keeps the trainer from working."""
        self._warn(self.problem)

    def watch_exam(self) -> None:
        """Say how far away the exam is, and what is foreseen."""
        if self.is_mounted:
            self.query_one("#exam", Sentence).text = self.exam

    def watch_left_out(self) -> None:
        """Say what was left out of the exercises."""
        if self.left_out:
            self._warn(self.left_out)

    def on_button_pressed(self) -> None:
        """The button does what Enter does."""
        self.action_start()

    def action_exams(self) -> None:
        """Go to the mock exams."""
        self.post_message(ExamsWanted())

    def action_plan(self) -> None:
        """Go to the plan to an exam."""
        self.post_message(PlanWanted())

    def action_start(self) -> None:
        """Begin with the day's questions."""
        self.post_message(StartWanted())

    def _warn(self, text: str) -> None:
        if self.is_mounted:
            warning = self.query_one("#problem", Static)
            warning.update(text)
            warning.set_class(bool(text), "-shown")
