"""What must survive a crash while a question is undecided, as the texts of its draft and back.

A first wrong answer is no attempt yet. It lives here, on disk before it is shown as wrong, until the question
is decided; then it enters the log with the attempt (`typed`), in the transaction that ends the draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from trainer.memory.days import Moment, study_day

_PROGRESS: Final = "#"
"""The key beside the parts' names under which the rest is kept; no part can be called so."""

_FIRST_TRY: Final = " (first try)"
_SECOND_TRY: Final = " (second try)"
_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Open:
    """An undecided question: what is in the answer boxes, the first wrong answer with its moment (None before
    it), how many hints were shown, and the active milliseconds so far. `told` are the hints themselves where
    they depend on what was written; elsewhere they are the first ones of the exercise. `entered` are, by
    cell, the first two texts that were judged as they were entered.
    """

    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    first: Mapping[str, str] | None = field(default=None, hash=False)
    first_at: Moment | None = None
    hints: int = 0
    active_ms: int = 0
    told: tuple[str, ...] = ()
    entered: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def tries(self) -> int:
        """How many answers were judged."""
        return 0 if self.first is None else 1

    def is_of_day(self, today: int) -> bool:
        """Whether the first wrong answer was given on this study day (or, by a wrong clock, after it)."""
        return self.first_at is None or self.first_at.study_day >= today

    def with_cell(self, cell: str, text: str) -> Open:
        """The question after a cell was judged: a text other than before counts for the next try."""
        before = (self.first or {}).get(cell)
        tried = self.entered.get(cell, () if before is None else (before,))
        if len(tried) == _TRIES or (tried and tried[-1].strip() == text.strip()):
            return self
        return replace(self, entered={**self.entered, cell: (*tried, text)})

    def table_of_try(self, number: int, texts: Mapping[str, str]) -> dict[str, str]:
        """What counts for the first (0) or second (1) try of the table that is now `texts`."""
        tried = {cell: given[number] for cell, given in self.entered.items() if len(given) > number}
        return {cell: tried.get(cell, text) for cell, text in texts.items()}

    def changed(self, texts: Mapping[str, str]) -> frozenset[str]:
        """The cells that are now other than when they were first judged."""
        first = self.table_of_try(0, texts)
        return frozenset(cell for cell, text in texts.items() if first[cell].strip() != text.strip())


def to_draft(question: Open) -> dict[str, str]:
    """The texts of the draft that keeps an open question."""
    at = question.first_at
    progress = {
        "first": None if question.first is None else dict(question.first),
        "first_at": None if at is None else [at.utc_ms, at.offset_minutes],
        "hints": question.hints,
        "active_ms": question.active_ms,
        "told": question.told,
        "entered": {cell: list(given) for cell, given in question.entered.items()},
    }
    return {**question.texts, _PROGRESS: json.dumps(progress)}


def from_draft(texts: Mapping[str, str] | None) -> Open:
    """The open question that a draft keeps; a fresh one where there is no draft.

    Of a draft whose progress is damaged only the texts in the boxes are kept.
    """
    if texts is None:
        return Open()
    typed = {name: text for name, text in texts.items() if name != _PROGRESS}
    if _PROGRESS not in texts:
        return Open(typed)
    try:
        return _with_progress(typed, json.loads(texts[_PROGRESS]))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError):
        return Open(typed)  # damaged: worth no refusal, and what is in the boxes is there


def _with_progress(texts: Mapping[str, str], progress: Any) -> Open:
    """The open question with what `to_draft` has written; one of the errors above where it is damaged."""
    at, first = progress["first_at"], progress["first"]
    moment = None if at is None else _moment(int(at[0]), int(at[1]))
    return Open(
        texts,
        None if first is None else _texts(first),
        moment,
        max(0, int(progress["hints"])),
        max(0, int(progress["active_ms"])),
        tuple(map(str, progress.get("told", ()))),
        {cell: tuple(map(str, given)) for cell, given in progress.get("entered", {}).items()},
    )


def _moment(utc_ms: int, offset_minutes: int) -> Moment:
    day = study_day(utc_ms, offset_minutes)
    if not 0 < day <= date.max.toordinal():
        raise ValueError("no calendar has this day")
    return Moment(utc_ms, offset_minutes, day)


def _texts(texts: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in texts.items()}


def typed(question: Open, last: Mapping[str, str]) -> dict[str, str]:
    """All that was typed, for the log: the last answer by part, and a first wrong one beside another.

    Cells whose second text counted, and was not the last, are there with that as well.
    """
    if question.first is None or question.first == last:
        return dict(last)
    first = {name + _FIRST_TRY: text for name, text in question.first.items()}
    second = question.table_of_try(1, last).items()
    return {**last, **first, **{name + _SECOND_TRY: text for name, text in second if text != last[name]}}
