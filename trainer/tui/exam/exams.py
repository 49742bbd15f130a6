"""The first screen of the mock exams: what there is, what is open, how it went last; Enter begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.widgets import Static

from trainer.session.amounts import counted, percent, wrapped
from trainer.session.wording import time_words
from trainer.tui.drawn import Drawn, Line
from trainer.tui.exam.room import Offer
from trainer.tui.exam.wish import AbandonWanted, BackWanted, BeginWanted, ReportWanted
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen

_OPENING = "Opening the exercises …"
_RULES = (
    "The clock runs while the exam is on the screen and stands still when you leave. Nothing is judged before"
    " you hand in, and every answer can be changed until then."
)


class ExamList(Drawn):
    """The exams by title, each with its size and last score; the chosen one is described under them."""

    chosen = var(0, init=False)

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.names = list(offer.blueprints)
        self.set_reactive(
            ExamList.chosen, self.names.index(offer.chosen) if offer.chosen in self.names else 0
        )

    def watch_chosen(self) -> None:
        """Draw the new choice."""
        self.redraw()

    @property
    def name_chosen(self) -> str:
        """The name of the chosen exam."""
        return self.names[self.chosen]

    def lines(self, width: int) -> list[Line]:
        """A row for each exam, then what the chosen one is."""
        found: list[Line] = []
        for i, name in enumerate(self.names):
            blueprint = self.offer.blueprints[name]
            sign, ink = ("› ", "key") if i == self.chosen else ("  ", "")
            size = f"{counted(blueprint.count, 'question')}, {blueprint.minutes} min"
            score = f", last {percent(self.offer.scores[name])}" if name in self.offer.scores else ""
            title = blueprint.title[: width - 2]
            gap = width - 2 - len(title) - len(size) - len(score)
            if gap >= 2:
                found.append(((sign, ink), (title, ink), (" " * gap, ""), (size + score, "muted")))
            else:
                found += [((sign, ink), (title, ink)), ((f"    {size}{score}"[:width], "muted"),)]
        blueprint = self.offer.blueprints[self.name_chosen]
        hints = "No hints."
        if blueprint.hint_cost is not None:
            hints = f"A hint costs {percent(blueprint.hint_cost)} of its question."
        told = f"{blueprint.description} {percent(blueprint.pass_mark)} of the points pass. {hints}"
        return [*found, (), *(((row, ""),) for row in wrapped(told, width))]

    def on_click(self, event: events.Click) -> None:
        """Choose the exam that was clicked, where each has one row."""
        if 0 <= event.y < len(self.names) and len(self.lines(self.content_size.width)) > len(self.names):
            self.chosen = event.y


class ExamsScreen(PlaceScreen):
    """The open exam if there is one, else the list; `problem` is why something could not be done."""

    place: ClassVar[Place] = Place.EXAMS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.EXAMS)
    DEFAULT_CSS = """
    ExamsScreen {
        #paper { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        &.-short #paper { padding: 0 2; }
        .told { width: 1fr; margin-top: 1; color: $foreground 60%; }
        #open { width: 1fr; }
        #problem { width: 1fr; color: $error; margin-top: 1; display: none; }
        #problem.-shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.offer: Offer | None = None

    def compose(self) -> ComposeResult:
        """A heading, and what is being opened."""
        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield Static(_OPENING, id="open", markup=False)
            yield Static("", id="problem", markup=False)
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Name the screen."""
        self.query_one(Heading).heading = "Mock exams"

    async def show_offer(self, offer: Offer) -> None:
        """Show what there is to choose from."""
        self.offer = offer
        await self.query("ExamList, .told").remove()
        opened, paper = offer.opened, self.query_one("#paper")
        self.query_one("#open", Static).update(_open_words(offer))
        self.query_one("#open").display = opened is not None
        if opened is None:
            await paper.mount(ExamList(offer), before="#problem")
            await paper.mount(Static(_RULES, classes="told", markup=False), before="#problem")
        self.refresh_bindings()

    @property
    def labels(self) -> Mapping[str, str]:
        """An open exam is gone on with."""
        return {"begin": "Go on"} if self.offer is not None and self.offer.opened else {}

    def warn(self, problem: str) -> None:
        """Say what could not be done; nothing where it is empty."""
        warning = self.query_one("#problem", Static)
        warning.update(problem)
        warning.set_class(bool(problem), "-shown")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An open exam is gone on with or abandoned before another one begins."""
        offer = self.offer
        match action.partition("(")[0]:
            case "begin":
                return offer is not None and (offer.opened is not None or bool(offer.blueprints))
            case "abandon":
                return offer is not None and offer.opened is not None
            case "choose":
                return offer is not None and offer.opened is None and len(offer.blueprints) > 1
            case "last_report":
                return offer is not None and offer.has_report
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Begin, or go on."""
        if self.offer is not None:
            lists = self.query(ExamList)
            self.post_message(BeginWanted("" if self.offer.opened else lists.first().name_chosen))

    def action_choose(self, by: int) -> None:
        """Choose another exam."""
        for shown in self.query(ExamList):
            shown.chosen = (shown.chosen + by) % len(shown.names)

    def action_abandon(self) -> None:
        """Put the open exam aside."""
        self.post_message(AbandonWanted())

    def action_last_report(self) -> None:
        """Read the last report."""
        self.post_message(ReportWanted())

    def action_back(self) -> None:
        """Leave the exams."""
        self.post_message(BackWanted())


def _open_words(offer: Offer) -> str:
    opened = offer.opened
    if opened is None:
        return ""
    left = time_words(max(0, opened.minutes * 60_000 - opened.elapsed_ms))
    return (
        f"“{opened.title}” is open, with {left} of {counted(opened.minutes, 'minute')} left;"
        f" question {opened.current} of {len(opened.questions)} is on the desk.\n\nEnter goes on with it."
    )
