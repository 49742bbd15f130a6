"""The rows of the table of keys as text, for the help."""

from __future__ import annotations

from rich.cells import cell_len

from trainer.tui.drawn import Drawn, Line
from trainer.tui.keys import KEYS, Key, Place, key_name

_GAP = "  "


class KeyList(Drawn):
    """Every key: first those that work at the place one came from, then the others."""

    def __init__(self, *places: Place) -> None:
        super().__init__()
        self.places = frozenset(places)

    def lines(self, width: int) -> list[Line]:
        """A row for each command, its sentence wrapped beside its keys."""
        from textwrap import wrap

        here = [row for row in KEYS if self.places & row.places]
        others = [row for row in KEYS if not self.places & row.places]
        names_width = max(cell_len(self._names(row)) for row in KEYS)
        found: list[Line] = []
        for title, rows in (("Here", here), ("Elsewhere", others)):
            found += [((title, "strong"),)]
            for row in rows:
                names = self._names(row).ljust(names_width)
                sentence = wrap(row.sentence, max(10, width - names_width - len(_GAP)))
                found.append(((names, "key"), (_GAP, ""), (sentence[0], "")))
                found += [((" " * (names_width + len(_GAP)) + more, ""),) for more in sentence[1:]]
            found.append(())
        return found[:-1]

    def _names(self, row: Key) -> str:
        place = next((place for place in Place if place in self.places & row.places), None)
        return " ".join(key_name(key) for key in (row.keys_at(place) if place else row.keys))
