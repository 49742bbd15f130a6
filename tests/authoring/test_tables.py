"""Hundreds of draws in one go: the same values as variants made one by one."""

import numpy as np

from tests.session.learner import COURSE
from trainer.authoring.lint.draws import draws
from trainer.authoring.lint.table import tables
from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.maths.judging.sampling import sample
from trainer.maths.values.evaluate import evaluate

BANK = load_bank([COURSE])
FORMULAS = [exercise for exercise in BANK.exercises.values() if exercise.template.parts]


def test_the_answers_of_a_table_are_those_of_the_variants():
    """For the first seeds, at every point, of every exercise whose answers are formulas."""
    for exercise in FORMULAS:
        for table in tables(exercise, seeds=3):
            for i, draw in enumerate(table.draws):
                variant = make_variant(exercise, draw.seed)
                points = sample(variant.names, frozenset(variant.names.variables) - exercise.at.keys())
                for part in variant.parts:
                    right = np.broadcast_to(
                        evaluate(part.reference, points), table.parts[part.name][i, 0].shape
                    )
                    np.testing.assert_allclose(table.parts[part.name][i, 0], right, rtol=1e-9)


def test_equal_draws_are_looked_at_once():
    """Two hundred seeds of a parameter with few values need few evaluations."""
    for exercise in FORMULAS:
        found = draws(exercise, 200)

        assert len({str(draw) for draw in found}) == len(found)
        assert [draw.seed for draw in found] == sorted(draw.seed for draw in found)
