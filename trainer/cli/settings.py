"""The options that many commands share, declared for Typer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from trainer.cli.chosen import Settings

_BESIDE: Final = re.compile(r"(\S+(?: {1,3}\S+)*) {4,}(\S.*)")

Database = Annotated[
    Path | None, typer.Option("--db", metavar="FILE", help="The progress file (else TRAINER_DB).")
]
Exercises = Annotated[
    list[Path] | None,
    typer.Option(
        "--exercises",
        metavar="DIR",
        help="Another folder of exercises; can be repeated (else TRAINER_EXERCISES).",
    ),
]
Now = Annotated[
    str | None, typer.Option("--now", metavar="ISO-TIME", help="Study as of then: 2026-11-24T18:30.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for scripts.")]
ExerciseId = Annotated[
    str, typer.Argument(metavar="EXERCISE", help="An id such as power-rule/single-power, or a file.")
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Which of the exercise's variants.")]


def settings(
    context: typer.Context,
    database: Path | None = None,
    exercises: list[Path] | None = None,
    now: str | None = None,
) -> Settings:
    """The settings of a command, with those given before it."""
    earlier = context.obj if isinstance(context.obj, Settings) else Settings()
    return Settings(database, tuple(exercises or ()), now).over(earlier)


def examples(*lines: str) -> str:
    """The epilog of a command's help: lines to be typed, kept apart by the marker against re-wrapping.

    What is told beside a line, behind four spaces or more, becomes a comment above it, so that every other
    line can be pasted as it is.
    """
    shown = (row for line in lines for row in reversed(_BESIDE.sub(r"\1\n# \2", line).split("\n")))
    return "\b\nExamples:\n" + "\n".join(f"  {row}".rstrip() for row in shown)
