"""From a table of questions to exercise files that pass the check; says every fault of the table's rows.

Whatever is found in the YAML, by the reader or by the check, is said of the row and column that it came from.
Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.authoring.csv_questions import NAMES, NUMBERED, Entry, Ids, Line, entry_of
from trainer.authoring.csv_table import read_table
from trainer.authoring.lint.exercise import check_exercise
from trainer.authoring.lint.source import Source
from trainer.authoring.yaml_text import entry
from trainer.bank.reading import read_file
from trainer.errors import AuthorError

WANTED = ("kind", "ask")
"""The columns that no row can do without."""

MOST_BYTES = 900_000
"""How long a file may become before the next one begins; the reader takes a tenth more."""

MOST_EXERCISES = 500
"""How many exercises one skill gets before the next one begins."""


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise file to be written: its skill, its text, and how many exercises are in it."""

    skill: str
    text: str
    exercises: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table of questions became; the files hold the rows without a fault."""

    files: tuple[ExerciseFile, ...]
    faults: tuple[AuthorError, ...]


def import_questions(data: bytes, table: Path, skill: str, title: str = "") -> Imported:
    """The exercises that the rows of the table `data` describe, as files of the skill `skill`.

    Rows that do not fit in one file go on in the skills `skill`-2, `skill`-3 and so on. The faults carry the
    table's name, row and column. Raises AuthorError where the table as a whole cannot be read.
    """
    read = read_table(data, table, NAMES, NUMBERED, WANTED)
    faults, entries, ids = list(read.faults), list[Entry](), Ids()
    for row in read.rows:
        try:
            entries.append(entry_of(row, ids))
        except AuthorError as fault:
            faults.append(_of_table(fault, table))
    if not read.rows and not faults:
        faults.append(AuthorError("the table has no rows below its head", file=table))
    sound: list[Entry] = []
    for part in _shared_out(entries):
        wrong, loaded = _tried(part, skill, title, table)
        faults += wrong.values()
        sound += [one for one in part if one.id in loaded and one.row not in wrong]
    files = _files(sound, skill, title)
    return Imported(files, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))))


def _files(entries: Sequence[Entry], skill: str, title: str) -> tuple[ExerciseFile, ...]:
    files = []
    for number, part in enumerate(_shared_out(entries), 1):
        name = f"{skill}-{number}" if number > 1 else skill
        heading = f"{title} {number}" if title and number > 1 else title
        text = "".join(f"{line.text}\n" for line in _document(part, name, heading))
        files.append(ExerciseFile(name, text, len(part)))
    return tuple(files)


def _shared_out(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries file by file."""
    part: list[Entry] = []
    size = 0
    for one in entries:
        length = sum(len(line.text.encode()) + 1 for line in one.lines)
        if part and (size + length > MOST_BYTES or len(part) == MOST_EXERCISES):
            yield part
            part, size = [], 0
        part.append(one)
        size += length
    if part:
        yield part


def _document(entries: Sequence[Entry], skill: str, title: str) -> list[Line]:
    head = [f"skill: {skill}", *(entry("title", title, 0) if title else []), "", "exercises:"]
    return [Line(text, 0) for text in head] + [line for one in entries for line in one.lines]


def _tried(
    entries: Sequence[Entry], skill: str, title: str, table: Path
) -> tuple[dict[int, AuthorError], set[str]]:
    """The first fault of every row in which the reader or the check finds one, and the ids that were read."""
    document = _document(entries, skill, title)
    places = [(1, 1)] * (len(document) - sum(len(one.lines) for one in entries))
    places += [(one.row, line.column) for one in entries for line in one.lines]
    data = "".join(f"{line.text}\n" for line in document).encode()
    written = Source(table, data)
    content = read_file(data, table, most_faults=len(places))
    found = [(fault.line, fault.message) for fault in content.faults]
    for exercise in content.exercises:
        findings = check_exercise(exercise, written, 1)
        found += [(one.line, one.message) for one in findings if one.is_error]
    wrong: dict[int, AuthorError] = {}
    for line, message in sorted(found):
        row, column = places[min(line, len(places)) - 1]
        wrong.setdefault(row, AuthorError(message, file=table, line=row, column=column))
    return wrong, {exercise.id.removeprefix(f"{skill}/") for exercise in content.exercises}


def _of_table(fault: AuthorError, table: Path) -> AuthorError:
    return AuthorError(fault.message, file=table, line=fault.line, column=fault.column, nearest=fault.nearest)
