"""Right and wrong solutions of real tasks, one per file, with the sentence that is said of each."""

from pathlib import Path

import pytest

from tests.grading.code import code_tasks
from trainer.grading.code import Fault, run_code
from trainer.maths.judging.verdict import Outcome

CORPUS = sorted((Path(__file__).parent / "solutions").glob("*.py.txt"))
SEED = 7
SLOWEST = 1.0  # seconds, with the start of the interpreter and of NumPy


def solution(name):
    return (Path(__file__).parent / "solutions" / f"{name}.py.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name.partition(".")[0])
def test_a_solution_is_judged(file):
    """Right ones are equal; wrong ones are different, in the sentence of their first line."""
    source = file.read_text(encoding="utf-8")
    says = source.partition("\n")[0].removeprefix("# says: ")
    task = getattr(code_tasks, file.name.partition("-")[0].upper())

    report = run_code(source, task, SEED)

    right = file.name.endswith("-right.py.txt")
    assert report.message == says
    assert report.outcome is (Outcome.EQUAL if right else Outcome.DIFFERENT)
    assert (report.passed == report.inputs) == right


def test_a_wrong_value_is_shown_with_its_input():
    """The first failing input, both values and the worst entry are in the report."""
    report = run_code(solution("dense_backward-mean_for_sum"), code_tasks.DENSE_BACKWARD, SEED)

    found = report.difference
    assert report.fault is Fault.VALUE
    assert found.result == "db"
    assert list(report.input) == ["dY", "X", "W"]
    assert found.given_entry == pytest.approx(found.expected_entry / 4)
    assert found.expected.startswith("[")


def test_a_wrong_slope_is_shown_with_its_block():
    """The parameter block, the worst entry, both slopes and the relative error are in the report."""
    report = run_code(solution("mean_square-no_two"), code_tasks.MEAN_SQUARE, SEED)

    found = report.gradient
    assert report.fault is Fault.GRADIENT
    assert (found.block, found.result, len(found.index)) == ("w", "dw", 1)
    assert found.numeric == pytest.approx(2 * found.analytic)
    assert found.relative_error == pytest.approx(0.5)


def test_prints_are_kept_as_text():
    """What a learner prints to find a mistake is shown, as it is."""
    report = run_code(
        "def softmax(Z):\n    print('[bold]ü', Z.shape)\n    return Z", code_tasks.SOFTMAX, SEED
    )

    assert report.output.splitlines()[0] == "[bold]ü (4, 3)"


def test_a_run_is_quick():
    """Two interpreters, NumPy, nine inputs and the judgement together stay within a second."""
    runs = [run_code(solution("sigmoid-right"), code_tasks.SIGMOID, SEED) for _ in range(3)]

    assert min(run.seconds for run in runs) <= SLOWEST


def test_a_source_of_any_text_is_only_unreadable():
    """Null characters, lone surrogates and endless texts are no exceptions."""
    for source in ("\0", "\ud800", "x" * 200_000, "(" * 90_000):
        report = run_code(source, code_tasks.SOFTMAX, SEED)

        assert (report.outcome, report.fault) == (Outcome.UNREADABLE, Fault.SYNTAX)


def test_the_call_that_raised_is_shown():
    """An exception comes with the arguments of its call; one while the source is read has none."""
    inside = run_code("def softmax(Z):\n    return Z / nothing", code_tasks.SOFTMAX, SEED)
    outside = run_code("nothing\n", code_tasks.SOFTMAX, SEED)

    assert (inside.fault, inside.line, list(inside.input)) == (Fault.RAISED, 2, ["Z"])
    assert (outside.fault, outside.line, outside.input) == (Fault.RAISED, 1, {})
