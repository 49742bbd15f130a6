"""Reads a table of comma-separated values: bytes in, named cells with their places out.

A cell is text, whatever a spreadsheet would make of it. Knows no kinds of exercise: the names of columns are
an argument.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.bank.controls import CONTROL
from trainer.bank.spelling import did_you_mean, nearest
from trainer.errors import AuthorError

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 100
_SEPARATORS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NUMBERED = re.compile(r"([a-z_]+?)([1-9][0-9]?)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its text without blanks around it, and its column (from 1)."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column name; `number` is what a spreadsheet calls it (the head is row 1)."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that are not empty, and what is wrong with the others, each fault with row and column."""

    rows: tuple[Row, ...]
    faults: tuple[AuthorError, ...]


def read_table(
    data: bytes, file: Path, names: Collection[str], numbered: Collection[str], wanted: Collection[str] = ()
) -> Table:
    """The table in `data`, in UTF-8 or as spreadsheets write UTF-16; separated by commas, semicolons or tabs.

    The head names the columns: any of `names`, and those of `numbered` also with a number after them (`wrong`
    is `wrong1`); all of `wanted` are there. Raises AuthorError where the table as a whole cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise AuthorError(f"the table has more than {MAX_BYTES:,} bytes", file=file)
    records = _records(_decoded(data, file), file, {*names, *numbered})
    if not records:
        raise AuthorError("the table is empty", file=file)
    head = _head(records[0], file, names, numbered)
    if missing := [name for name in wanted if name not in head]:
        there = ", ".join(filter(None, head))
        raise AuthorError(f"the first row names no column `{missing[0]}`; it names {there}", file=file)
    rows: list[Row] = []
    faults: list[AuthorError] = []
    for number, record in enumerate(records[1:], 2):
        wrong = _wrong_cell(record, number, len(head), file)
        if wrong is not None:
            faults.append(wrong)
        elif any(text.strip() for text in record):
            rows.append(Row(number, _cells(record, head)))
    return Table(tuple(rows), tuple(faults))


def _decoded(data: bytes, file: Path) -> str:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        message = "this byte is not UTF-8; save the table as “CSV UTF-8”"
        raise AuthorError(message, file=file, line=row) from None


def _records(text: str, file: Path, known: Collection[str]) -> list[list[str]]:
    separator = max(_SEPARATORS, key=lambda one: _known_names(text, one, known))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(records) > MAX_ROWS + 1:
                raise AuthorError(f"the table has more than {MAX_ROWS:,} rows; split it", file=file)
    except csv.Error as error:
        message = f"this row cannot be read ({error}); is a quotation mark open?"
        raise AuthorError(message, file=file, line=len(records) + 1) from None
    return records


def _known_names(text: str, separator: str, known: Collection[str]) -> int:
    """How many columns the head would name if this were the separator."""
    head = text.split("\n", 1)[0].strip().split(separator)
    return sum(_named(name)[0] in known for name in head)


def _named(written: str) -> tuple[str, str]:
    """A column's name and its number, in digits or empty."""
    word = written.strip().strip('"').strip().lower().replace(" ", "_")
    found = _NUMBERED.fullmatch(word)
    return (found[1], found[2] or "") if found else (word, "")


def _head(record: list[str], file: Path, names: Collection[str], numbered: Collection[str]) -> list[str]:
    """The name of every column, numbered ones always with their number; empty for one without a name."""
    if len(record) > MAX_COLUMNS:
        raise AuthorError(f"the table has more than {MAX_COLUMNS} columns", file=file)
    head: list[str] = []
    for column, written in enumerate(record, 1):
        name, number = _named(written)
        known = name in numbered or (name in names and not number)
        if name and not known:
            near = nearest(name, {*names, *numbered})
            shown = ascii(written.strip()[:40])
            message = f"unknown column {shown}{did_you_mean(near)}"
            raise AuthorError(message, file=file, column=column, nearest=near)
        full = f"{name}{number or 1}" if name in numbered else name
        if full and full in head:
            raise AuthorError(f"the column {full!r} occurs twice", file=file, column=column)
        head.append(full)
    return head


def _wrong_cell(record: list[str], number: int, columns: int, file: Path) -> AuthorError | None:
    for column, text in enumerate(record, 1):
        if found := CONTROL.search(text):
            message = f"the control character U+{ord(found[0]):04X} is not allowed"
        elif column > columns and text.strip():
            message = f"there are only {columns} columns; put a text that contains a separator in quotes"
        else:
            continue
        return AuthorError(message, file=file, line=number, column=column)
    return None


def _cells(record: list[str], head: list[str]) -> dict[str, Cell]:
    found = {}
    for column, (name, text) in enumerate(zip(head, record, strict=False), 1):
        text = "\n".join(line.strip() for line in text.strip().splitlines())
        if name and text:
            found[name] = Cell(text, column)
    return found
