"""Checks exam blueprints among the files: they are told by their folder, `exams`, and need the whole bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from trainer.authoring.lint.finding import Finding, found
from trainer.bank import cache_folder, load_bank
from trainer.bank.blueprint_topics import check_blueprint

FOLDER = "exams"


def is_blueprint(file: Path) -> bool:
    """Whether the file stands in a folder of blueprints."""
    return file.absolute().parent.name == FOLDER


def blueprints(files: Sequence[Path], known: Sequence[Path]) -> Iterator[Finding]:
    """What is wrong with the blueprints among `files`, seen from the other files and the folders `known`."""
    wanted = [file for file in files if is_blueprint(file)]
    if not wanted:
        return
    bank = load_bank([*known, *(file for file in files if not is_blueprint(file))], cache_folder())
    for file in wanted:
        yield from (found("blueprint", fault, file) for fault in check_blueprint(file, bank))
