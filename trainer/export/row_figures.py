"""The score on its line and the bars of a chart, in rows of a terminal."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from trainer.export.document import Chart, Gauge
from trainer.export.row_text import Row
from trainer.maths.drawing.boxes import cell_width
from trainer.session.amounts import percent

_WIDEST: Final = 50
_LABEL: Final = 24
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def gauge_rows(gauge: Gauge, width: int) -> list[Row]:
    """A bar up to the score, a mark at the pass mark, and under it the range that was foreseen."""
    length = min(_WIDEST, width - 14)
    bar = _bar(gauge.score, length).ljust(length, "·")
    at = min(length - 1, round(gauge.pass_mark * length))
    ink = "good" if gauge.score >= gauge.pass_mark else "bad"
    rows: list[Row] = [
        [(bar[:at], ink), ("│", "strong"), (bar[at + 1 :], ink), (f" {percent(gauge.score)}", "strong")],
        [(" " * at + "╵", "muted"), (f" {percent(gauge.pass_mark)} passes", "muted")],
    ]
    if gauge.foreseen is not None:
        low, value, high = (min(length - 1, round(share * length)) for share in gauge.foreseen)
        line = "".join("◆" if i == value else "─" if low <= i <= high else " " for i in range(length))
        rows.append([(line, "muted"), (" foreseen", "muted")])
    return rows


def chart_rows(chart: Chart, width: int) -> list[Row]:
    """A bar for each row under the caption, the marked one in strong ink and with an arrow."""
    room = min(_LABEL, max((cell_width(bar.label) for bar in chart.bars), default=0))
    length = max(8, min(_WIDEST, width - room - 12))
    at = min(length - 1, round(chart.level * length))
    rows: list[Row] = [[(chart.caption, "muted")]]
    for bar in chart.bars:
        label = shorten(bar.label, room, placeholder="…").ljust(room)
        drawn = _bar(bar.share, length).ljust(length)
        ink = "strong" if bar.marked else ""
        sign = "›" if bar.marked else " "
        rows.append(
            [
                (f"{sign}{label} ", ink),
                (drawn[:at], ink),
                ("│", "muted"),
                (drawn[at + 1 :], ink),
                (f" {percent(bar.share)}", ink),
            ]
        )
    rows.append([(" " * (room + 2 + at) + f"╵ {chart.level_name}", "muted")])
    return rows


def _bar(share: float, length: int) -> str:
    """A bar of `share` (0 to 1) of the length, drawn in eighths of a cell."""
    eighths = round(min(max(share, 0.0), 1.0) * length * 8)
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
