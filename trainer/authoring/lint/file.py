"""Checks one file by itself: what it says, what its exercises promise, whether it kept still meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from trainer.authoring.failure import failure
from trainer.authoring.lint.alike import Likeness, likenesses
from trainer.authoring.lint.blueprints import is_blueprint
from trainer.authoring.lint.exercise import check_exercise
from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.source import Source, change_since, read_source
from trainer.authoring.lint.spelling import head_spelling
from trainer.authoring.lint.typesetting import head_typesetting
from trainer.bank.exercise import Skill
from trainer.bank.files import PACK_FILE
from trainer.bank.positions import Text
from trainer.bank.reading import read_file, read_pack
from trainer.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Head:
    """What other files can refer to: the skill of a file, where its name stands, what it requires and was."""

    skill: str
    file: Path
    line: int
    requires: tuple[Text, ...]
    renames: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file holds and what was found in it; `head` is None where its skill cannot be used."""

    file: Path
    head: Head | None = None
    exercises: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    likenesses: tuple[Likeness, ...] = ()


def check_alone(file: Path, seeds: int) -> FileReport:
    """Everything about `file` that can be known without any other; never raises for what is in it."""
    source = read_source(file)
    if isinstance(source, Finding):
        return FileReport(file, findings=(source,))
    try:
        report = _checked(source, seeds)
    except Exception as bug:  # noqa: BLE001 -- a bug of ours over one file must not hide what is in the others
        report = FileReport(file, findings=(Finding("failed", failure(bug), file),))
    change = change_since(source)
    findings = (*report.findings, *([change] if change else []))
    shown = [source.attached(finding) for finding in findings]
    return replace(report, findings=tuple(sorted(shown, key=lambda one: (one.line, one.column))))


def _checked(source: Source, seeds: int) -> FileReport:
    if is_blueprint(source.file):
        return FileReport(source.file)
    if source.file.name == PACK_FILE:
        faults = read_pack(source.data, source.file).faults
        return FileReport(source.file, findings=tuple(found(_rule(fault), fault) for fault in faults))
    content = read_file(source.data, source.file)
    findings = [found(_rule(fault), fault, source.file) for fault in content.faults]
    for exercise in content.exercises:
        findings += check_exercise(exercise, source, seeds)
    if content.skill is not None:
        findings += [*head_typesetting(content.skill, source), *head_spelling(content.skill, source)]
    return FileReport(
        source.file,
        _head(content.skill, source),
        tuple(exercise.id for exercise in content.exercises),
        tuple(findings),
        likenesses(content.exercises),
    )


def _rule(fault: AuthorError) -> str:
    """Which rule a fault of reading breaks; the reader gives faults of the format a field, others none."""
    if fault.message.startswith("unknown key"):
        return "unknown-key"
    if fault.field == "id" and "is taken by line" in fault.message:
        return "duplicate-id"
    if fault.field == "renames" and "old id" in fault.message:
        return "renames"
    return "schema" if fault.field or _is_of_the_whole(fault) else "yaml"


def _is_of_the_whole(fault: AuthorError) -> bool:
    return fault.message.startswith(("this must be a mapping", "key 'exercises' is missing"))


def _head(skill: Skill | None, source: Source) -> Head | None:
    if skill is None:
        return None
    return Head(skill.id, source.file, source.key_place("skill")[0], skill.requires, skill.renames)
