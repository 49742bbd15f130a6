"""`trainer study`: a session at once, on the whole screen or line by line."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.chosen import Settings
from trainer.cli.screen import full_screen
from trainer.cli.settings import Database, Exercises, Now, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.bank.exercise import Bank
    from trainer.memory.policy import Policy

NAME: Final = "study"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer study",
    "trainer study --count 5",
    "trainer study --focus chain-rule,backpropagation",
    "trainer study --missed                    what the last mock exam has shown to be weak",
    "printf '56 x^7\\n\\n' | trainer study --plain --count 1",
    "trainer study --now 2026-11-24T18:30 --db trial.db",
)

_TERMINATED: Final = 128 + signal.SIGTERM


def run(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="At most N questions.")
    ] = None,
    focus: Annotated[
        str, typer.Option("--focus", metavar="NAMES", help="Only these parts, skills or exams (with commas).")
    ] = "",
    missed: Annotated[
        bool, typer.Option("--missed", help="Only what was missed in the last mock exam.")
    ] = False,
    no_plan: Annotated[
        bool, typer.Option("--no-plan", help="The normal schedule, this once, though an exam is planned for.")
    ] = False,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Study what is due now, or with `--focus` some skills only, due or not."""
    chosen = settings(context, database, exercises, now)
    if bool(focus) + missed + no_plan > 1:
        raise typer.BadParameter("--focus, --missed and --no-plan exclude one another")
    policy = _focused(focus, chosen.blueprints) if focus else _scheduled if no_plan else None
    hold(chosen, _missed(chosen) if missed else policy, plain=plain, count=count)


def hold(
    chosen: Settings, policy: Callable[[Bank], Policy] | None, *, plain: bool, count: int | None
) -> None:
    """Hold a session with the questions that `policy` chooses, line by line or on the whole screen."""
    if plain:
        _line_by_line(chosen, policy, count)
    else:
        full_screen(chosen, start_with_study=True, count=count, policy=policy)


def _focused(names: str, blueprints: Callable[[], Blueprints]) -> Callable[[Bank], Policy]:
    def policy(bank: Bank) -> Policy:
        from trainer.memory.policy import Focus
        from trainer.session.focus import exam_names, focused_skills

        return Focus(focused_skills(names, bank.skills, exam_names(blueprints(), bank)))

    return policy


def _missed(chosen: Settings) -> Callable[[Bank], Policy]:
    def policy(bank: Bank) -> Policy:
        from trainer.cli.exam_report import report_for
        from trainer.session.exam.practised import practice_of

        with chosen.store() as store:
            report = report_for(store)
        if not report.missed:
            raise TrainerError("Nothing was missed in the last exam; “trainer study” goes on with the day.")
        return practice_of(report, bank, chosen.clock()())

    return policy


def _scheduled(_bank: Bank) -> Policy:
    from trainer.memory.policy import Daily

    return Daily()


def _line_by_line(chosen: Settings, policy: Callable[[Bank], Policy] | None, count: int | None) -> None:
    from trainer.plain import run as run_plain
    from trainer.session.exam.planning import Planning
    from trainer.session.study import Study

    bank, clock = chosen.bank(), chosen.clock()
    for fault in bank.faults:
        typer.echo(str(fault), err=True)
    with chosen.store() as store, ended_by_sigterm():
        first = policy(bank) if policy else None
        day = Planning(bank, store, clock, chosen.blueprints).day()
        if day.problem:
            typer.echo(day.problem, err=True)
        study = Study(bank, store, clock, first, count, day.policy)
        run_plain(study, sys.stdin, sys.stdout)


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, in good order, with exit code 143."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
