"""What the table of keys says about one place: its rows, its commands, its bindings."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from trainer.tui.keys.key import Key
from trainer.tui.keys.places import Place
from trainer.tui.keys.table import KEYS


def keys_of(place: Place) -> tuple[Key, ...]:
    """The rows of the table that belong to a place, in its order."""
    return tuple(row for row in KEYS if place in row.places)


def commands(place: Place) -> dict[str, str]:
    """The action of every key that works at a place."""
    return {key: row.action for row in keys_of(place) for key in row.keys_at(place)}


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a screen or a way of answering; its class has an `action_…` for each."""
    return list(_bindings(place))


def _bindings(place: Place) -> Iterator[Binding]:
    for row in keys_of(place):
        for key in row.keys_at(place):
            yield Binding(key, row.action, row.label, show=False)
