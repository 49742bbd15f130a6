"""A document → one page of HTML that loads nothing: headings, tables, formulas as MathML, its style inside.

The page is well-formed XML too. What it may do is narrowed by its own policy to inline style alone.
"""

from __future__ import annotations

from importlib.resources import files

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
from trainer.export.html_charts import chart, gauge
from trainer.export.html_inline import formula, line, text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DEEPEST = 6
_MOST_SIDE_BY_SIDE = 3


def page(document: Document) -> str:
    """The whole page, with a line break at its end."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8"/>',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
            '<meta name="color-scheme" content="light dark"/>',
            '<meta name="referrer" content="no-referrer"/>',
            f"<title>{text(document.title)}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<header><h1>{text(document.title)}</h1>",
            f'<p class="quiet">{text(document.subtitle)}</p></header>',
            *(_block(block, 2) for block in document.blocks),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _style() -> str:
    return files("trainer.export").joinpath("page.css").read_text(encoding="utf-8")


def _block(block: Block, level: int) -> str:
    match block:
        case Paragraph(inlines):
            return f"<p>{line(inlines)}</p>"
        case Display(tex, stop):
            return f'<div class="display">{formula(tex, display=True)}{_stop(stop)}</div>'
        case Section():
            return _section(block, level)
        case Table():
            return _table(block)
        case Facts(rows):
            return "".join(("<dl>", *(_fact(line(name), told, level) for name, told in rows), "</dl>"))
        case Listing(entries):
            return f'<ul class="listing">{"".join(_entry(entry, level) for entry in entries)}</ul>'
        case Preformatted():
            return _preformatted(block)
        case Gauge():
            return gauge(block)
        case Chart():
            return chart(block)
        case Room(rows):
            return f'<div class="room" aria-label="Room for the answer">{"<div></div>" * rows}</div>'


def _blocks(blocks: tuple[Block, ...], level: int) -> str:
    return "\n".join(_block(block, level) for block in blocks)


def _section(section: Section, level: int) -> str:
    heading = f"h{min(level, _DEEPEST)}"
    named = f' id="{text(section.anchor)}"' if section.anchor else ""
    kinds = [name for name, holds in (("whole", section.whole), ("new-page", section.new_page)) if holds]
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    note = f'<p class="note">{line(section.note)}</p>' if section.note else ""
    title = f"<{heading}>{text(section.title)}</{heading}>{note}"
    return f"<section{named}{classes}>\n{title}\n{_blocks(section.blocks, level + 1)}\n</section>"


def _entry(entry: Entry, level: int) -> str:
    return f'<li><span class="mark">{text(entry.mark)}</span><div>{_blocks(entry.blocks, level)}</div></li>'


def _fact(name: str, told: tuple[Block, ...], level: int) -> str:
    return f"<div><dt>{name}</dt><dd>{_blocks(told, level)}</dd></div>"


def _stop(stop: str) -> str:
    return f'<span class="stop">{text(stop)}</span>' if stop else ""


def _preformatted(block: Preformatted) -> str:
    told = f' role="img" aria-label="{text(block.told)}"' if block.told else ""
    kind = "code" if block.language else "drawing"
    return f'<pre class="{kind}" tabindex="0"{told}>{text(block.text)}</pre>'


def _table(table: Table) -> str:
    """A table that scrolls where it is too wide; one of many columns stands in blocks on a narrow screen."""
    caption = f'<caption role="caption">{text(table.caption)}</caption>'
    numeric = ['class="number" ' if column.numeric else "" for column in table.columns]
    heads = "".join(
        f'<th {kind}scope="col" role="columnheader">{text(column.title)}</th>'
        for kind, column in zip(numeric, table.columns, strict=True)
    )
    rows: list[str] = []
    for row in table.rows:
        first, *rest = (line(cell) for cell in row)
        cells = "".join(
            f'<td {kind}role="cell" data-title="{text(column.title)}"><div>{cell}</div></td>'
            for kind, column, cell in zip(numeric[1:], table.columns[1:], rest, strict=True)
        )
        rows.append(f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>')
    head = f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    body = "\n".join(('<tbody role="rowgroup">', *rows, "</tbody>"))
    stacked = ' class="stacked"' if len(table.columns) > _MOST_SIDE_BY_SIDE else ""
    return f'<div class="wide"><table role="table"{stacked}>{caption}\n{head}\n{body}</table></div>'
