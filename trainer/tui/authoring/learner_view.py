"""What a question has beside its prompt, as a learner meets it: options, lines, boxes, code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import item_rows, label_text

if TYPE_CHECKING:
    from trainer.bank.variant import Variant

_BOX = "▁▁▁▁▁▁▁▁"


class LearnerView(Drawn):
    """Draws where the answer will go; takes none."""

    DEFAULT_CSS = """
    LearnerView { margin-top: 1; }
    """

    def __init__(self, variant: Variant) -> None:
        super().__init__()
        self.variant = variant

    def lines(self, width: int) -> list[Line]:
        """By kind: a row for each option, line or part."""
        from trainer.bank.details import Choices, Code, Derivation, Lines

        match self.variant.detail:
            case Choices(options, several):
                box = "[ ]" if several else "( )"
                return _listed([(f"{box} {option.letter}  ", option.text) for option in options], width)
            case Lines(lines):
                return _listed([(f"{line.number}  ", line.text) for line in lines], width)
            case Code(starter=starter):
                return [((row, ""),) for row in starter.rstrip().split("\n")]
            case Derivation():
                return [(("  =  ", "muted"), (_BOX, "muted"))]
        return self._boxes()

    def _boxes(self) -> list[Line]:
        several = len(self.variant.parts) > 1
        labels = [label_text(part.label, part.name if several else "") for part in self.variant.parts]
        width = max(map(cell_len, labels))
        return [
            ((f"{' ' * (width - cell_len(label))}{label}{' = ' if label else ''}", "muted"), (_BOX, "muted"))
            for label in labels
        ]


def _listed(items: list[tuple[str, str]], width: int) -> list[Line]:
    found: list[Line] = []
    for mark, text in items:
        rows, beside = item_rows(text, max(8, width - cell_len(mark)), tall=True)
        found += [
            ((mark if i == beside else " " * cell_len(mark), "muted"), (row, ""))
            for i, row in enumerate(rows)
        ]
    return found
