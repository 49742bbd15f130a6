"""`trainer exam report`: one paper that was handed in, question by question, or as JSON for scripts."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, Database, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.session.exam.report import Report
    from trainer.store.store import Store

NAME: Final = "report"
EXAMPLES: Final = examples(
    "trainer exam report", "trainer exam report 2026-11-21-1", "trainer exam report --json"
)


def run(
    context: typer.Context,
    exam: Annotated[str, typer.Argument(metavar="[ID]", help="Which paper (else the last one).")] = "",
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Show the report of a paper: scores, every question with its answers, the worked answers."""
    from trainer.plain.exam_lines import report_lines

    with settings(context, database).store() as store:
        report = report_for(store, exam)
    typer.echo(
        json.dumps(_fields(report), default=_moment)
        if as_json
        else "\n".join(report_lines(report)).strip("\n")
    )


def report_for(store: Store, exam: str = "") -> Report:
    """The report of this id (empty: the last one); TrainerError with a way out where there is none."""
    from trainer.session.exam.archive import latest, report_of
    from trainer.store.exam_rows import ExamState

    found = store.exams.find(exam) if exam else latest(store)
    if found is None:
        if exam:
            raise TrainerError(f"There is no paper {exam!r}; “trainer exam list” names them all.")
        raise TrainerError("No exam was handed in yet; “trainer exam” starts one.")
    report = report_of(store, found.id)
    if report is None:
        still = "is still open" if found.state is ExamState.OPEN else "was abandoned"
        raise TrainerError(f"The exam {found.id} {still}, so it has no report.")
    return report


def _fields(report: Report) -> dict[str, Any]:
    fields = asdict(report)
    fields |= {"score": report.score, "passed": report.passed}
    fields["per_topic"] = [asdict(share) | {"share": share.share} for share in report.per_topic]
    fields["per_skill"] = [asdict(share) | {"share": share.share} for share in report.per_skill]
    fields["mistakes"] = [asdict(seen) | {"count": seen.count} for seen in report.mistakes]
    for question, own in zip(fields["questions"], report.questions, strict=True):
        question |= {"standing": own.standing, "earned": own.earned}
    return fields


def _moment(value: object) -> str:
    """Moments as texts, which JSON can hold."""
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no place in a report")
    return value.isoformat()
