"""The commands and their common options; without a command, the full-screen trainer."""

from __future__ import annotations

from typing import Annotated

import typer

from trainer.cli import (
    answer,
    check,
    compare,
    coverage,
    drill,
    due,
    exam,
    export,
    import_,
    new,
    preview,
    show,
    study,
    variants,
)
from trainer.cli.chosen import Settings
from trainer.cli.command_list import Commands
from trainer.cli.screen import full_screen
from trainer.cli.settings import Database, Exercises, Now, examples

app = typer.Typer(
    name="trainer",
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "trainer                                   study on the whole screen",
        "trainer study --plain                     study line by line",
        "trainer due --json                        what is due, for scripts",
        "trainer compare '2 sin(x) cos(x)' 'sin(2x)'",
        "trainer --db work.db due                  the progress of another file",
    ),
)


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Train the calculus behind machine learning, in the terminal.

    Without a command: the full screen. The options may stand before or after a command.
    """
    context.obj = Settings(database, tuple(exercises or ()), now)
    if version:
        from trainer import __version__

        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        full_screen(context.obj, start_with_study=False)


for _command in (
    study,
    drill,
    due,
    show,
    answer,
    compare,
    check,
    new,
    preview,
    variants,
    coverage,
    import_,
    export,
):
    app.command(_command.NAME, epilog=_command.EXAMPLES, context_settings=_command.CONTEXT)(_command.run)
app.add_typer(exam.app, name=exam.NAME)
