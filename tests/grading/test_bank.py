"""The shipped bank grades itself: references and accepted forms right, rejected forms wrong with feedback."""

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.maths.judging.verdict import Outcome
from trainer.paths import exercises_folder

SEEDS = range(3)
BANK = load_bank([exercises_folder()])


def test_the_bank_loads_without_faults():
    """Every file is sound, and the promised size is there."""
    assert BANK.faults == ()
    assert len(BANK.skills) >= 14
    assert len(BANK.exercises) >= 45


@pytest.mark.parametrize("name", BANK.exercises)
def test_an_exercise_grades_itself(name):
    """For several seeds: reference and accepted forms are equal, rejected ones different and explained."""
    exercise = BANK.exercises[name]
    is_code = exercise.kind == "code"  # a run takes a fifth of a second
    for seed in SEEDS[:1] if is_code else SEEDS:
        variant = make_variant(exercise, seed)
        assert len(variant.accept) >= 2 or is_code
        assert variant.reject
        reference = variant.answers
        assert variant.hints
        assert variant.solution
        for right in (reference, *variant.accept):
            found = grade(variant, right)
            assert (found.outcome, found.score) == (Outcome.EQUAL, 1.0), (seed, right, found)
        for form in variant.reject:
            found = grade(variant, {**reference, **form.texts})
            assert found.outcome is Outcome.DIFFERENT, (seed, form)
            assert any(part.malrule for part in found.parts) or exercise.kind == "order", (seed, form)
