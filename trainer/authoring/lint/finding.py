"""What a check finds: a rule, a sentence and a place; decides nothing about how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from trainer.authoring.lint.rules import RULES
from trainer.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt of a file: the rule that says so, and where; `line` and `column` count from 1.

    `source` is the line of the file that the place is in, as it was when it was checked.
    """

    rule: str
    message: str
    file: Path
    line: int = 1
    column: int = 1
    nearest: str = ""
    source: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the file must not reach a learner like this."""
        return RULES[self.rule].is_error

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what was found wrong (`errors`) or doubtful (`warnings`), file by file."""

    files: tuple[Path, ...] = ()
    exercises: tuple[str, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = field(default=())


def found(rule: str, fault: AuthorError, file: Path | None = None) -> Finding:
    """The finding of `rule` that says what `fault` says, where it says it."""
    at = fault.file or file or Path()
    return Finding(rule, fault.message, at, fault.line, fault.column, fault.nearest)
