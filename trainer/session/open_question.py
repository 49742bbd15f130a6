"""The question that is asked: the time spent on it and what of it is on disk; judges and logs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.session.clock import ActiveTime
from trainer.session.drafts import Open, to_draft

if TYPE_CHECKING:
    from trainer.memory.events import Mode
    from trainer.session.views import Question
    from trainer.store.store import Store


class OpenQuestion:
    """The one question on the desk, if any; times are UTC in milliseconds."""

    def __init__(self, store: Store, mode: Mode) -> None:
        self.question: Question | None = None
        self._store = store
        self._mode = mode
        self._clock = ActiveTime()

    def begin(self, question: Question, utc_ms: int) -> None:
        """Put a question on the desk; its time goes on from what was spent on it before."""
        self._clock = ActiveTime(question.kept.active_ms).resumed(utc_ms)
        self.question = question

    def asked(self) -> Question:
        """The question; ValueError (a programmer's mistake) where none is open."""
        if self.question is None:
            raise ValueError("no question is open")
        return self.question

    def so_far(self, texts: Mapping[str, str] | None = None) -> Open:
        """What is to be kept of it now, with these texts by part (else those kept before)."""
        kept = self.asked().kept
        texts = kept.texts if texts is None else dict(texts)
        return replace(kept, texts=texts, active_ms=self._clock.spent_ms)

    def keep(self, kept: Open) -> None:
        """Put a draft on disk; StoreError leaves the question as it was."""
        question = self.asked()
        variant = question.variant
        self._store.save_draft(variant.exercise.id, variant.seed, to_draft(kept), self._mode)
        self.question = replace(question, kept=kept)

    def forget_first_try(self) -> None:
        """Keep the question as if it had not been answered yet."""
        self.keep(replace(self.so_far(), first=None, first_at=None, entered={}))

    def active(self, utc_ms: int) -> None:
        """The learner has just done something."""
        self._clock = self._clock.active(utc_ms)

    def focus(self, utc_ms: int, *, focused: bool) -> None:
        """The terminal has gained or lost the focus; active time stops while it has none."""
        self._clock = self._clock.resumed(utc_ms) if focused else self._clock.stopped(utc_ms)
