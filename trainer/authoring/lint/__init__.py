"""Everything that can be known about an exercise file before a learner sees it."""

from collections.abc import Sequence
from pathlib import Path

from trainer.authoring.lint.finding import Finding, Report
from trainer.authoring.lint.run import SEEDS, check

__all__ = ["SEEDS", "Finding", "Report", "check", "check_file"]


def check_file(path: Path, known: Sequence[Path], seeds: int = SEEDS) -> Report:
    """Check one file in this process; skills in the folders `known` may be required by it."""
    return check([path], known, seeds)
