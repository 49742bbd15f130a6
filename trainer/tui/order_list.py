"""Lines to be put in order: the one under the cursor is carried up and down, with keys or the mouse."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, on
from textual.binding import BindingType
from textual.reactive import var

from trainer.bank.details import Lines
from trainer.tui.item_list import ItemList, ItemRow
from trainer.tui.keys import Place, bindings
from trainer.tui.picked_texts import numbers_in

_HELD: Final = "↑ ↓ carry the line, Space drops it, Esc puts it back."
_AS_SHOWN: Final = "The lines stand as they were shown. Enter once more checks them like that."


class OrderList(ItemList, inherit_bindings=False):
    """Shift with an arrow moves a line; Space or a click grabs it, and Space or another click drops it."""

    place = Place.ORDER
    nothing_yet = "Put the lines in order first."
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ORDER)

    order: var[tuple[int, ...]] = var((), init=False)

    def on_mount(self) -> None:
        """The order so far, else as shown."""
        self._held: tuple[int, ...] | None = None  # the order before a line was grabbed
        before = numbers_in(self.start.get(self.variant.parts[0].name, ""))
        shown = tuple(line.number for line in self._lines.lines)
        self._confirmed = sorted(before) == sorted(shown)
        self.set_reactive(OrderList.order, before if self._confirmed else shown)
        super().on_mount()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines.lines)

    @property
    def texts(self) -> dict[str, str]:
        """The numbers of the lines from top to bottom; empty as long as nothing was moved."""
        text = " ".join(map(str, self.order)) if self._confirmed else ""
        return {self.variant.parts[0].name: text}

    def show(self) -> None:
        """The lines in their present order, under the numbers they were shown with."""
        lines = {line.number: line for line in self._lines.lines}
        width = len(str(self.count))
        for item, number in zip(self.items, self.order, strict=True):
            here = item.place == self.cursor
            item.head = f"{number:>{width}}  "
            item.text = lines[number].text
            item.point(here, grabbed=here and self._held is not None)

    def on_key(self, event: events.Key) -> None:
        """Escape puts a grabbed line back; without one it leaves the question."""
        if event.key == "escape" and self._held is not None:
            event.stop()
            number = self.order[self.cursor]
            self.order, self._held = self._held, None
            self.cursor = self.order.index(number)
            self._changed()

    @on(ItemRow.Clicked)
    def _clicked(self, event: ItemRow.Clicked) -> None:
        if self._held is None:
            self.cursor = event.place
        else:
            self._carry_to(event.place)
        self.action_grab()

    def action_cursor(self, steps: int) -> None:
        """Move the cursor, and the line that it holds."""
        if self._held is not None:
            self.action_carry(steps)
        else:
            self.cursor = (self.cursor + steps) % self.count

    def action_carry(self, steps: int) -> None:
        """Move the line under the cursor, up to the ends."""
        self._carry_to(min(max(self.cursor + steps, 0), self.count - 1))

    def action_grab(self) -> None:
        """Grab the line under the cursor, or drop it."""
        self._held = self.order if self._held is None else None
        self._changed()

    def action_check(self) -> None:
        """Drop a grabbed line; else check, but an untouched list only when asked twice."""
        if self._held is not None:
            self.action_grab()
        elif self._confirmed:
            self.post_message(self.Ready())
        else:
            self._confirmed = True
            self.post_message(self.Remark(_AS_SHOWN, "doubt"))

    def _carry_to(self, place: int) -> None:
        if place == self.cursor:
            return
        order = list(self.order)
        order.insert(place, order.pop(self.cursor))
        self.order, self._confirmed = tuple(order), True
        self.cursor = place
        self._changed()

    def _changed(self) -> None:
        self.show()
        self.tell()
        self.post_message(self.Remark(_HELD if self._held is not None else ""))

    @property
    def _lines(self) -> Lines:
        detail = self.variant.detail
        if not isinstance(detail, Lines):
            raise TypeError("an order has lines")
        return detail
