"""One question of an exam on the screen, with the clock; nothing is judged, and everything can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from trainer.session.exam.sitting import Action
from trainer.session.wording import time_words
from trainer.tui.answer_area import AnswerArea
from trainer.tui.asking import AskingScreen
from trainer.tui.exam.stand import ExamStand
from trainer.tui.exam.wish import FlagWanted, HintWanted, LeaveWanted, MapWanted, StepWanted
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.prose_view import ProseView

_ACTIONS = {
    "hint": Action.HINT,
    "step": Action.GO,
    "map": Action.GO,
    "flag": Action.FLAG,
    "leave": Action.LEAVE,
}
"""The commands of the place, and what they need of the exam."""


class OnTheClock(PlaceScreen):
    """What a question of an exam has beside the question: the clock in the heading, and the ways from it."""

    place: ClassVar[Place] = Place.EXAM
    stand: ExamStand

    @property
    def texts(self) -> dict[str, str]:
        """The answer as it stands, by part name; empty where none can be given."""
        return {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command does something now."""
        needed = _ACTIONS.get(action.partition("(")[0])
        if needed is not None:
            return needed in self.stand.allowed
        return super().check_action(action, parameters)

    def show_stand(self, stand: ExamStand) -> None:
        """Follow the clock, a flag or a hint."""
        self.stand = stand
        heading, sheet = self.query_one(Heading), stand.sheet
        flag = "⚑ " if sheet.is_flagged else ""
        heading.heading = f"{flag}{sheet.number} of {len(stand.sheets)} · {sheet.drawn.topic}"
        heading.note = f"{time_words(stand.left_ms)} left"
        self.refresh_bindings()

    def action_step(self, by: int) -> None:
        """Go to another question."""
        self.post_message(StepWanted(by, self.texts))

    def action_map(self) -> None:
        """See all questions."""
        self.post_message(MapWanted())

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        self.post_message(FlagWanted())

    def action_hint(self) -> None:
        """Show one more hint."""
        self.post_message(HintWanted())

    def action_leave(self) -> None:
        """Close the exam for now."""
        self.post_message(LeaveWanted())


class SheetScreen(AskingScreen, OnTheClock):
    """A question that can be answered; Enter on a whole answer goes on to the next question."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.EXAM)

    def __init__(self, stand: ExamStand) -> None:
        asked = stand.sheet.asked
        if asked is None:
            raise ValueError("a question that was withdrawn cannot be asked")
        self.stand = stand
        AskingScreen.__init__(self, asked, asked.draft)

    @property
    def labels(self) -> Mapping[str, str]:
        """Nothing is checked before hand-in."""
        return {"check": "Done"}

    def on_mount(self) -> None:
        """Fill in the heading, and let the learner type."""
        self.show_stand(self.stand)
        self.area.begin()

    def show_stand(self, stand: ExamStand) -> None:
        """Follow the clock, a flag or a hint."""
        OnTheClock.show_stand(self, stand)
        if stand.sheet.asked is not None and stand.sheet.asked.hints != self.question.hints:
            self.follow(stand.sheet.asked)

    @on(AnswerArea.Ready)
    def _go_on(self) -> None:
        if self.stand.sheet.number == len(self.stand.sheets):
            self.action_map()
        else:
            self.action_step(1)


class WithdrawnScreen(OnTheClock):
    """A question that cannot be asked any more, and why."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.EXAM)
    DEFAULT_CSS = """
    WithdrawnScreen #paper { height: 1fr; padding: 1 2; }
    """

    def __init__(self, stand: ExamStand) -> None:
        super().__init__()
        self.stand = stand

    def compose(self) -> ComposeResult:
        """The sentence that withdraws it."""
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield ProseView(self.stand.sheet.withdrawn)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Fill in the heading."""
        self.show_stand(self.stand)


def sheet_screen(stand: ExamStand) -> OnTheClock:
    """A new screen for the question on the desk."""
    return WithdrawnScreen(stand) if stand.sheet.asked is None else SheetScreen(stand)
