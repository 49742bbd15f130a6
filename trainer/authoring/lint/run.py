"""Checks files and folders: each file by itself, on all cores, then all of them together.

A file of another kind than exercises joins in where `_each` asks for the `FileReport` of one file.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from trainer.authoring.lint.alike import alike
from trainer.authoring.lint.blueprints import blueprints
from trainer.authoring.lint.course import course, requires_unknown
from trainer.authoring.lint.file import FileReport, check_alone
from trainer.authoring.lint.finding import Finding, Report, found
from trainer.authoring.lint.packs import Surroundings, real, surroundings
from trainer.authoring.lint.source import Source, read_source
from trainer.bank.files import PACK_FILE, exercise_files
from trainer.errors import AuthorError, TrainerError

SEEDS = 5
ALONE = 6
"""Fewer files than this are checked in this process: another one takes longer to start."""

Progress = Callable[[int, int], None]


def check(
    paths: Sequence[Path], known: Sequence[Path], seeds: int = SEEDS, progress: Progress | None = None
) -> Report:
    """Check the files and folders `paths`; skills in the folders `known` may be required by them.

    `progress` is told after every file how many of how many are done. The order of what is found does not
    depend on how the work was shared out. TrainerError where a process that did the work was ended.
    """
    files, missing = _files(paths, known)
    reports = []
    for report in _each(files, seeds):
        reports.append(report)
        if progress is not None:
            progress(len(reports), len(files))
    findings = [*missing, *(one for report in reports for one in report.findings)]
    told = {(one.file, one.message) for one in findings}
    findings += [one for one in _together(reports, paths, known) if (one.file, one.message) not in told]
    place = {file: i for i, file in enumerate(files)}
    findings.sort(key=lambda one: (place.get(one.file, -1), one.line, one.column))
    return Report(
        tuple(files),
        tuple(name for report in reports for name in report.exercises),
        tuple(finding for finding in findings if finding.is_error),
        tuple(finding for finding in findings if not finding.is_error),
    )


def _files(paths: Sequence[Path], known: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """Every file once, in the order of paths; a path that is no folder is taken for a file.

    A folder that was asked for and holds no exercises is a mistake; one that is only known may be empty.
    """
    faults: list[AuthorError] = []
    files: dict[Path, None] = {}
    for path in paths:
        before = len(faults)
        inside = [*_pack_file(path), *exercise_files([path], faults)] if path.is_dir() else [path]
        files |= dict.fromkeys(inside)
        if not inside and path not in known and len(faults) == before:
            faults.append(AuthorError("no exercise file (.yaml or .yml) is in this folder", file=path))
    return sorted(files), [found("unreadable", fault) for fault in faults]


def _pack_file(folder: Path) -> list[Path]:
    """The pack.yaml of a folder; one that is a link is refused with the whole pack."""
    file = folder / PACK_FILE
    return [file] if file.is_file() and not file.is_symlink() else []


def _each(files: Sequence[Path], seeds: int) -> Iterator[FileReport]:
    """The report on every file, in order; many files are shared out among processes."""
    work = partial(check_alone, seeds=seeds)
    workers = min(os.cpu_count() or 1, len(files))
    if len(files) < ALONE or workers == 1:
        yield from map(work, files)
        return
    executor = ProcessPoolExecutor(workers, get_context("spawn"), _end_with_the_parent)
    try:
        yield from executor.map(work, files)
    except BrokenProcessPool:
        raise TrainerError("A process that checked files was ended from outside; nothing is known.") from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _end_with_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal: a worker just ends, and the parent says so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _together(
    reports: Sequence[FileReport], paths: Sequence[Path], known: Sequence[Path]
) -> Iterator[Finding]:
    around = surroundings(paths, known)
    between = [*around.findings, *_between_skills(reports, around)]
    between += alike([one for report in reports for one in report.likenesses])
    between += blueprints([report.file for report in reports], known)
    sources: dict[Path, Source | Finding] = {}
    for finding in between:
        source = sources.setdefault(finding.file, read_source(finding.file))
        yield source.attached(finding) if isinstance(source, Source) else finding


def _between_skills(reports: Sequence[FileReport], around: Surroundings) -> Iterator[Finding]:
    heads = [report.head for report in reports if report.head is not None]
    if not heads:
        return
    prefixes = [around.prefix(head.file) for head in heads]
    checked = {real(report.file) for report in reports}
    others = around.others(checked)
    if requires_unknown(heads, prefixes, others):
        others = around.beside([head.file for head in heads], checked)
    yield from course(heads, prefixes, others)
