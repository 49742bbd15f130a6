"""`trainer check`: exercise files are read, drawn and graded; what is wrong is listed with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, Exercises, examples, settings

if TYPE_CHECKING:
    from trainer.authoring.lint import Finding, Report

NAME: Final = "check"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer check",
    "trainer new slope-of-a-square --in my-course",
    "trainer check my-course/ --json",
    "trainer check my-course/slope-of-a-square.yaml --strict",
    "",
    "Exit code: 0 without errors, 1 with errors; with --strict, warnings count as errors.",
)

_MARGIN: Final = "    "
_SHOWN: Final = 100
"""Columns of a source line; a longer one is cut so that the caret stays in sight."""


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders (else all that are studied)."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    as_json: AsJson = False,
    exercises: Exercises = None,
) -> None:
    """Find what is wrong with exercise files and exams: format, formulas, answers on many seeds, wording."""
    from trainer.authoring.lint import check
    from trainer.cli.progress import progress_bar

    known = settings(context, exercises=exercises).folders
    with progress_bar("Checking", wanted=not as_json) as progress:
        report = check(paths or known, known, progress=progress)
    typer.echo(json.dumps(_fields(report)) if as_json else "\n".join(_lines(report)))
    if report.errors or (strict and report.warnings):
        raise typer.Exit(1)


def _fields(report: Report) -> dict[str, object]:
    return {
        "files": [str(file) for file in report.files],
        "exercises": list(report.exercises),
        "errors": [_finding_fields(finding) for finding in report.errors],
        "warnings": [_finding_fields(finding) for finding in report.warnings],
    }


def _finding_fields(finding: Finding) -> dict[str, object]:
    return {
        "file": str(finding.file),
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "rule": finding.rule,
    }


def _lines(report: Report) -> list[str]:
    lines = [line for finding in report.errors for line in _told(finding, "error")]
    lines += [line for finding in report.warnings for line in _told(finding, "warning")]
    counts = (
        _counted(len(report.files), "file"),
        _counted(len(report.exercises), "exercise"),
        _counted(len(report.errors), "error"),
        _counted(len(report.warnings), "warning"),
    )
    return [*lines, f"{', '.join(counts)}."]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _told(finding: Finding, kind: str) -> list[str]:
    """The place, what is wrong and the rule; under it the line of the file, and a caret under the place."""
    name = str(finding.file)  # an escape in a file's name would be obeyed by the terminal
    place = f"{name if name.isprintable() else ascii(name)}:{finding.line}:{finding.column}"
    told = [f"{place}: {kind}: {finding.message} [{finding.rule}]"]
    if finding.source.strip():
        from trainer.maths.drawing.boxes import cell_width

        start = max(0, finding.column - _SHOWN)
        before = finding.source[start : finding.column - 1]
        told.append(f"{_MARGIN}{finding.source[start : start + _SHOWN]}".rstrip())
        told.append(f"{_MARGIN}{' ' * cell_width(before)}^")
    return told
