"""Which hint comes next: the next of the exercise, or in a derivation the next from the last right line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trainer.session.views import Question

FROM_THE_LINES: Final = frozenset({"derivation"})
"""The kinds whose hints depend on what is written; whether there is one shows only when it is asked for."""


def may_have_more(question: Question) -> bool:
    """Whether asking for a hint can bring one."""
    return question.hints_left > 0 or question.variant.exercise.kind in FROM_THE_LINES


def with_next_hint(question: Question) -> Question | None:
    """The question with one more hint shown and counted; None where there is none from here.

    May take as long as checking what is written does.
    """
    kept = question.kept
    if question.variant.exercise.kind not in FROM_THE_LINES:
        more = question.hints_left > 0
        return replace(question, kept=replace(kept, hints=kept.hints + 1)) if more else None
    from trainer.grading.next_hints import next_hints

    found = next_hints(question.variant, kept.texts.get(question.variant.parts[0].name, ""))
    hint = found.next(question.hints)
    if hint is None:
        return None
    told = (*question.hints, hint)
    return replace(question, kept=replace(kept, hints=kept.hints + 1, told=told), ahead=found.left(told))
