"""`trainer exam plan`: sets, shows and gives up the plan to an exam."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, Database, Exercises, Now, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.session.exam.outlook import Outlook
    from trainer.session.exam.planning import Planning

NAME: Final = "plan"
EXAMPLES: Final = examples(
    "trainer exam plan --date 2026-12-24 --minutes-per-day 30",
    "trainer exam plan foundations --date 2026-12-24 --minutes-per-day 45 --days-off sat,sun",
    "trainer exam plan                         the plan as of now",
    "trainer exam plan --cancel",
)

_WIDTH: Final = 78
_MORE: Final = 10


def run(
    context: typer.Context,
    blueprint: Annotated[
        str, typer.Argument(metavar="[BLUEPRINT]", help="Which exam; “trainer exam list” names them.")
    ] = "",
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="When it is, like 2026-12-24.")] = "",
    minutes: Annotated[
        str,
        typer.Option(
            "--minutes-per-day", metavar="M", help="One figure, or seven with commas from Monday on."
        ),
    ] = "",
    days_off: Annotated[
        str, typer.Option("--days-off", metavar="DAYS", help="Such as sat,sun,2026-12-24, or none.")
    ] = "",
    exam_day: Annotated[
        bool | None,
        typer.Option("--exam-day/--no-exam-day", help="Study on the day of the exam itself too."),
    ] = None,
    more: Annotated[
        int, typer.Option("--more", metavar="M", min=1, max=600, help="Say what M minutes more would bring.")
    ] = _MORE,
    cancel: Annotated[bool, typer.Option("--cancel", help="Give the plan up.")] = False,
    as_json: AsJson = False,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Plan every day up to an exam, so that most is remembered then; without options, show the plan."""
    from trainer.session.exam.goal_wish import GoalWish
    from trainer.session.exam.planning import Planning

    chosen = settings(context, database, exercises, now)
    wish = GoalWish(blueprint, day, minutes, days_off, exam_day)
    if cancel and not wish.is_empty:
        raise TrainerError("--cancel gives the plan up; nothing else can be said with it.")
    bank, clock = chosen.bank(), chosen.clock()
    with chosen.store() as store:
        planning = Planning(bank, store, clock, chosen.blueprints)
        if cancel:
            _cancel(planning, as_json=as_json)
            return
        if not wish.is_empty:
            planning.set(wish)
        seen = planning.outlook(more)
    if seen is None:
        raise TrainerError(
            "No exam is planned for; “trainer exam plan --date 2026-12-24 --minutes-per-day 30” does it."
        )
    typer.echo(json.dumps(_fields(seen)) if as_json else "\n".join(_lines(seen)))


def _cancel(planning: Planning, *, as_json: bool) -> None:
    from trainer.session.amounts import wrapped
    from trainer.session.exam.planning import GIVEN_UP

    was = planning.cancel()
    said = f"The plan is given up. {GIVEN_UP}" if was else "No exam is planned for."
    typer.echo(json.dumps({"cancelled": was}) if as_json else "\n".join(wrapped(said, _WIDTH)))


def _lines(seen: Outlook) -> list[str]:
    from trainer.export.plan import plan_document
    from trainer.export.rows import document_rows

    rows = document_rows(plan_document(seen), _WIDTH)
    return ["".join(text for text, _ in row).rstrip() for row in rows]


def _fields(seen: Outlook) -> dict[str, Any]:
    goal, score = seen.goal, seen.score
    return {
        "blueprint": goal.blueprint,
        "title": seen.title,
        "date": _iso(goal.exam_day),
        "today": _iso(seen.today),
        "minutes": list(goal.week),
        "days_off": [_iso(day) for day in sorted(goal.days_off)],
        "on_exam_day": goal.on_exam_day,
        "scores": asdict(seen.plan.scores) | {"more_minutes": seen.more_minutes},
        "predicted": asdict(score),
        "days": [
            {
                "date": _iso(day.study_day),
                "available": day.available,
                "minutes": day.minutes,
                "questions": [asdict(question) for question in day.questions],
            }
            for day in seen.plan.days
        ],
        "given_up": [
            asdict(each)
            | {"last_day": _iso(each.last_day) if each.last_day else None, "sentence": each.sentence()}
            for each in seen.plan.sacrificed
        ],
    }


def _iso(study_day: int) -> str:
    return date.fromordinal(study_day).isoformat()
