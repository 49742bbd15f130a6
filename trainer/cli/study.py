"""`trainer study`: a session at once, on the whole screen or line by line."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated, Any, Final

import typer

from trainer.cli.chosen import Settings
from trainer.cli.screen import full_screen
from trainer.cli.settings import Database, Exercises, Now, examples, settings

NAME: Final = "study"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer study",
    "trainer study --count 5",
    "trainer study --plain < answers.txt",
    "trainer study --now 2026-11-24T18:30 --db trial.db",
)

_TERMINATED: Final = 128 + signal.SIGTERM


def run(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="At most N questions.")
    ] = None,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Study what is due now."""
    chosen = settings(context, database, exercises, now)
    if plain:
        _line_by_line(chosen, count)
    else:
        full_screen(chosen, start_with_study=True, count=count)


def _line_by_line(chosen: Settings, count: int | None) -> None:
    from trainer.plain import run as run_plain
    from trainer.session.study import Study

    bank, clock = chosen.bank(), chosen.clock()
    for fault in bank.faults:
        typer.echo(str(fault), err=True)
    with chosen.store() as store, _ended_by_sigterm():
        run_plain(Study(bank, store, clock, count=count), sys.stdin, sys.stdout)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, in good order, with exit code 143."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
