"""A document → GitHub-flavoured Markdown with formulas as `$…$` and `$$…$$`; every text is shown as it is."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.export.document import (
    Block,
    Chart,
    Display,
    Document,
    Entry,
    Facts,
    Gauge,
    Listing,
    Paragraph,
    Preformatted,
    Room,
    Section,
    Table,
)
from trainer.export.markdown_inline import cell, fence_around, formula, line, literal, plain
from trainer.export.visible import visible
from trainer.session.amounts import percent

_DEEPEST = 6
_INDENT = "  "
_CELLS = 20
_DOTS = "…" * 30


def markdown(document: Document) -> str:
    """The whole text, with a line break at its end."""
    rows = [f"# {plain(document.title)}", "", plain(document.subtitle)]
    for block in document.blocks:
        rows += ["", *_block(block, 2)]
    return "\n".join((*rows, ""))


def _block(block: Block, level: int) -> list[str]:
    match block:
        case Paragraph(inlines):
            return [literal(line(inlines))]
        case Display(tex, stop):
            return ["$$", f"{formula(tex)}{stop}", "$$"]
        case Section():
            return _section(block, level)
        case Table():
            return _table(block)
        case Facts(rows):
            return _apart(_fact(line(name), told, level) for name, told in rows)
        case Listing(entries):
            return [row for entry in entries for row in _entry(entry, level)]
        case Preformatted(text, _, language):
            shown = visible(text)
            fence = fence_around(shown, 3)
            return [f"{fence}{language}", *shown.split("\n"), fence]
        case Gauge():
            return _gauge(block)
        case Chart():
            return _chart(block)
        case Room():
            return _apart([_DOTS] for _ in range(block.rows))


def _each(blocks: Iterable[Block], level: int) -> list[str]:
    return _apart(_block(block, level) for block in blocks)


def _apart(groups: Iterable[Iterable[str]]) -> list[str]:
    """Groups of rows with an empty row between them."""
    rows: list[str] = []
    for group in groups:
        rows += ["", *group] if rows else group
    return rows


def _section(section: Section, level: int) -> list[str]:
    rows = [f"{'#' * min(level, _DEEPEST)} {plain(section.title)}"]
    if section.note:
        rows += ["", line(section.note)]
    for block in section.blocks:
        rows += ["", *_block(block, level + 1)]
    return rows


def _entry(entry: Entry, level: int) -> list[str]:
    """An item under a bullet, its own mark in bold: Markdown would number letters and gaps anew."""
    mark = "" if entry.mark == "•" else f"**{plain(entry.mark)}** "
    first, *rest = _each(entry.blocks, level) or [""]
    lead = (
        [f"- {mark}{first}"]
        if not first.startswith(("$$", "`"))
        else [f"- {mark}".rstrip(), f"{_INDENT}{first}"]
    )
    return [*lead, *(f"{_INDENT}{row}" if row else "" for row in rest)]


def _fact(name: str, told: tuple[Block, ...], level: int) -> list[str]:
    rows = _each(told, level)
    if isinstance(told[0], Paragraph | Room):
        return [f"**{name}:** {rows[0]}", *rows[1:]]
    return [f"**{name}:**", "", *rows]


def _table(table: Table) -> list[str]:
    heads = " | ".join(plain(column.title) for column in table.columns)
    rule = " | ".join("---:" if column.numeric else "---" for column in table.columns)
    rows = (" | ".join(cell(each) for each in row) for row in table.rows)
    return [f"| {heads} |", f"| {rule} |", *(f"| {row} |" for row in rows)]


def _gauge(gauge: Gauge) -> list[str]:
    rows = [f"score      {_drawn(gauge.score)} {percent(gauge.score)}"]
    rows.append(f"pass mark  {_drawn(gauge.pass_mark)} {percent(gauge.pass_mark)}")
    if gauge.foreseen is not None:
        low, value, high = gauge.foreseen
        rows.append(f"foreseen   {_drawn(value)} {percent(value)} ({percent(low)} to {percent(high)})")
    return ["```text", *rows, "```"]


def _chart(chart: Chart) -> list[str]:
    shares = [(bar.label, bar.share, " ← this paper" if bar.marked else "") for bar in chart.bars]
    shares.append((chart.level_name, chart.level, ""))
    width = max(len(label) for label, _, _ in shares)
    rows = [f"{label:<{width}}  {_drawn(share)} {percent(share)}{this}" for label, share, this in shares]
    return [plain(chart.caption), "", "```text", *rows, "```"]


def _drawn(share: float) -> str:
    filled = round(min(max(share, 0.0), 1.0) * _CELLS)
    return "█" * filled + "░" * (_CELLS - filled)
