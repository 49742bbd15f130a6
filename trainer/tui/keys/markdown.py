"""The table of keys as the README prints it."""

from __future__ import annotations

from trainer.tui.keys.names import key_name
from trainer.tui.keys.places import SCREENS, Place
from trainer.tui.keys.table import KEYS


def markdown_table() -> str:
    """The table of keys in Markdown, for the README."""
    lines = ["| keys | what they do | where |", "|---|---|---|"]
    for row in KEYS:
        names = ", ".join(f"`{key_name(key)}`" for key in row.keys)
        places = ", ".join(place for place in Place if place in row.places)
        lines.append(f"| {names} | {row.sentence} | {'everywhere' if row.places >= SCREENS else places} |")
    return "\n".join(lines)
