"""The rows of the table of keys as text, for the help."""

from __future__ import annotations

from rich.cells import cell_len

from trainer.tui.drawn import Drawn, Line
from trainer.tui.keys import KEYS, Key, Place, key_name

_GAP = "  "
_HERE = "Here"


class KeyList(Drawn):
    """Every key: first those that work at the place one came from, then the others."""

    def __init__(self, *places: Place) -> None:
        super().__init__()
        self.places = frozenset(places)

    def lines(self, width: int) -> list[Line]:
        """A row for each command, its sentence wrapped beside its keys."""
        from textwrap import wrap

        names_width = max(cell_len(self._names(row)) for row in KEYS)
        found: list[Line] = []
        for title, rows in self._groups():
            found += [((line, "strong"),) for line in wrap(title, width)]
            for row in rows:
                names = self._names(row).ljust(names_width)
                sentence = wrap(row.sentence, max(10, width - names_width - len(_GAP)))
                found.append(((names, "key"), (_GAP, ""), (sentence[0], "")))
                found += [((" " * (names_width + len(_GAP)) + more, ""),) for more in sentence[1:]]
            found.append(())
        return found[:-1]

    def _groups(self) -> list[tuple[str, list[Key]]]:
        """The rows under their headings: those that work here, then the others by where they work."""
        groups: dict[str, list[Key]] = {_HERE: []}
        for row in KEYS:
            title = _HERE if self.places & row.places else _listed(row.places)
            groups.setdefault(title, []).append(row)
        return list(groups.items())

    def _names(self, row: Key) -> str:
        place = next((place for place in Place if place in self.places & row.places), None)
        return " ".join(key_name(key) for key in (row.keys_at(place) if place else row.keys))


def _listed(places: frozenset[Place]) -> str:
    """Where a key works, as a heading: `Answer boxes, choice, order`."""
    listed = ", ".join(place for place in Place if place in places)
    return listed[:1].upper() + listed[1:]
