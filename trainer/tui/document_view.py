"""A document on the screen: a widget that draws it, and the screen of an exam's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.tui.drawn import Drawn, Line

if TYPE_CHECKING:
    from trainer.export.document import Document


class DocumentView(Drawn):
    """Draws a whole document, laid out anew at every width."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def lines(self, width: int) -> list[Line]:
        """All its rows."""
        from trainer.export.rows import document_rows

        return list(document_rows(self.document, width))
