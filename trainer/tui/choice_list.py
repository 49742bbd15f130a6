"""A choice to be answered: options as maths under their letters, one or several of them picked."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.reactive import var

from trainer.bank.details import Choices
from trainer.tui.item_list import ItemList, ItemRow
from trainer.tui.keys import Place, bindings
from trainer.tui.picked_texts import letters_in

_SIGNS = {(False, False): "( )", (False, True): "(•)", (True, False): "[ ]", (True, True): "[×]"}
"""The sign before an option, by whether several may be picked and whether this one is."""

_SEVERAL = "Several may be right; pick all that are."


class ChoiceList(ItemList, inherit_bindings=False):
    """Space, the letter or a click picks; where only one can be right, the pick moves."""

    place = Place.CHOICE
    nothing_yet = "Pick an option first, with Space or its letter."
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHOICE)

    picked: var[frozenset[str]] = var(frozenset(), init=False)

    def on_mount(self) -> None:
        """What was picked before."""
        text = self.start.get(self.variant.parts[0].name, "")
        self.set_reactive(ChoiceList.picked, frozenset(letters_in(text, self._options)))
        self.cursor = min((self._places[letter] for letter in self.picked), default=0)
        super().on_mount()

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self._options.options)

    @property
    def texts(self) -> dict[str, str]:
        """The letters that are picked."""
        return {self.variant.parts[0].name: ", ".join(sorted(self.picked))}

    def watch_picked(self) -> None:
        """Show and keep the new pick."""
        self.show()
        self.tell()

    def show(self) -> None:
        """Every option with its sign and letter."""
        for item, option in zip(self.items, self._options.options, strict=True):
            is_picked = option.letter in self.picked
            item.head = f"{_SIGNS[self._options.several, is_picked]} {option.letter}  "
            item.text = option.text
            item.ink = "formula" if is_picked else ""
            item.point(item.place == self.cursor)

    def on_key(self, event: events.Key) -> None:
        """A letter picks its option."""
        letter = (event.character or "").lower()
        if letter in self._places:
            event.stop()
            self._pick(letter)

    @on(ItemRow.Clicked)
    def _clicked(self, event: ItemRow.Clicked) -> None:
        self._pick(self._options.options[event.place].letter)

    def begin(self) -> None:
        """Take the focus, and say if there may be more than one."""
        super().begin()
        if self._options.several:
            self.post_message(self.Remark(_SEVERAL))

    def action_cursor(self, steps: int) -> None:
        """Move the cursor, around the ends."""
        self.cursor = (self.cursor + steps) % self.count

    def action_pick(self) -> None:
        """Pick the option under the cursor, or take it back."""
        self._pick(self._options.options[self.cursor].letter)

    def action_check(self) -> None:
        """Check what is picked."""
        if self.picked:
            self.post_message(self.Ready())
        else:
            self.post_message(self.Remark(self.nothing_yet, "doubt"))

    def _pick(self, letter: str) -> None:
        self.cursor = self._places[letter]
        if self._options.several:
            self.picked = self.picked ^ {letter}
        else:
            self.picked = frozenset({letter}) - self.picked

    @property
    def _places(self) -> dict[str, int]:
        return {option.letter: place for place, option in enumerate(self._options.options)}

    @property
    def _options(self) -> Choices:
        detail = self.variant.detail
        if not isinstance(detail, Choices):
            raise TypeError("a choice has options")
        return detail
