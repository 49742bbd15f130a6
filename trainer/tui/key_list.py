"""The rows of the table of keys as text, for the help."""

from __future__ import annotations

from rich.cells import cell_len

from trainer.tui.drawn import Drawn, Line
from trainer.tui.keys import KEYS, Key, Place, key_name

_GAP = "  "
_HERE = "Here"


class KeyList(Drawn):
    """Every key: first those that work at the place one came from, then the others.

    `here` leaves only the first (True) or only the others (False).
    """

    def __init__(self, *places: Place, here: bool | None = None) -> None:
        super().__init__()
        self.places = frozenset(places)
        self.here = here

    def lines(self, width: int) -> list[Line]:
        """A row for each command, its sentence wrapped beside its keys, or under them where it is narrow."""
        from textwrap import wrap

        names_width = max(cell_len(self._names(row)) for row in KEYS)
        is_narrow = width < 2 * names_width
        at = 2 if is_narrow else names_width + len(_GAP)
        found: list[Line] = []
        for title, rows in self._groups():
            found += [((line, "strong"),) for line in wrap(title, width)]
            for row in rows:
                names, sentence = self._names(row), wrap(row.sentence, max(10, width - at))
                if is_narrow:
                    found.append(((names, "key"),))
                else:
                    found.append(((names.ljust(at), "key"), (sentence.pop(0), "")))
                found += [((" " * at + more, ""),) for more in sentence]
            found.append(())
        return found[:-1]

    def _groups(self) -> list[tuple[str, list[Key]]]:
        """The rows under their headings: those that work here, then the others by where they work."""
        groups: dict[str, list[Key]] = {_HERE: []}
        for row in KEYS:
            title = _HERE if self.places & row.places else _listed(row.places)
            groups.setdefault(title, []).append(row)
        return [group for group in groups.items() if self.here in (None, group[0] == _HERE)]

    def _names(self, row: Key) -> str:
        place = next((place for place in Place if place in self.places & row.places), None)
        return " ".join(key_name(key) for key in (row.keys_at(place) if place else row.keys))


def _listed(places: frozenset[Place]) -> str:
    """Where a key works, as a heading: `Answer boxes, choice, order`."""
    listed = ", ".join(place for place in Place if place in places)
    return listed[:1].upper() + listed[1:]
