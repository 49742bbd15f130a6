"""The two colour schemes, calm on a dark and on a light terminal; decides nothing about layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

NIGHT: Final = Theme(
    name="night",
    dark=True,
    background="#14171c",
    surface="#1a1e25",
    panel="#242a33",
    foreground="#cfd3da",
    primary="#86aed1",
    secondary="#a99bd0",
    accent="#ecd9ac",
    success="#8fc79a",
    warning="#e2b873",
    error="#e58f8a",
    variables={
        "border": "#86aed1",
        "border-blurred": "#3a424f",
        "input-selection-background": "#86aed1 30%",
        "scrollbar": "#3a424f",
        "scrollbar-background": "#14171c",
        "scrollbar-hover": "#86aed1",
        "scrollbar-active": "#86aed1",
    },
)

DAY: Final = Theme(
    name="day",
    dark=False,
    background="#fbf9f4",
    surface="#f3f0e8",
    panel="#e6e2d6",
    foreground="#32363d",
    primary="#2c6391",
    secondary="#67569c",
    accent="#7a4a00",
    success="#24703a",
    warning="#8a5a00",
    error="#a92f35",
    variables={
        "border": "#2c6391",
        "border-blurred": "#c9c3b4",
        "input-selection-background": "#2c6391 25%",
        "scrollbar": "#c9c3b4",
        "scrollbar-background": "#fbf9f4",
        "scrollbar-hover": "#2c6391",
        "scrollbar-active": "#2c6391",
    },
)

_LIGHT_BACKGROUNDS: Final = frozenset({"7", "15"})


def preferred(environment: Mapping[str, str]) -> Theme:
    """DAY where the terminal says in `COLORFGBG` that its background is light, else NIGHT."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return DAY if background in _LIGHT_BACKGROUNDS else NIGHT
