"""An answer in code: a box of several lines, which the learner's own editor can take over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from trainer.errors import TrainerError
from trainer.tui.answer_area import AnswerArea
from trainer.tui.code_box import CodeBox
from trainer.tui.editor import Lent, edited, editor_of
from trainer.tui.keys import Place, bindings

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

_NO_EDITOR = "Neither $VISUAL nor $EDITOR names an editor; write the code right here."
_LEAST = 4
_FRAME = 2
_TO_WRITE = "..."
_CANNOT = "This terminal cannot be handed to an editor; write the code right here."


class CodeArea(AnswerArea):
    """Begins with what was written before, else with the author's first lines, where there are some."""

    place = Place.CODE
    nothing_yet = "Write the code first."
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CODE)

    def __init__(self, variant: Variant, texts: Mapping[str, str], grade: Grade | None = None) -> None:
        super().__init__(variant, texts, grade)
        self._lent = Lent()

    def compose(self) -> ComposeResult:
        """The box."""
        starter: str = getattr(self.variant.detail, "starter", "")
        yield CodeBox(self.start.get(self._part) or starter)

    @property
    def preview_rows(self) -> int:
        """Nothing is drawn; there may be something to say."""
        return 1

    @property
    def box(self) -> CodeBox:
        """Where the code is written."""
        return self.query_one(CodeBox)

    @property
    def elsewhere(self) -> Mapping[str, str]:
        """The code as it was last saved in the editor, while that is open."""
        saved = self._lent.saved
        return {} if saved is None else {self._part: saved}

    @property
    def texts(self) -> dict[str, str]:
        """The code as it stands."""
        return {self._part: self.box.text}

    def begin(self) -> None:
        """Take the focus; a `...` of the author is marked, so that typing replaces it."""
        self.screen.set_focus(self.box)
        rows = self.box.text.split("\n")
        row = next((i for i, text in enumerate(rows) if text.strip() == _TO_WRITE), None)
        if row is None:
            self.box.move_cursor(self.box.document.end)
        else:
            self.box.selection = Selection((row, rows[row].index(_TO_WRITE)), (row, len(rows[row].rstrip())))

    def rows(self, tall: bool, free: int, prompt: int) -> int:
        """All that the prompt leaves; more where the code is longer, but the prompt keeps two fifths."""
        wanted = self.box.document.line_count + _FRAME
        rows = max(_LEAST, min(max(wanted, free - prompt), free - min(prompt, 2 * free // 5)))
        self.box.styles.height = rows
        return rows

    def action_check(self) -> None:
        """Check the code."""
        self.post_message(self.Ready())

    def action_open_editor(self) -> None:
        """Hand the code to the learner's editor, and wait for it."""
        command = editor_of(os.environ)
        if not command:
            self.post_message(self.Remark(_NO_EDITOR, "doubt"))
            return
        try:
            with self.app.suspend():
                self._take_from(command)
        except SuspendNotSupported:
            self.post_message(self.Remark(_CANNOT, "doubt"))

    def _take_from(self, command: list[str]) -> None:
        """Raises nothing for an editor that fails: the screen would not be given back."""
        try:
            text = edited(self.box.text, command, self._lent)
        except TrainerError as error:
            self.post_message(self.Remark(str(error), "doubt"))
        else:
            self.box.load_text(text)

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self._part, ""))

    @property
    def _part(self) -> str:
        return self.variant.parts[0].name
