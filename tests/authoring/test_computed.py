"""Listed forms of code that are judged without a program: the same grades as the programs get."""

import pytest

from trainer.authoring.lint.computed import computed
from trainer.authoring.scaffold import models
from trainer.bank.reading import read_file
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.maths.judging.verdict import Outcome

TEXT = models()["code"].text.replace("SKILL ", "means ")
"""The model: two right forms, two wrong ones with their words."""


def variant_of(text, file):
    (exercise,) = read_file(text.encode(), file).exercises
    return make_variant(exercise, 0)


@pytest.mark.parametrize("which", [0, 3])
def test_a_form_gets_the_grade_of_its_program(which, tmp_path):
    """The outcome, and to a wrong one its own words first."""
    variant = variant_of(TEXT, tmp_path / "means.yaml")
    forms = [*variant.accept, *(form.texts for form in variant.reject)]

    found = computed(variant)[which].parts[0].verdict
    run = grade(variant, forms[which]).parts[0].verdict

    assert found.outcome is run.outcome
    assert found.outcome is Outcome.EQUAL or run.message.startswith(found.message)


def test_what_needs_a_program_is_left_to_one(tmp_path):
    """A form over a variable that the code is not given has values, but no program."""
    text = TEXT.replace("    returns:", "    hidden: [t]\n    returns:").replace("t: 4}", "t: 4, z: 4}")
    text = text.replace("loss: mean((y - t)^2)\n      slope: 2/4 (y - t)", "loss: sum(y)\n      slope: z")

    found = computed(variant_of(text, tmp_path / "means.yaml"))

    assert found == [None] * 4
