"""`trainer due`: what is left of the study day, without starting a session."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import typer

from trainer.cli.settings import AsJson, Database, Exercises, Now, examples, settings

if TYPE_CHECKING:
    from trainer.session.views import HomeFigures

NAME: Final = "due"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples("trainer due", "trainer due --json", "trainer due --now 2026-11-24T18:30")


def run(
    context: typer.Context,
    as_json: AsJson = False,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Say what is due, what is new, how long it takes and what comes next."""
    from trainer.session.exam.planning import Planning
    from trainer.session.study import Study

    chosen = settings(context, database, exercises, now)
    bank, clock = chosen.bank(), chosen.clock()
    with chosen.store() as store:
        planning = Planning(bank, store, clock, chosen.blueprints)
        day = planning.day()
        figures = Study(bank, store, clock, day=day.policy).home()
        exam = "" if day.problem or as_json else planning.line()
    for fault in bank.faults:
        typer.echo(str(fault), err=True)
    if day.problem:
        typer.echo(day.problem, err=True)
    typer.echo(json.dumps(_fields(figures)) if as_json else "\n".join([*_lines(figures), *exam.splitlines()]))


def _fields(figures: HomeFigures) -> dict[str, object]:
    fields = asdict(figures)
    following = figures.next
    fields["next"] = None if following is None else {"skill": following.skill, "why": following.why}
    return fields


def _lines(figures: HomeFigures) -> list[str]:
    from trainer.session.amounts import counted

    lines = [f"Due: {figures.due}. New: {figures.new}. About {counted(figures.minutes, 'minute')}."]
    if figures.next is None:
        return [*lines, "Nothing is left for today."]
    return [*lines, f"Next: {figures.next.title}. {figures.next.why}"]
