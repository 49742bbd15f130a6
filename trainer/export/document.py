"""What a document consists of, whoever writes it out; knows nothing of exams, Markdown or HTML.

Every text is raw: writers escape it. A formula is TeX without its dollars.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a badge tells, besides its sign and word."""

    GOOD = "good"
    BAD = "bad"
    DOUBT = "doubt"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in the line."""

    tex: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text exactly as somebody typed it, or a name of code."""

    text: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict: a sign and a word, so that the colour of `tone` is never the only mark."""

    sign: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Portion:
    """A share from 0 to 1, as a percentage with a small bar where bars can be drawn."""

    share: float


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to the section `anchor` of the same document."""

    text: str
    anchor: str


Inline = Words | Formula | Typed | Badge | Portion | Link
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Inlines in running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on lines of its own, with what ends its sentence (`.` or `,`)."""

    tex: str
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing under its own mark (`b)`, `3.`, `•`)."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries one under the other."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, and whether it holds numbers (then it is set to the right)."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles; the first cell of a row names it. `caption` says what the table tells."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values: a name, and what it is in blocks."""

    rows: tuple[tuple[Line, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines in a fixed pitch; `told` says a drawing in words, `language` names that of code."""

    text: str
    told: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A score on a line from 0 to 1, the pass mark, and what was foreseen (low end, value, high end)."""

    score: float
    pass_mark: float
    foreseen: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a share from 0 to 1 under its label; one of them may be `marked` as this one."""

    label: str
    share: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, with a line at `level` (0 to 1) that `level_name` names."""

    caption: str
    bars: tuple[Bar, ...]
    level: float
    level_name: str


@dataclass(frozen=True, slots=True)
class Room:
    """Empty ruled lines to be written on."""

    rows: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks.

    `note` stands beside the heading; a section kept `whole` is not parted between printed pages, one with
    `new_page` begins one.
    """

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    note: Line = ()
    whole: bool = False
    new_page: bool = False


Block = (
    Paragraph | Display | Listing | Table | Facts | Preformatted | Gauge | Chart | Room | Section
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its title, a line under it, and its blocks."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def words(text: str, *, strong: bool = False) -> Line:
    """A line of plain words."""
    return (Words(text, strong),)
