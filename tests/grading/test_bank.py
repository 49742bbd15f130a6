"""The shipped bank grades itself: references and accepted forms right, rejected forms wrong with feedback."""

import pytest

from tests.shipped import BANK
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.maths.judging.verdict import Outcome

SEEDS = (1, 2)
"""What `trainer check` looks at is seed 0, of code too; tests/cli/test_bank_promises.py holds it."""


def test_the_bank_loads_without_faults():
    """Every file is sound, and the promised size is there."""
    assert BANK.faults == ()
    assert len(BANK.skills) >= 84
    assert len(BANK.exercises) >= 390


@pytest.mark.parametrize("skill", BANK.skills)
def test_a_skill_grades_itself(skill):
    """For several seeds: reference and accepted forms are equal, rejected ones different and explained."""
    for name in BANK.skills[skill].exercises:
        exercise = BANK.exercises[name]
        is_code = exercise.kind == "code"  # a program for each answer: those of seed 0 are enough
        for seed in SEEDS:
            variant = make_variant(exercise, seed)
            assert len(variant.accept) >= 2 or is_code, name
            assert variant.reject, name
            assert variant.hints, name
            assert variant.solution, name
            if not is_code:
                _grades_itself(variant)


def _grades_itself(variant):
    place, reference = (variant.exercise.id, variant.seed), variant.answers
    for right in (reference, *variant.accept):
        found = grade(variant, right)
        assert (found.outcome, found.score) == (Outcome.EQUAL, 1.0), (place, right, found)
    for form in variant.reject:
        found = grade(variant, {**reference, **form.texts})
        assert found.outcome is Outcome.DIFFERENT, (place, form)
        assert any(part.malrule for part in found.parts) or variant.exercise.kind == "order", (place, form)
