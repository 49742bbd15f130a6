"""One question of a paper on the desk: as drawn, as asked, as answered so far; judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.bank.details import Code
from trainer.session.views import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.bank.variant import Variant
    from trainer.store.exam_rows import DrawnQuestion, StoredAnswer


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A question of the paper and what was done about it.

    `asked` is as the screens of practice take it (its `kept` holds texts, hints and time); None where it was
    withdrawn, and then `withdrawn` says why in a sentence. `saved` is what the store keeps of it.
    """

    drawn: DrawnQuestion
    saved: StoredAnswer
    asked: Question | None
    withdrawn: str = ""

    @property
    def number(self) -> int:
        """Its place in the paper, from 1."""
        return self.saved.number

    @property
    def is_flagged(self) -> bool:
        """Whether the learner wants to come back to it."""
        return self.saved.flagged

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written; never for one that was withdrawn."""
        return self.asked is not None and not answered_parts(self.asked.variant, self.saved.texts)


@dataclass(frozen=True, slots=True)
class Overview:
    """How a paper stands: the numbers of its questions that are answered, blank, flagged, withdrawn."""

    answered: tuple[int, ...]
    blank: tuple[int, ...]
    flagged: tuple[int, ...]
    withdrawn: tuple[int, ...]


def overview(sheets: tuple[Sheet, ...]) -> Overview:
    """The overview of a paper's sheets."""
    withdrawn = tuple(sheet.number for sheet in sheets if sheet.asked is None)
    blank = tuple(sheet.number for sheet in sheets if sheet.is_blank)
    return Overview(
        answered=tuple(sheet.number for sheet in sheets if sheet.number not in {*withdrawn, *blank}),
        blank=blank,
        flagged=tuple(sheet.number for sheet in sheets if sheet.is_flagged),
        withdrawn=withdrawn,
    )


def answered_parts(variant: Variant, texts: Mapping[str, str]) -> frozenset[str]:
    """The parts in which something was written; code that is as it was given is nothing yet."""
    starter = variant.detail.starter.split() if isinstance(variant.detail, Code) else None
    return frozenset(
        part.name
        for part in variant.parts
        if (text := texts.get(part.name, "")).strip() and text.split() != starter
    )
