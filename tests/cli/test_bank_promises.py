"""Every exercise that is shipped keeps its promises."""

import pytest

from trainer.bank import load_bank
from trainer.cli.proofs import prove_exercise
from trainer.paths import exercises_folder

BANK = load_bank([exercises_folder()])


def test_the_shipped_bank_has_no_faults():
    """Every file can be read, and every prerequisite exists."""
    assert BANK.faults == ()


@pytest.mark.parametrize("exercise", BANK.exercises)
def test_references_and_accepted_forms_are_right_and_rejected_forms_wrong(exercise):
    """On several seeds, whatever the exercise lists is graded as listed."""
    errors, _ = prove_exercise(BANK.exercises[exercise], seeds=3)

    assert errors == []
