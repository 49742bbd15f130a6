"""The plan to an exam, to be scrolled through; from here it is set, changed and given up."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.errors import StoreError, TrainerError
from trainer.tui.background import in_thread
from trainer.tui.document_view import DocumentView
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen
from trainer.tui.plan.end import PlanEndDialog
from trainer.tui.plan.form import PlanForm
from trainer.tui.wish import HomeWanted

if TYPE_CHECKING:
    from trainer.memory.exam_goal import ExamGoal
    from trainer.session.exam.outlook import Outlook
    from trainer.session.exam.planning import Planning

_PLANNING: Final = "Planning …"
_NOTHING: Final = (
    "No exam is planned for.\n\nGive the date of an exam and the minutes you have on a day. Each day then"
    " asks what will help most on the day of the exam: what is worth learning still, and what would be"
    " forgotten by then. Reviews that the exam does not ask wait until it is over."
)
_MORE: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What there is to show: the goal, its plan, or why there is no plan."""

    goal: ExamGoal | None
    outlook: Outlook | None
    problem: str = ""


class PlanScreen(PlaceScreen):
    """Plans when it is shown, and again after every change; `planning` is asked beside the event loop."""

    place: ClassVar[Place] = Place.PLAN
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PLAN)
    DEFAULT_CSS = """
    PlanScreen {
        #paper { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        #told { width: 1fr; }
        &.-short #paper { padding: 0 2; }
    }
    """

    def __init__(self, planning: Planning) -> None:
        super().__init__()
        self.seen: Seen | None = None
        self._planning = planning

    def compose(self) -> ComposeResult:
        """The heading, the plan when it is made, the keys."""
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield Static(_PLANNING, id="told", markup=False)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Make the plan."""
        self.query_one(Heading).heading = "Exam plan"
        self._do(self._show())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be changed before it is shown, nor given up before it is set."""
        match action:
            case "change":
                return self.seen is not None
            case "give_up_plan":
                return self.seen is not None and self.seen.goal is not None
        return super().check_action(action, parameters)

    @property
    def labels(self) -> Mapping[str, str]:
        """The first goal is set, not changed."""
        return {} if self.seen is not None and self.seen.goal is not None else {"change": "Set an exam"}

    def action_change(self) -> None:
        """Write down another goal."""
        if self.seen is not None:
            self.app.push_screen(PlanForm(self._planning, self.seen.goal), lambda _: self._do(self._show()))

    def action_give_up_plan(self) -> None:
        """Ask whether to give the plan up."""
        self._do(self._give_up())

    def action_back(self) -> None:
        """Go back to the first screen."""
        self.post_message(HomeWanted())

    async def _show(self) -> None:
        self.seen = None
        self.seen = seen = await in_thread(_look, self._planning)
        told, heading = self.query_one("#told", Static), self.query_one(Heading)
        await self.query(DocumentView).remove()
        told.update(seen.problem or _NOTHING)
        told.display = seen.outlook is None
        heading.note = ""
        if seen.outlook is not None:
            from trainer.export.plan import plan_document

            heading.note = seen.outlook.note
            await self.query_one("#paper").mount(DocumentView(plan_document(seen.outlook)))
        self.refresh_bindings()

    async def _give_up(self) -> None:
        if await self.app.push_screen_wait(PlanEndDialog()):
            await in_thread(self._planning.cancel)
            await self._show()

    def _do(self, work: Coroutine[Any, Any, object]) -> None:
        self.run_worker(self._spoken(work))

    async def _spoken(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out `work`; what goes wrong with the progress file is said."""
        try:
            await work
        except TrainerError as error:
            self.notify(str(error), title="This did not work", severity="error", timeout=12, markup=False)


def _look(planning: Planning) -> Seen:
    goal = planning.goal
    try:
        return Seen(goal, planning.outlook(_MORE))
    except StoreError:
        raise
    except TrainerError as fault:
        return Seen(goal, None, str(fault))
