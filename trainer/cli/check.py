"""`trainer check`: exercise files are read, drawn and graded; what is wrong is listed with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, Exercises, examples, settings

if TYPE_CHECKING:
    from trainer.cli.proofs import Report
    from trainer.errors import AuthorError

NAME: Final = "check"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer check",
    "trainer check my-exercises/ --json",
    "trainer check my-exercises/chain-rule.yaml",
    "",
    "Exit code: 0 without errors, 1 with errors.",
)


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders (else all that are studied)."),
    ] = None,
    as_json: AsJson = False,
    exercises: Exercises = None,
) -> None:
    """Check exercise files: every reference and `accept` is right, every `reject` wrong, on several seeds."""
    from trainer.cli.proofs import prove

    known = settings(context, exercises=exercises).folders
    report = prove(paths or known, known)
    typer.echo(json.dumps(_fields(report)) if as_json else "\n".join(_lines(report)))
    if report.errors:
        raise typer.Exit(1)


def _fields(report: Report) -> dict[str, object]:
    return {
        "files": [str(file) for file in report.files],
        "exercises": list(report.exercises),
        "errors": [_fault_fields(fault) for fault in report.errors],
        "warnings": [_fault_fields(fault) for fault in report.warnings],
    }


def _fault_fields(fault: AuthorError) -> dict[str, object]:
    return {
        "file": str(fault.file),
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
    }


def _lines(report: Report) -> list[str]:
    lines = [f"{_place(fault)}: error: {fault.message}" for fault in report.errors]
    lines += [f"{_place(fault)}: warning: {fault.message}" for fault in report.warnings]
    counts = (
        f"{len(report.files)} files, {len(report.exercises)} exercises, "
        f"{len(report.errors)} errors, {len(report.warnings)} warnings."
    )
    return [*lines, counts]


def _place(fault: AuthorError) -> str:
    return f"{fault.file}:{fault.line}:{fault.column}"
