"""`trainer preview`: an exercise file on the screen while it is being written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import Exercises, Seed, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.authoring.lint import Report

NAME: Final = "preview"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer new slope-of-a-square --in my-course",
    "trainer preview my-course/slope-of-a-square.yaml",
    "trainer preview my-course/slope-of-a-square.yaml --seed 7",
)


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exercise file.")],
    seed: Seed = 0,
    exercises: Exercises = None,
) -> None:
    """Show an exercise file as a learner sees it, beside its answers and faults, anew at every save."""
    from trainer.cli.screen import refuse_without_terminal

    place = file.expanduser().absolute()
    if not place.is_file():
        more = "it is a folder" if place.is_dir() else "there is no such file"
        raise TrainerError(f"{file} cannot be shown: {more}. “trainer new” writes a new one.")
    refuse_without_terminal("“trainer show FILE” and “trainer check FILE” work without one.")
    known = settings(context, exercises=exercises).folders
    from trainer.tui.authoring.app import run as run_preview

    run_preview(place, _checks(known), seed)


def _checks(known: tuple[Path, ...]) -> Callable[[Path], Report]:
    """What “trainer check” does to one file; imported with the first check, after the first picture."""

    def check(file: Path) -> Report:
        from trainer.authoring.failure import failure
        from trainer.authoring.lint import Finding, Report, check_file

        try:
            return check_file(file, known)
        except Exception as bug:  # noqa: BLE001 -- the preview goes on, and says so
            return Report((file,), errors=(Finding("failed", failure(bug), file),))

    return check
