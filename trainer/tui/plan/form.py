"""The form of a goal: which exam, when, how many minutes a day, which days are off; judges nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.tui.background import in_thread
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings, commands
from trainer.tui.place import PlaceScreen

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.memory.exam_goal import ExamGoal
    from trainer.session.exam.planning import Planning

_COMMANDS: Final = commands(Place.PLAN_FORM)
_LONGEST: Final = 1_000
_ROWS: Final = (
    ("date", "Date", "like 2026-12-24"),
    ("minutes", "Minutes a day", "like 30, or seven from Monday on"),
    ("days-off", "Days off", "none; or like sat, sun, 2026-12-24"),
)
_OPENING: Final = "Opening the exams …"
_NONE: Final = "There is no exam; “trainer exam list” says why."


class PlanBox(Input):
    """One line of the form."""

    DEFAULT_CSS = """
    PlanBox {
        height: 1; border: none; padding: 0 1; background: $surface; color: $foreground; width: 1fr;
        &:focus { border: none; background: $panel; background-tint: $foreground 0%; }
        &>.input--placeholder { color: $foreground 40%; }
    }
    """

    def __init__(self, value: str, example: str, *, id: str) -> None:
        super().__init__(value, example, id=id, max_length=_LONGEST, select_on_focus=False)

    async def _on_key(self, event: events.Key) -> None:
        """Keys that were on their way here when the focus moved belong to the box that has it now."""
        focused = self.screen.focused
        await (focused if isinstance(focused, PlanBox) else self).take(event)

    async def take(self, event: events.Key) -> None:
        """Carry out one key before the next is looked at; as a binding it would be overtaken by text."""
        await super()._on_key(event)
        if event.is_printable:
            return
        if event.key in _COMMANDS:
            await self.screen.run_action(_COMMANDS[event.key])
        elif (own := self.screen.active_bindings.get(event.key)) is not None and own.node is self:
            await self.run_action(own.binding.action)
        else:
            return
        event.stop()
        event.prevent_default()


class PlanForm(PlaceScreen):
    """Closes once the goal is set; what cannot be is said under the rows, and they stay as they are."""

    place: ClassVar[Place] = Place.PLAN_FORM
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PLAN_FORM)
    DEFAULT_CSS = """
    PlanForm {
        #paper { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        Horizontal { height: auto; margin-bottom: 1; }
        .label { width: 16; color: $accent; text-style: bold; text-align: right; margin-right: 1; }
        #exam { width: 1fr; padding: 0 1; }
        #problem { width: 1fr; color: $error; display: none; }
        #problem.-shown { display: block; }
        &.-short #paper { padding: 0 2; }
    }
    """

    def __init__(self, planning: Planning, goal: ExamGoal | None) -> None:
        super().__init__()
        self._planning = planning
        self._goal = goal
        self._blueprints: Blueprints | None = None
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """A row for each thing that can be said."""
        start = _start(self._goal)
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            with Horizontal():
                yield Static("Exam", classes="label", markup=False)
                yield Static(_OPENING, id="exam", markup=False)
            for name, label, example in _ROWS:
                with Horizontal():
                    yield Static(label, classes="label", markup=False)
                    yield PlanBox(start.get(name, ""), example, id=name)
            yield Static("", id="problem", markup=False)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Load the exams; begin with the first row."""
        self.query_one(Heading).heading = "Change the exam plan" if self._goal else "Plan for an exam"
        self.query(PlanBox).first().focus()
        self.run_worker(self._open())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An exam can be saved once there is one, and changed where there are several."""
        match action:
            case "save":
                return bool(self._names)
            case "exam":
                return len(self._names) > 1
        return super().check_action(action, parameters)

    def action_save(self) -> None:
        """Set the goal."""
        self.run_worker(self._save(), exclusive=True)

    def action_exam(self) -> None:
        """Take the next exam."""
        self._chosen = (self._chosen + 1) % len(self._names)
        self._show_exam()

    def action_row(self, by: int) -> None:
        """Go to another row."""
        boxes = list(self.query(PlanBox))
        at = next((i for i, box in enumerate(boxes) if box is self.focused), 0)
        self.set_focus(boxes[(at + by) % len(boxes)])

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @property
    def _names(self) -> list[str]:
        return [] if self._blueprints is None else list(self._blueprints.found)

    async def _open(self) -> None:
        from trainer.bank.blueprint import DEFAULT

        self._blueprints = await in_thread(lambda: self._planning.blueprints)
        wanted = self._goal.blueprint if self._goal else DEFAULT
        self._chosen = self._names.index(wanted) if wanted in self._names else 0
        self._show_exam()

    def _show_exam(self) -> None:
        known, names = self._blueprints, self._names
        if known is None or not names:
            self.query_one("#exam", Static).update(_NONE)
            return
        self.query_one("#exam", Static).update(known.found[names[self._chosen]].title)
        heading = self.query_one(Heading)
        heading.note = f"exam {self._chosen + 1} of {len(names)}"
        self.refresh_bindings()

    async def _save(self) -> None:
        from trainer.session.exam.goal_wish import NONE, GoalWish

        date, minutes, days_off = (box.value.strip() for box in self.query(PlanBox))
        wish = GoalWish(self._names[self._chosen], date, minutes, days_off or NONE)
        try:
            await in_thread(self._planning.set, wish)
        except TrainerError as fault:
            problem = self.query_one("#problem", Static)
            problem.update(str(fault))
            problem.add_class("-shown")
            return
        self.dismiss(None)


def _start(goal: ExamGoal | None) -> dict[str, str]:
    """What stands in the rows first: the goal as it would be typed."""
    if goal is None:
        return {}
    from datetime import date

    from trainer.session.exam.goal_wish import days_off_words, minutes_words

    return {
        "date": date.fromordinal(goal.exam_day).isoformat(),
        "minutes": minutes_words(goal),
        "days-off": days_off_words(goal),
    }
