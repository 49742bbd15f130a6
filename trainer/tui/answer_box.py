"""The box in which one answer is typed: a line of text, whatever is pasted into it."""

from __future__ import annotations

import re

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from trainer.maths.limits import MAX_CHARACTERS
from trainer.tui.answer_area import AnswerArea
from trainer.tui.keys import Place, commands
from trainer.tui.place import place_of

_LINE_END = re.compile(r"\s*[\r\n]+\s*")
_COMMANDS = {place: commands(place) for place in Place}
_ROOM = MAX_CHARACTERS + 1  # one more than can be read, so that the reader can say that it is too long


class AnswerBox(Input):
    """One line for the part named `part`; pasted lines are joined and control characters dropped."""

    DEFAULT_CSS = """
    AnswerBox {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
        color: $foreground;
        width: 1fr;
        &:focus { border: none; background: $panel; background-tint: $foreground 0%; }
        &>.input--placeholder { color: $foreground 40%; }
    }
    AnswerBox.-framed {
        height: 3;
        border: round $border-blurred;
        background: $background;
        &:focus { border: round $border; background: $background; }
    }
    """

    def __init__(self, part: str, value: str = "", placeholder: str = "") -> None:
        super().__init__(value=value, placeholder=placeholder, max_length=_ROOM, select_on_focus=False)
        self.part = part

    async def _on_key(self, event: events.Key) -> None:
        """Keys that were on their way here when the focus moved belong to the box that has it now."""
        focused = self.screen.focused
        await (focused if isinstance(focused, AnswerBox) else self).take(event)

    async def take(self, event: events.Key) -> None:
        """Carry out one key before the next is looked at; as a binding it would be overtaken by text."""
        await super()._on_key(event)
        if event.is_printable:
            return
        if event.key == "ctrl+c" and self.selection.is_empty:  # nothing to copy: the learner wants to leave
            self.app.action_help_quit()
        elif (command := self._command(event.key)) is not None:
            owner, action = command
            await owner.run_action(action)
        elif (own := self.screen.active_bindings.get(event.key)) is not None and own.node is self:
            await self.run_action(own.binding.action)
        else:
            return
        event.stop()
        event.prevent_default()

    def _command(self, key: str) -> tuple[Widget, str] | None:
        """Whose command a key is, and which; that of the way of answering goes before the question's."""
        area = next(node for node in self.ancestors if isinstance(node, AnswerArea))
        for owner, place in ((area, area.place), (self.screen, place_of(self.screen))):
            if key in _COMMANDS[place]:
                return owner, _COMMANDS[place][key]
        return None

    def _on_paste(self, event: events.Paste) -> None:
        """Put a pasted text in at the cursor, as one line of printable characters."""
        event.stop()
        event.prevent_default()
        self.put_in(_LINE_END.sub(" ", event.text[: 4 * _ROOM].strip()))

    def put_in(self, text: str) -> None:
        """Put a text of one line in at the cursor, as printable characters."""
        line = "".join(char for char in text.replace("\t", " ") if char.isprintable())
        start, end = sorted(self.selection)
        self.replace(line[: _ROOM - len(self.value) + end - start], start, end)
