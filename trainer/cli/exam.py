"""`trainer exam`: mock exams on the whole screen or line by line; each sub-command is a file of its own."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from trainer.cli import exam_export, exam_list, exam_plan, exam_report
from trainer.cli.command_list import Commands
from trainer.cli.exam_sitting import line_by_line
from trainer.cli.screen import full_screen_exam
from trainer.cli.settings import Database, Exercises, Now, examples, settings
from trainer.cli.study import ended_by_sigterm

NAME: Final = "exam"
START: Final = "start"
_HELP: Final = ("-h", "--help")
_EXAMPLES: Final = examples(
    "trainer exam                              the usual one, or go on with the open one",
    "trainer exam foundations --count 8",
    "trainer exam start --help                 its options: questions, minutes, seed, --plain",
    "trainer exam list",
    "trainer exam report",
    "trainer exam plan --date 2026-12-24 --minutes-per-day 30",
)


class _ExamGroup(Commands):
    """Sub-commands; without one of their names, `start` is meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in _HELP):
            args = [START, *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    name=NAME,
    cls=_ExamGroup,
    rich_markup_mode=None,
    epilog=_EXAMPLES,
    help="Sit a mock exam on time, list blueprints and papers, read a report, plan for an exam.",
)
for _command in (exam_list, exam_report, exam_export, exam_plan):
    app.command(_command.NAME, epilog=_command.EXAMPLES)(_command.run)


@app.command(START, epilog=_EXAMPLES)
def start(
    context: typer.Context,
    blueprint: Annotated[
        str, typer.Argument(metavar="[BLUEPRINT]", help="Which exam; “trainer exam list” names them.")
    ] = "",
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, max=200, help="So many questions.")
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option("--minutes", metavar="M", min=1, max=600, help="So much time (else as the count asks)."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="S", min=0, max=2**53, help="The paper of this number.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Start an exam, or go on with the one that is open (the word “start” can be left out)."""
    from trainer.session.exam.opening import Wish

    chosen = settings(context, database, exercises, now)
    wish = Wish(blueprint, count, minutes, seed)
    if plain:
        with ended_by_sigterm():
            line_by_line(chosen, wish)
    else:
        full_screen_exam(chosen, wish)
