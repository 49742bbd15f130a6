"""`trainer exam list`: the blueprints there are, the exam that is open, and the papers of before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import typer

from trainer.cli.settings import AsJson, Database, examples, settings

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.store.exam_rows import StoredExam

NAME: Final = "list"
EXAMPLES: Final = examples("trainer exam list", "trainer exam list --json")


def run(context: typer.Context, as_json: AsJson = False, database: Database = None) -> None:
    """List the blueprints, the exam that is open, and earlier papers with their scores."""
    from trainer.bank.blueprint import load_blueprints
    from trainer.paths import exam_folders

    known = load_blueprints(exam_folders())
    with settings(context, database).store() as store:
        opened, papers = store.exams.opened(), store.exams.papers()
    blueprints = list(known.found.values())
    if as_json:
        fields = {
            "blueprints": [_blueprint_fields(blueprint) for blueprint in blueprints],
            "open": None if opened is None else _exam_fields(opened),
            "papers": [_exam_fields(exam) for exam in papers],
            "faults": [str(fault) for fault in known.faults],
        }
        typer.echo(json.dumps(fields))
        return
    for fault in known.faults:
        typer.echo(f"Left out: {fault}", err=True)
    typer.echo("\n".join(_lines(blueprints, opened, papers)))


def _blueprint_fields(blueprint: Blueprint) -> dict[str, object]:
    return {
        "name": blueprint.name,
        "title": blueprint.title,
        "description": blueprint.description,
        "questions": blueprint.count,
        "minutes": blueprint.minutes,
        "pass_mark": blueprint.pass_mark,
        "hint_cost": blueprint.hint_cost,
        "kinds": [str(kind) for kind in blueprint.kinds],
        "file": str(blueprint.file),
    }


def _exam_fields(exam: StoredExam) -> dict[str, object]:
    from trainer.session.exam.archive import as_datetime
    from trainer.store.exam_rows import ExamState

    return {
        "id": exam.id,
        "blueprint": exam.blueprint,
        "title": exam.title,
        "state": exam.state,
        "seed": exam.seed,
        "questions": len(exam.questions),
        "minutes": exam.minutes,
        "spent_ms": exam.elapsed_ms,
        "started": as_datetime(exam.started).isoformat(),
        "ended": as_datetime(exam.ended_at).isoformat() if exam.ended_at else None,
        "ended_by": exam.ended or None,
        "score": exam.score if exam.state is ExamState.HANDED_IN else None,
        "pass_mark": exam.pass_mark,
    }


def _lines(blueprints: list[Blueprint], opened: StoredExam | None, papers: list[StoredExam]) -> list[str]:
    from trainer.session.amounts import counted
    from trainer.session.wording import time_words

    width = max((len(blueprint.name) for blueprint in blueprints), default=0)
    lines = [
        f"{blueprint.name:<{width}}  {counted(blueprint.count, 'question')},"
        f" {counted(blueprint.minutes, 'minute')}. {blueprint.title}."
        for blueprint in blueprints
    ]
    if opened is not None:
        left = time_words(max(0, opened.minutes * 60_000 - opened.elapsed_ms))
        lines += ["", f"Open: {opened.id}  {opened.title}, {left} left. “trainer exam” goes on with it."]
    if papers:
        lines += ["", *(_paper_line(exam) for exam in papers)]
    return lines


def _paper_line(exam: StoredExam) -> str:
    from trainer.session.amounts import percent
    from trainer.store.exam_rows import ExamState

    if exam.state is ExamState.ABANDONED:
        return f"{exam.id}  {exam.title}: abandoned."
    passed = "passed" if exam.score >= exam.pass_mark - 1e-9 else "not passed"
    return f"{exam.id}  {exam.title}: {percent(exam.score)}, {passed}."
