"""Turns a row of a table into the YAML lines of one exercise; decides what is filled in where it says little.

Every line keeps the cell that it came from, so that whatever is found in the YAML can be said of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from trainer.authoring.csv_table import Cell, Row
from trainer.authoring.yaml_text import entry, item
from trainer.bank.spelling import as_id, did_you_mean, nearest
from trainer.errors import AuthorError

NAMES: Final = frozenset(
    {"kind", "id", "ask", "answer", "options", "variables", "solution", "decimals", "digits", "tolerance"}
    | {"form", "up_to"}
)
NUMBERED: Final = frozenset({"right", "wrong", "because", "accept", "hint"})
"""Columns that can be repeated with a number."""

DEFAULT_BECAUSE: Final = "This is not right."
_LONGEST_ID = 40
_NAME = re.compile(r"[^\W\d]\w*'?")
_ZERO = re.compile(r"[-+]?[0. ]+")
_NEGATED = ("-({})", "The sign is wrong.")
_DOUBLED = ("2 ({})", "This is twice the right answer.")
_MORE = ("({}) + 1", "This is 1 too much.")
_LESS = ("({}) - 1", "This is 1 too little.")
_FILLERS = {"sign": (_DOUBLED, _MORE), "factor": (_MORE, _LESS)}
"""Wrong answers to fall back on, where `up_to` would let the usual ones pass as right."""

_BAR_OUTSIDE_MATHS = re.compile(r"\|(?=[^$]*(?:\$[^$]*\$[^$]*)*$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of YAML and the column of the cell it came from."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The YAML lines of one exercise, the row they came from, and the exercise's id."""

    row: int
    id: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Ids:
    """The ids that are taken, with their rows."""

    rows: dict[str, int] = field(default_factory=dict)

    def given(self, cell: Cell, row: int) -> str:
        """The id that an author wrote; AuthorError (row and column) where it is none or another row's."""
        message = ""
        if as_id(cell.text) != cell.text:
            near = as_id(cell.text)
            message = f"an id is small letters, digits and single hyphens{did_you_mean(near)}"
        elif cell.text in self.rows:
            message = f"the id {cell.text!r} is taken by row {self.rows[cell.text]}"
        if message:
            raise AuthorError(message, line=row, column=cell.column)
        self.rows[cell.text] = row
        return cell.text

    def made(self, ask: str, row: int) -> str:
        """An id from the words of a question, with a number where another row has the same ones."""
        words = as_id(re.sub(r"\\[A-Za-z]+", " ", ask))[: _LONGEST_ID + 1]
        start = (words.rpartition("-")[0] if len(words) > _LONGEST_ID else "") or words[:_LONGEST_ID]
        start = start.strip("-") or "question"
        made, count = start, 1
        while made in self.rows:
            count += 1
            made = f"{start}-{count}"
        self.rows[made] = row
        return made


def entry_of(row: Row, ids: Ids) -> Entry:
    """The exercise that `row` describes; AuthorError with row and column for what is missing or too much."""
    cells = row.cells
    kind = _wanted("kind", row)
    writer = _WRITERS.get(kind.text)
    if writer is None:
        near = nearest(kind.text, _WRITERS)
        message = f"kind is one of {', '.join(_WRITERS)}, not {kind.text[:40]!r}{did_you_mean(near)}"
        raise _fault(message, row, kind)
    ask = _wanted("ask", row)
    body = list(writer(row))
    name = cells.get("id")
    made = ids.given(name, row.number) if name else ids.made(ask.text, row.number)
    lines = [Line(f"  - id: {made}", name.column if name else ask.column)]
    lines += [Line(f"    kind: {kind.text}", kind.column), *_entry("ask", ask), *body]
    lines += _list("hints", _numbered("hint", row))
    if "solution" in cells:
        lines += _entry("solution", cells["solution"])
    return Entry(row.number, made, tuple(lines))


def _typed(row: Row, keys: tuple[str, ...]) -> Iterator[Line]:
    """The keys of a kind whose answer is typed as a formula."""
    answer = _wanted("answer", row)
    _refuse(row, ("options", "right1"))
    yield from _variables(row)
    yield from _entry("answer", answer)
    for key in keys:
        if key in row.cells:
            yield from _entry(key, row.cells[key])
    accepted = [cell.text for cell in _numbered("accept", row)]
    spare = [text for text in (answer.text, f"({answer.text})") if text not in accepted]
    cells = _numbered("accept", row) + [
        Cell(text, answer.column) for text in spare[: max(0, 2 - len(accepted))]
    ]
    yield from _list("accept", cells)
    yield Line("    reject:", answer.column)
    for wrong, because in _rejected(row, answer):
        yield from _lines(_mapping_item("answer", wrong.text), wrong)
        yield from _lines(entry("because", because.text, 8), because)


def _derive(row: Row) -> Iterator[Line]:
    _refuse(row, ("decimals", "digits", "tolerance"))
    return _typed(row, ("form", "up_to"))


def _number(row: Row) -> Iterator[Line]:
    _refuse(row, ("form", "up_to"))
    return _typed(row, ("decimals", "digits", "tolerance"))


