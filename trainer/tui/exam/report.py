"""The report of an exam on the screen, to be scrolled through; from here what was missed is practised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from trainer.errors import TrainerError
from trainer.session.amounts import percent
from trainer.tui.background import in_thread
from trainer.tui.document_view import DocumentView
from trainer.tui.exam.wish import BackWanted, PractiseWanted
from trainer.tui.heading import Heading
from trainer.tui.key_bar import KeyBar
from trainer.tui.keys import Place, bindings
from trainer.tui.place import PlaceScreen

if TYPE_CHECKING:
    from trainer.session.exam.report import Report


class ReportScreen(PlaceScreen):
    """The whole report, as it is exported too."""

    place: ClassVar[Place] = Place.REPORT
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.REPORT)
    DEFAULT_CSS = """
    ReportScreen {
        #paper { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        &.-short #paper { padding: 0 2; }
    }
    """

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def compose(self) -> ComposeResult:
        """The heading, the report, the keys."""
        from trainer.export.report import report_document

        yield Heading()
        with VerticalScroll(id="paper", can_focus=False):
            yield DocumentView(report_document(self.report))
        yield KeyBar(self.place)

    def on_mount(self) -> None:
        """The result at a glance."""
        heading, report = self.query_one(Heading), self.report
        heading.heading = report.title
        heading.note = f"{percent(report.score)} {'✓ passed' if report.passed else '✗ not passed'}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to practise only where something was missed."""
        if action == "practise":
            return bool(self.report.missed)
        return super().check_action(action, parameters)

    def action_finish(self) -> None:
        """Go back to the exams."""
        self.post_message(BackWanted())

    def action_back(self) -> None:
        """Go back to the exams."""
        self.post_message(BackWanted())

    def action_practise(self) -> None:
        """Practise what was missed."""
        self.post_message(PractiseWanted())

    def action_export(self) -> None:
        """Write the report as a page into the present folder."""
        self.run_worker(self._export(), exclusive=True)

    async def _export(self) -> None:
        try:
            file = await in_thread(_write_page, self.report)
        except TrainerError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
        else:
            self.notify(f"Written: {file}", timeout=8, markup=False)


def _write_page(report: Report) -> Path:
    from trainer.export.file import write_whole
    from trainer.export.html_page import page
    from trainer.export.report import report_document

    file = Path(f"exam-{report.exam}.html")
    write_whole(file, page(report_document(report)), force=True)
    return file
