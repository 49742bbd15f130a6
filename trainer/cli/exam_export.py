"""`trainer exam export`: the report or the paper of an exam, as a file to keep or to print."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.chosen import Settings
from trainer.cli.exam_report import report_for
from trainer.cli.settings import Database, Exercises, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.export.document import Document
    from trainer.store.store import Store

NAME: Final = "export"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer exam export --open                      the last report, in the browser",
    "trainer exam export 2026-11-21-1 --format markdown --out -",
    "trainer exam export --paper --answers --out paper.html",
)
STANDARD_OUTPUT: Final = Path("-")


class Format(StrEnum):
    """What a document is written as."""

    HTML = "html"
    MARKDOWN = "markdown"

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return ".html" if self is Format.HTML else ".md"


Exam = Annotated[
    str,
    typer.Argument(metavar="[ID]", help="Which exam (else the last handed in; with --paper, the open one)."),
]
Wanted = Annotated[
    Format | None,
    typer.Option("--format", help="By default what --out ends in, else html.", show_default=False),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Else exam-ID.html in this folder; “-” is standard output."),
]
Paper = Annotated[bool, typer.Option("--paper", help="The questions with room to write, to be printed.")]
Answers = Annotated[bool, typer.Option("--answers", help="With --paper: answers and solutions at the end.")]
Open = Annotated[bool, typer.Option("--open", help="Show the file in the browser.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")]


def run(
    context: typer.Context,
    exam: Exam = "",
    wanted: Wanted = None,
    out: Out = None,
    paper: Paper = False,
    answers: Answers = False,
    show: Open = False,
    force: Force = False,
    database: Database = None,
    exercises: Exercises = None,
) -> None:
    """Write the report of an exam, or its paper, to a file that stands alone."""
    from trainer.export.file import write_whole

    if answers and not paper:
        raise typer.BadParameter("--answers goes with --paper; a report has them anyway")
    if show and out == STANDARD_OUTPUT:
        raise typer.BadParameter("--open needs a file; leave out --out -")
    chosen = settings(context, database, exercises)
    with chosen.store() as store:
        name, document = _paper(store, exam, answers, chosen) if paper else _report(store, exam)
    form = wanted or (Format.MARKDOWN if out and out.suffix.lower() in (".md", ".markdown") else Format.HTML)
    text = written(document, form)
    if out == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
        return
    file = out or Path(f"{name}{form.ending}")
    write_whole(file, text, force=force)
    typer.echo(f"Written: {file}")
    if show and not _shown(file):
        typer.echo("No browser could be started; open the file in one.", err=True)


def written(document: Document, form: Format) -> str:
    """The text of a document in a format."""
    if form is Format.MARKDOWN:
        from trainer.export.markdown import markdown

        return markdown(document)
    from trainer.export.html_page import page

    return page(document)


def _report(store: Store, exam: str) -> tuple[str, Document]:
    """The name of the file and what stands in it."""
    from trainer.export.report import report_document

    report = report_for(store, exam)
    return f"exam-{report.exam}", report_document(report)


def _paper(store: Store, exam: str, answers: bool, chosen: Settings) -> tuple[str, Document]:
    """The paper of this id; without one that of the open exam, else of the last handed in."""
    from trainer.export.open_paper import paper_of_open
    from trainer.export.paper import paper_document, paper_of

    opened = store.exams.opened()
    if opened is None or exam not in ("", opened.id):
        report = report_for(store, exam)
        name = f"exam-{report.exam}-{'answers' if answers else 'paper'}"
        return name, paper_document(paper_of(report), answers=answers)
    if answers:
        raise TrainerError(f"The exam {opened.id} is still open; its answers come after it was handed in.")
    return f"exam-{opened.id}-paper", paper_document(paper_of_open(opened, chosen.bank()), answers=False)


def _shown(file: Path) -> bool:
    import webbrowser

    return webbrowser.open(file.resolve().as_uri())
