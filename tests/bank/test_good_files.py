"""Files that show every key and kind load without a fault and give sound variants."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from trainer.bank import formula_faults, load_bank
from trainer.bank.variant import Variant, make_variant
from trainer.maths.judging.sampling import sample
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

GOOD = Path(__file__).parent / "good"
BANK = load_bank([GOOD])
SEEDS = range(12)


def test_nothing_is_wrong_with_the_good_files() -> None:
    """Apart from the prerequisite that lives in another folder."""
    assert [fault.message for fault in BANK.faults] == ["chain-rule requires the unknown skill 'power-rule'"]
    assert formula_faults(BANK) == ()


def test_every_kind_occurs() -> None:
    """A new kind without a good file would be untested here."""
    from trainer.bank.parts import BUILDERS

    assert {exercise.kind for exercise in BANK.exercises.values()} == set(BUILDERS)


NO_FORMULAS = ("choice", "order", "derivation", "code")
FORMULAS = [exercise for exercise in BANK.exercises.values() if exercise.kind not in NO_FORMULAS]


@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda exercise: exercise.id)
def test_accepted_texts_have_the_value_of_the_reference(exercise: object) -> None:
    """Checked by evaluation at sampled points, independent of how references were made."""
    for variant in _variants(exercise):
        for form in variant.accept:
            assert form.keys() == {part.name for part in variant.parts}
            for part in variant.parts:
                _assert_same(form[part.name], part.reference, variant)


@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda exercise: exercise.id)
def test_rejected_texts_can_be_typed_and_name_parts_of_the_variant(exercise: object) -> None:
    """They are shown to authors and graded like a learner's."""
    for variant in _variants(exercise):
        for form in variant.reject:
            assert form.because
            assert form.texts.keys() <= {part.name for part in variant.parts}
            for text in form.texts.values():
                parse(text, variant.names)


@pytest.mark.parametrize("exercise", BANK.exercises.values(), ids=lambda exercise: exercise.id)
def test_nothing_of_the_template_is_left_in_what_a_learner_reads(exercise: object) -> None:
    """No placeholder, no operator, no parameter letter in a reference."""
    for variant in _variants(exercise):
        for text in (variant.prompt, *variant.hints, *variant.solution):
            assert "{f}" not in text
            assert "{a}" not in text
        for part in variant.parts:
            assert part.value is not None or variant.exercise.kind not in ("number", "trace")
            assert part.value is None or math.isfinite(part.value)


def _variants(exercise: object) -> list[Variant]:
    return [make_variant(exercise, seed) for seed in SEEDS]  # type: ignore[arg-type]


def _assert_same(text: str, reference: object, variant: Variant) -> None:
    import numpy as np

    points = sample(variant.names, frozenset(variant.names.variables))
    typed = evaluate(parse(text, variant.names), points)
    right = evaluate(reference, points)  # type: ignore[arg-type]
    both = np.isfinite(typed) & np.isfinite(right)
    assert both.any()
    np.testing.assert_allclose(np.where(both, typed, 0.0), np.where(both, right, 0.0), rtol=1e-9, atol=1e-300)
