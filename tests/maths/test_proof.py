"""Proof attempts: SymPy proves what sampling cannot reach, and a late worker is killed and replaced."""

import sys
import time

import pytest

from trainer.grading import compare_texts
from trainer.maths.judging.verdict import Evidence, Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.symbolic.proof import prove

NAMES = Names.read({"x": "real", "n": "positive"})


def _ask(answer, reference, seconds=30.0):
    return prove(parse(answer, NAMES), parse(reference, NAMES), NAMES, seconds)


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("sin(x)^2", "1 - cos(x)^2", Outcome.EQUAL),
        ("gamma(n+1)/gamma(n)", "n", Outcome.EQUAL),
        ("2", "3", Outcome.DIFFERENT),
        ("erf(x)", "x", None),
    ],
)
def test_what_sympy_can_show_is_shown(answer, reference, outcome):
    """Equal, different by a number, or no opinion."""
    assert _ask(answer, reference) is outcome


def test_a_late_worker_is_killed_and_the_next_question_answered():
    """The budget holds even while SymPy is busy, and nothing of the late attempt is left over."""
    started = time.monotonic()
    assert _ask("(sin(x)+cos(2x)+tan(3x)+exp(x)+x)^40/(1+x+x^2)^30", "x", seconds=0.05) is None
    assert time.monotonic() - started < 5

    assert _ask("2x", "x + x") is Outcome.EQUAL


def test_a_value_beyond_all_bounds_is_left_to_the_proof():
    """Where no number can be computed, a proof still decides, and this process never imports SymPy for it."""
    _ask("x", "x")  # the worker is ready

    verdict = compare_texts(
        "exp(exp(exp(x+20)+20)+20)*2", "2*exp(exp(e^20*e^x+20)+20)", Names.read({"x": "(5, 6)"})
    )

    assert verdict.outcome is Outcome.EQUAL, verdict
    assert verdict.evidence is Evidence.PROVED


def test_the_judge_itself_does_not_import_sympy():
    """SymPy lives in the worker."""
    import subprocess

    program = (
        "from trainer.grading import compare_texts; from trainer.maths.names import Names; import sys;"
        "compare_texts('sin(2x)', '2 sin x cos x', Names.read({'x': 'real'}));"
        "print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
