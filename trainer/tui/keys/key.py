"""One row of the table of keys."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.tui.keys.names import is_text
from trainer.tui.keys.places import TYPED, Place


@dataclass(frozen=True, slots=True)
class Key:
    """One command: its action on the screen, its keys, a word for the key bar and a sentence for the help.

    `rank` orders the key bar, where low ranks stay when the terminal is narrow; 0 keeps a key off the bar.
    """

    action: str
    keys: tuple[str, ...]
    label: str
    sentence: str
    places: frozenset[Place]
    rank: int = 0

    def keys_at(self, place: Place) -> tuple[str, ...]:
        """The keys that work there."""
        return tuple(key for key in self.keys if place not in TYPED or not is_text(key))
