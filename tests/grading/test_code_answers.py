"""A code exercise from its formulas to the words about a learner's source."""

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.details import Code
from trainer.bank.variant import make_variant
from trainer.errors import AuthorError
from trainer.grading import grade
from trainer.grading.differences import disagreement
from trainer.maths.judging.verdict import Outcome

GOOD = Path(__file__).parents[1] / "bank" / "good"
BANK = load_bank([GOOD])
WRONG_SLOPE = (
    "import numpy as np\ndef scaled_slope(z, w):\n    u = {a} * w * z\n    return np.sum(u**2), 2 * u * w\n"
)


def _variant(name="scaled", seed=1):
    return make_variant(BANK.exercises[f"code/{name}"], seed)


def _verdict(source, name="scaled"):
    return grade(_variant(name), {"answer": source}).parts[0].verdict


@pytest.mark.parametrize("name", ["scaled", "called"])
def test_formulas_become_a_right_source_and_wrong_ones(name):
    """The reference and accepted forms run and are right; rejected ones are wrong in the author's words."""
    variant = _variant(name)

    for right in (variant.answers, *variant.accept):
        assert grade(variant, right).score == 1.0
    for form in variant.reject:
        found = grade(variant, form.texts)
        assert (found.outcome, found.parts[0].malrule) == (Outcome.DIFFERENT, "listed")
        assert found.parts[0].verdict.message.startswith(form.because)


def test_the_source_has_the_drawn_numbers_and_the_steps():
    """As a person would write it; the hidden variable is no parameter."""
    variant = _variant()
    a = variant.params["a"]
    detail = variant.detail

    assert isinstance(detail, Code)
    assert detail.starter.splitlines()[-2:] == ["def scaled_slope(z, w):", "    ..."]
    assert detail.source.splitlines()[3:] == [
        "def scaled_slope(z, w):",
        f"    u = {a} * w * z",
        "    y = np.sum(u**2)",
        f"    dz = {2 * a} * w * u",
        "    return y, dz",
    ]
    assert detail.source in variant.solution[-1]


def test_the_first_failing_input_is_shown_with_both_values_and_the_prints():
    """All of it as it is, between fences."""
    source = WRONG_SLOPE.format(a=_variant().params["a"]) + "print('[b]$x$')\n"

    message = _verdict(source).message

    assert message.startswith("On input 1, dz[")
    assert "z = [1, 2, 3]" in message
    assert "\nexpected = [" in message
    assert "\nyours = [" in message
    assert message.endswith("Your code printed:\n\n```\n[b]$x$\n```")


def test_prints_of_right_code_are_shown_too():
    """They are what the learner asked for."""
    assert "hello" in _verdict(_variant().answers["answer"] + "\nprint('hello')\n").message


@pytest.mark.parametrize("text", ["", "  \n", "import numpy as np\n\ndef scaled_slope(z, w):\n    ...\n"])
def test_code_that_is_not_begun_is_not_wrong(text):
    """Nor is it run."""
    found = _verdict(text)

    assert (found.outcome, found.message) == (Outcome.UNREADABLE, "nothing is written here yet")


def test_what_is_no_python_is_not_wrong_and_has_its_place():
    """The offset is that of the line."""
    found = _verdict("import numpy as np\ndef scaled_slope(z, w)\n    return 1, z\n")

    assert (found.outcome, found.offset) == (Outcome.UNREADABLE, len("import numpy as np\n"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("dz: 2 a w * u}\n", "dz: a w * u}\n", "is not the gradient of the loss"),
        ("y: sum(u^2)", "y: sum(ln(-u^2))", "no input was found"),
    ],
)
def test_a_wrong_formula_of_the_author_is_caught(tmp_path, old, new, says):
    """Before a learner sees it."""
    (tmp_path / "code.yaml").write_text((GOOD / "code.yaml").read_text().replace(old, new))
    exercise = load_bank([tmp_path]).exercises["code/scaled"]

    assert disagreement(_variant()) == ""
    assert says in disagreement(make_variant(exercise, 1))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("returns: {s: ", "returns: {np: ", "means something else"),
        ('{s: "grad(f, x)"}', '{s: "1 + grad(f, x)"}', "is a result on its own"),
        ('{answer: "2 grad(f, x)"', '{answer: "asec(x)"', "cannot be written in NumPy"),
    ],
)
def test_what_cannot_become_code_is_the_authors_fault(tmp_path, old, new, says):
    """With a sentence and the file."""
    (tmp_path / "code.yaml").write_text((GOOD / "code.yaml").read_text().replace(old, new))
    exercise = load_bank([tmp_path]).exercises["code/called"]

    with pytest.raises(AuthorError, match=says):
        make_variant(exercise, 1)
