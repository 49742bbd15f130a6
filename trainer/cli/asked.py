"""One question by the id of its exercise and a seed, as `show` and `answer` ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.cli.chosen import Settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.bank.variant import Variant


def variant_of(chosen: Settings, exercise: str, seed: int) -> Variant:
    """The variant; TrainerError (with the nearest ids) if the exercise is unknown, AuthorError if broken."""
    from trainer.bank.variant import make_variant

    bank = chosen.bank()
    found = bank.exercises.get(exercise)
    if found is None:
        raise TrainerError(f"There is no exercise {exercise!r}{_nearest(exercise, list(bank.exercises))}.")
    return make_variant(found, seed)


def _nearest(exercise: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(exercise, known, n=3, cutoff=0.5)
    near = near or [other for other in known if exercise in other][:3]
    return f"; did you mean {' or '.join(near)}?".removesuffix("?") + "?" if near else ""