def _choice(row: Row) -> Iterator[Line]:
    _refuse(row, ("variables", "decimals", "digits", "tolerance", "form", "up_to", "accept1"))
    right, wrong = _options(row)
    if len(right) > 1:
        yield Line("    several: true", right[0].column)
    yield Line("    options:", right[0].column)
    for option in right:
        yield from _lines(_mapping_item("text", option.text), option)
        yield Line("        right: true", option.column)
    for option, because in wrong:
        yield from _lines(_mapping_item("text", option.text), option)
        yield from _lines(entry("because", because.text, 8), because)


_WRITERS: Final[dict[str, Callable[[Row], Iterator[Line]]]] = {
    "derive": _derive,
    "number": _number,
    "choice": _choice,
}


def _options(row: Row) -> tuple[list[Cell], list[tuple[Cell, Cell]]]:
    """Right options, and wrong ones with what is said to them."""
    right = _numbered("right", row) or ([row.cells["answer"]] if "answer" in row.cells else [])
    if not right:
        raise _fault("a choice needs its right option in the column `right`, which is empty here", row)
    pairs = _wrong(row)
    listed = row.cells.get("options")
    if listed is None:
        return right, pairs
    texts = [text.strip() for text in _BAR_OUTSIDE_MATHS.split(listed.text) if text.strip()]
    known = {option.text for option in right} | {option.text for option, _ in pairs}
    for option in right:
        if option.text not in texts:
            near = nearest(option.text, texts)
            message = f"{option.text[:40]!r} is none of the options{did_you_mean(near)}"
            raise _fault(message, row, option)
    others = [Cell(text, listed.column) for text in dict.fromkeys(texts) if text not in known]
    return right, pairs + [(other, Cell(DEFAULT_BECAUSE, other.column)) for other in others]


def _wrong(row: Row) -> list[tuple[Cell, Cell]]:
    """The wrong answers of the row, each with its `because` of the same number."""
    pairs = []
    for name, cell in row.cells.items():
        if name.startswith("wrong"):
            number = name.removeprefix("wrong")
            pairs.append((cell, row.cells.get(f"because{number}", Cell(DEFAULT_BECAUSE, cell.column))))
        elif name.startswith("because") and f"wrong{name.removeprefix('because')}" not in row.cells:
            raise _fault(
                f"{name} says why wrong{name.removeprefix('because')} is wrong, which is empty", row, cell
            )
    return pairs


def _rejected(row: Row, answer: Cell) -> list[tuple[Cell, Cell]]:
    pairs = _wrong(row)
    up_to = row.cells["up_to"].text if "up_to" in row.cells else ""
    usual = (_MORE, _LESS) if _ZERO.fullmatch(answer.text) else (_NEGATED, _DOUBLED)
    for form, because in _FILLERS.get(up_to, usual)[: max(0, 2 - len(pairs))]:
        pairs.append((Cell(form.format(answer.text), answer.column), Cell(because, answer.column)))
    return pairs


def _variables(row: Row) -> Iterator[Line]:
    """`x; w: positive` as a mapping; without the column, `x` for what is derived."""
    cell = row.cells.get("variables")
    if cell is None:
        if row.cells["kind"].text == "derive":
            yield Line("    variables: {x: real}", row.cells["kind"].column)
        return
    yield Line("    variables:", cell.column)
    domains: dict[str, str] = {}
    for declared in filter(None, (part.strip() for part in cell.text.split(";"))):
        name, _, domain = (part.strip() for part in declared.partition(":"))
        if not _NAME.fullmatch(name) or name in domains:
            message = f"{name[:40]!r} is no name, or is declared twice; write `x; w: positive`"
            raise _fault(message, row, cell)
        domains[name] = domain or "real"
    for name, domain in domains.items():
        yield from _lines(entry(name, domain, 6), cell)


def _numbered(name: str, row: Row) -> list[Cell]:
    """The cells of a column that is repeated, in the order of the table."""
    return [cell for known, cell in row.cells.items() if known.rstrip("0123456789") == name]


def _list(key: str, cells: list[Cell]) -> Iterator[Line]:
    if cells:
        yield Line(f"    {key}:", cells[0].column)
    for cell in cells:
        yield from _lines(item(cell.text, 6), cell)


def _entry(key: str, cell: Cell) -> Iterator[Line]:
    return _lines(entry(key, cell.text, 4), cell)


def _mapping_item(key: str, text: str) -> list[str]:
    """The first key of a mapping in a list."""
    first, *rest = entry(key, text, 8)
    return [f"      - {first[8:]}", *rest]


def _lines(texts: list[str], cell: Cell) -> Iterator[Line]:
    return (Line(text, cell.column) for text in texts)


def _wanted(name: str, row: Row) -> Cell:
    if name not in row.cells:
        raise _fault(f"the column `{name}` is empty here", row)
    return row.cells[name]


def _refuse(row: Row, names: tuple[str, ...]) -> None:
    for name in names:
        if name in row.cells:
            kind = row.cells["kind"].text
            raise _fault(f"the column `{name.rstrip('1')}` is not for {kind}", row, row.cells[name])


def _fault(message: str, row: Row, cell: Cell | None = None) -> AuthorError:
    return AuthorError(message, line=row.number, column=cell.column if cell else 1)
