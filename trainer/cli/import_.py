"""`trainer import`: questions from a table become exercise files, checked before anything is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import examples
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.authoring.csv_import import ExerciseFile

NAME: Final = "import"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    r"printf 'kind,ask,answer\nderive,Differentiate $3x^2$.,6x\n' > questions.csv",
    "trainer import questions.csv",
    "trainer import questions.csv --skill first-slopes --out my-course/first-slopes.yaml",
    "trainer import questions.csv --skip-bad --replace",
    "",
    "The columns are told in docs/exchange.md.",
)


def run(
    table: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="Separated by commas, semicolons or tabs.")
    ],
    skill: Annotated[
        str, typer.Option("--skill", metavar="ID", help="The skill that is asked (else the table's name).")
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What the skill is called.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.yaml", help="The exercise file (else beside the table)."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out the rows that are wrong and write the others.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over the file of an earlier import.")
    ] = False,
) -> None:
    """Make an exercise file from a table of questions (derive, number, choice).

    Every wrong row is listed as file:row:column, and then nothing is written.
    """
    from trainer.authoring.csv_import import import_questions

    imported = import_questions(_bytes(table), table, _skill(skill, table), _title(title))
    for fault in imported.faults:
        typer.echo(str(fault), err=True)
    if imported.faults and not (skip_bad and imported.files):
        count = len(imported.faults)
        raise TrainerError(f"Nothing is written: {count} {'row is' if count == 1 else 'rows are'} wrong.")
    places = _places(out or table.with_suffix(".yaml"), imported.files, replace)
    _write(places, imported.files)
    for place, file in zip(places, imported.files, strict=True):
        said = "1 exercise" if file.exercises == 1 else f"{file.exercises} exercises"
        typer.echo(f"{place}: {said} of the skill {file.skill}.")


def _bytes(table: Path) -> bytes:
    from trainer.authoring.csv_table import MAX_BYTES

    try:
        with table.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise TrainerError(f"{table} cannot be read: {error.strerror}.") from None


def _skill(skill: str, table: Path) -> str:
    from trainer.bank.spelling import as_id, did_you_mean

    wanted = skill or as_id(table.stem)
    if not wanted or as_id(wanted) != wanted:
        near = did_you_mean(as_id(wanted))
        raise TrainerError(f"--skill: an id is small letters, digits and single hyphens{near or '.'}")
    return wanted


def _title(title: str) -> str:
    if not title.isprintable():
        raise TrainerError("--title: a title is one line of text.")
    return title.strip()


def _places(first: Path, files: Sequence[ExerciseFile], replace: bool) -> list[Path]:
    """A path for every file; TrainerError where one is taken."""
    paths = [first, *(first.with_stem(f"{first.stem}-{i}") for i in range(2, len(files) + 1))]
    for path in paths[: len(files)]:
        if path.suffix not in (".yaml", ".yml"):
            raise TrainerError(f"{path} would not be found as an exercise file; let its name end in .yaml.")
        if os.path.lexists(path) and not (replace and path.is_file()):
            raise TrainerError(
                f"{path} is already there; choose another --out, or write over it with --replace."
            )
    return paths[: len(files)]


def _write(places: Sequence[Path], files: Sequence[ExerciseFile]) -> None:
    """All files or, where one cannot be written, none that was not there before."""
    begun: list[tuple[Path, Path]] = []
    try:
        for place, file in zip(places, files, strict=True):
            place.parent.mkdir(parents=True, exist_ok=True)
            own = place.with_name(f".{place.name}.{os.getpid()}.tmp")
            begun.append((own, place))
            own.write_text(file.text, encoding="utf-8", newline="\n")
        for own, place in begun:
            own.replace(place)
    except OSError as error:
        for own, _ in begun:
            own.unlink(missing_ok=True)
        raise TrainerError(f"{places[0]} cannot be written: {error.strerror}.") from None
