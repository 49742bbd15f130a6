"""The preview of an exercise file, drawn anew as soon as it is saved; judges nothing itself."""

from __future__ import annotations

from asyncio import Event, sleep
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from trainer.errors import AuthorError
from trainer.tui.authoring.findings import Finding, FindingList, Findings, Report
from trainer.tui.authoring.panes import Pane, Panes
from trainer.tui.background import in_thread
from trainer.tui.graph_view import GraphView
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen

if TYPE_CHECKING:
    from trainer.authoring.draft import Draft, Stamp
    from trainer.bank.exercise import Skill
    from trainer.bank.variant import Variant

POLL_SECONDS: Final = 0.1
"""Between two looks at the file."""

SETTLE_SECONDS: Final = 0.25
"""After a drawing, until the checks begin; they would slow down the next one."""

_GONE: Final = "The file is gone. It is drawn again as soon as it is back."
_CHECKING: Final = "Drawn. Checking …"
_SOUND: Final = "Checked: sound."


class PreviewScreen(PlaceScreen):
    """Watches `file` and shows one exercise of it for one seed.

    `check` tells what is wrong with a file; it may take long and runs in a thread, one call at a time.
    """

    place: ClassVar[Place] = Place.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PREVIEW)

    class AnswerWanted(Message):
        """The author wants to answer the variant as a learner."""

        def __init__(self, skill: Skill, variant: Variant) -> None:
            super().__init__()
            self.skill = skill
            self.variant = variant

    def __init__(self, file: Path, check: Callable[[Path], Report], seed: int = 0) -> None:
        super().__init__()
        self.file = file
        self.seed = seed
        self.variant: Variant | None = None
        self._check = check
        self._draft: Draft | None = None
        self._index = 0
        self._stamp: Stamp | None = None
        self._looked = False
        self._broken: tuple[AuthorError, ...] = ()
        self._undrawn: AuthorError | None = None
        self._report: Report | None = None
        self._unchecked = Event()

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        yield Heading()
        yield FindingList()
        yield Panes()
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """Look at the file now and again and again; follow how far both sides are read."""
        for pane in self.query(Pane):
            for change in ("scroll_y", "virtual_size"):
                self.watch(pane, change, self.refresh_bindings, init=False)
        self.query_one(Heading).heading = self.file.name
        self._look()
        self.run_worker(self._keep_checked(), group="check")
        self.set_interval(POLL_SECONDS, self._look)

    def _look(self) -> None:
        """Draw the file anew if it is another than at the last look."""
        from trainer.authoring.draft import stamp_of

        stamp = stamp_of(self.file)
        if self._looked and stamp == self._stamp:
            return
        self._looked, self._stamp = True, stamp
        if stamp is None:
            self.workers.cancel_group(self, "draw")
            self._say(Findings(_GONE))
        else:
            self.run_worker(self._reread(), group="draw", exclusive=True)

    async def _reread(self) -> None:
        """Read the file, draw it, and have it checked; what is broken leaves its last picture where it is."""
        from trainer.authoring.draft import read_draft

        draft = await in_thread(read_draft, self.file)
        self._broken, self._report = draft.faults, None
        shown = self.variant.exercise.id if self.variant else ""
        if draft.exercises and (draft.has(shown) or not shown or not draft.faults):
            self._draft, self._index = draft, draft.find(shown, self._index)
            await self._draw()
        else:
            self._undrawn = None
            self._tell()
            self.query_one(Panes).age(self.variant is not None)
        self._unchecked.set()

    async def _draw(self) -> None:
        """Draw the present exercise for the present seed."""
        from trainer.authoring.draft import variant_or_fault

        if self._draft is None:
            return
        made = await in_thread(variant_or_fault, self._draft.exercises[self._index], self.seed)
        self._undrawn = made if isinstance(made, AuthorError) else None
        if not isinstance(made, AuthorError):
            self.variant = made
            await self.query_one(Panes).show(made)
        self.query_one(Panes).age(self._undrawn is not None and self.variant is not None)
        self._show_place()
        self._tell()
        self.refresh_bindings()

    async def _keep_checked(self) -> None:
        """Have the file checked after every reading, one check at a time, each a moment after the drawing."""
        while True:
            await self._unchecked.wait()
            self._unchecked.clear()
            await sleep(SETTLE_SECONDS)
            if self._unchecked.is_set():
                continue
            stamp = self._stamp
            report = await in_thread(self._check, self.file)
            if stamp == self._stamp and stamp is not None and not self._unchecked.is_set():
                self._report = report
                self._tell()

    def _tell(self) -> None:
        """Say what reading, drawing and, if they are over, checks have found."""
        found: list[Finding] = [*self._broken, *([self._undrawn] if self._undrawn else [])]
        if self._report is None:
            self._say(Findings(_CHECKING, found))
            return
        known = {(fault.line, fault.message) for fault in self._report.errors}
        own = [fault for fault in found if (fault.line, fault.message) not in known]
        self._say(Findings(_SOUND, [*self._report.errors, *own], self._report.warnings, good=True))

    def _say(self, found: Findings) -> None:
        self.query_one(FindingList).found = found

    def _show_place(self) -> None:
        """Say on the first row what is shown."""
        if self.variant is None or self._draft is None:
            return
        heading, exercise = self.query_one(Heading), self.variant.exercise
        heading.heading = exercise.id
        among = f"{self._index + 1} of {len(self._draft.exercises)}"
        heading.note = f"seed {self.seed} · {among} · {exercise.kind} · {self.file.name}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command does something now."""
        if action == "answer" or action.startswith("seed"):
            return self.variant is not None
        if action.startswith("exercise"):
            return self._draft is not None and len(self._draft.exercises) > 1
        if action == "pan":
            return any(view.is_on_screen and view.can_move for view in self.query(GraphView))
        return super().check_action(action, parameters)

    def action_seed(self, step: int) -> None:
        """Show the variant of another seed."""
        self.seed = max(0, self.seed + step)
        self._redraw()

    def action_exercise(self, step: int) -> None:
        """Show another exercise of the file, after the last one the first."""
        if self._draft is not None:
            self._index = (self._index + step) % len(self._draft.exercises)
            self._redraw()

    def action_other_pane(self) -> None:
        """Choose the other side."""
        self.query_one(Panes).switch()
        self.refresh_bindings()

    def action_pan(self) -> None:
        """Show more of a wide drawing."""
        for view in self.query(GraphView):
            view.pan()

    def action_answer(self) -> None:
        """Ask for the question screen."""
        skill = self._draft.skill if self._draft is not None else None
        if self.variant is not None and skill is not None:
            self.post_message(self.AnswerWanted(skill, self.variant))

    def _redraw(self) -> None:
        self.run_worker(self._draw(), group="draw", exclusive=True)

    def _papers(self) -> list[VerticalScroll]:
        return [panes.scrolled for panes in self.query(Panes)]
