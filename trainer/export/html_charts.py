"""Scores as small drawings in SVG: a gauge with its pass mark, bars of several papers.

Colours come from the page's style; every number that is drawn is written beside it as well.
"""

from __future__ import annotations

from typing import Final

from trainer.export.document import Bar, Chart, Gauge
from trainer.export.html_inline import text
from trainer.session.amounts import percent

_WIDE: Final = 600
_PLOT: Final = 515
_LEAST_SCALE: Final = 0.2
_TALL: Final = 170
_TOP: Final = 22
_GROUND: Final = 128
_WIDEST_BAR: Final = 56


def gauge(value: Gauge) -> str:
    """A line filled up to the score, with a tick at the pass mark and the foreseen range over it."""
    parts = [
        '<rect class="track" x="0" y="22" width="600" height="16" rx="8"/>',
        f'<rect class="{"good" if value.score >= value.pass_mark else "bad"}-fill" x="0" y="22"'
        f' width="{_x(value.score)}" height="16" rx="8"/>',
        f'<path class="tick" d="M{_x(value.pass_mark)} 16V44"/>',
        _label(value.pass_mark, 60, f"pass mark {percent(value.pass_mark)}"),
    ]
    told = f"Score {percent(value.score)}, pass mark {percent(value.pass_mark)}"
    if value.foreseen is not None:
        low, middle, high = value.foreseen
        parts.append(f'<path class="range" d="M{_x(low)} 6V14M{_x(low)} 10H{_x(high)}M{_x(high)} 6V14"/>')
        parts.append(f'<circle class="dot" cx="{_x(middle)}" cy="10" r="4"/>')
        told += f", foreseen {percent(middle)} ({percent(low)} to {percent(high)})"
        parts.append(_label(middle, -2, "foreseen"))
    top = 12 if value.foreseen is None else -16
    return _svg("gauge", f"0 {top} {_WIDE} {66 - top}", told, parts)


def chart(value: Chart) -> str:
    """Bars with their shares over them and their labels under them, and a line across at the level."""
    slot = _PLOT / max(len(value.bars), 1)
    scale = max(_LEAST_SCALE, value.level, *(bar.share for bar in value.bars))
    level = _y(value.level / scale)
    parts = [
        f'<path class="ground" d="M0 {_GROUND}H{_PLOT}"/>',
        f'<path class="level" d="M0 {level}H{_PLOT}"/>',
        f'<text class="small start" x="{_PLOT + 6}" y="{level - 2:.1f}">{text(value.level_name)}</text>',
        f'<text class="small start" x="{_PLOT + 6}" y="{level + 13:.1f}">{text(percent(value.level))}</text>',
    ]
    for index, bar in enumerate(value.bars):
        parts += _bar(bar, bar.share / scale, slot * (index + 0.5), min(_WIDEST_BAR, slot * 0.6))
    told = "; ".join(f"{bar.label}: {percent(bar.share)}" for bar in value.bars)
    drawn = _svg("chart", f"0 0 {_WIDE} {_TALL}", told, parts)
    return f"<figure>{drawn}<figcaption>{text(value.caption)}</figcaption></figure>"


def _bar(bar: Bar, height: float, middle: float, width: float) -> list[str]:
    top = _y(height)
    kind = "this" if bar.marked else "other"
    day, _, year = bar.label.rpartition(" ")
    return [
        f'<rect class="{kind}" x="{middle - width / 2:.1f}" y="{top}" width="{width:.1f}"'
        f' height="{_GROUND - top:.1f}" rx="3"/>',
        f'<text class="value" x="{middle:.1f}" y="{top - 5:.1f}">{text(percent(bar.share))}</text>',
        f'<text class="small" x="{middle:.1f}" y="{_GROUND + 17}">{text(day or bar.label)}</text>',
        f'<text class="small" x="{middle:.1f}" y="{_GROUND + 33}">{text(year if day else "")}</text>',
    ]


def _svg(name: str, box: str, told: str, parts: list[str]) -> str:
    label = f'role="img" aria-label="{text(told)}"'
    return f'<svg class="{name}" viewBox="{box}" {label}>{"".join(parts)}</svg>'


def _x(share: float) -> float:
    return round(min(max(share, 0.0), 1.0) * _WIDE, 1)


def _y(share: float) -> float:
    return round(_GROUND - min(max(share, 0.0), 1.0) * (_GROUND - _TOP), 1)


def _label(share: float, y: int, said: str) -> str:
    side = "" if 0.15 < share < 0.85 else " end" if share >= 0.85 else " start"
    return f'<text class="small{side}" x="{_x(share)}" y="{y}">{text(said)}</text>'
