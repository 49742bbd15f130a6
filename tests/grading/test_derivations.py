"""Derivations: what follows from what, limits that do not exist, hints that go on from what is written."""

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.links import follows
from trainer.grading.next_hints import next_hints
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.session.feedback import summed_up

BANK = load_bank([Path(__file__).parents[2] / "exercises" / "01-foundations"])
RULES = load_bank([Path(__file__).parents[2] / "exercises" / "02-rules" / "chain-rule-mixed.yaml"])
NAMES = Names.read({"x": "real", "h": "nonzero"})
SQUARE = "limit(((x + h)^2 - x^2)/h, h, 0)"


def _follows(line, before):
    return follows(parse(line, NAMES), parse(before, NAMES), NAMES)


def _variant(name, seed=1):
    bank = RULES if name.startswith("chain") else BANK
    return make_variant(bank.exercises[name], seed)


def _square(text):
    """The square of the bank with its number put in for `a`."""
    variant = _variant("derivative-from-definition/square")
    return variant, text.replace("a", str(variant.params["a"]))


@pytest.mark.parametrize(
    "line",
    [
        "limit(1/h, h, 0)",
        "limit((x + h)^2/h, h, 0) - limit(x^2/h, h, 0)",
        "limit(abs(h)/h, h, 0)",
        "limit(e^(1/h), h, 0)",
        "2 x limit(sin(1/h), h, 0)",
    ],
)
def test_a_line_with_a_limit_that_does_not_exist_is_different(line):
    """Whatever stood before it had a value; the sentence says what is wrong with this one."""
    found = _follows(line, SQUARE)

    assert found.outcome is Outcome.DIFFERENT
    assert "does not exist" in found.message


def test_a_split_into_pieces_without_limits_is_said_to_be_one():
    """The usual slip: each piece of the quotient by itself."""
    found = _follows("limit((x + h)^2/h, h, 0) - limit(x^2/h, h, 0)", SQUARE)

    assert "only where every piece has one" in found.message


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("limit(2x + h, h, 0)", Outcome.EQUAL),
        ("limit(2x, h, 0) + limit(h, h, 0)", Outcome.EQUAL),
        ("limit(2x + 3h, h, 0) + limit(h ln(h^2), h, 0)", Outcome.EQUAL),
        ("limit(2x + h + 1, h, 0)", Outcome.DIFFERENT),
        ("limit(x sin(2 h)/h, h, 0)", Outcome.EQUAL),
        ("limit(x erf(h)/h, h, 0)", Outcome.DIFFERENT),
    ],
)
def test_a_line_whose_limits_exist_is_judged_by_their_values(line, outcome):
    """Term by term is right where every term has a limit; erf(h)/h goes to 2/sqrt(pi), and not to 2."""
    assert _follows(line, SQUARE).outcome is outcome


def test_a_value_does_not_follow_from_a_line_without_one():
    """The lines after the bad one are judged from it, even if they are right by themselves."""
    variant, _ = _square("")
    right = variant.answers["answer"].split("\n")[-1]

    found = grade(variant, {"answer": f"limit(1/h, h, 0)\nlimit(1/h, h, 0)\n{right}"}).parts[0]

    assert [line.outcome for line in found.lines] == [Outcome.DIFFERENT, Outcome.EQUAL, Outcome.DIFFERENT]
    assert "Line 1 does not follow from the question" in found.verdict.message


@pytest.mark.parametrize("name", ["square", "parabola", "cube", "reciprocal", "square-root"])
def test_first_principles_end_to_end(name):
    """A full way is right; its last line alone is right but unshown; a slip is marked where it stands."""
    variant = _variant(f"derivative-from-definition/{name}", seed=7)
    lines = variant.answers["answer"].split("\n")
    slip = [lines[0], *[f"{line} + 1" for line in lines[1:]]]

    full = grade(variant, variant.answers)
    bare = grade(variant, {"answer": lines[-1]}).parts[0]
    slipped = grade(variant, {"answer": "\n".join(slip)}).parts[0]

    assert full.outcome is Outcome.EQUAL
    assert (bare.verdict.detail, bare.score) == ("not-shown", 0.5)
    assert "write the steps" in bare.verdict.message
    assert summed_up(grade(variant, {"answer": lines[-1]})) == "Right, but not shown"
    assert [line.outcome is Outcome.EQUAL for line in slipped.lines] == [
        True,
        False,
        *[True] * (len(lines) - 2),
    ]


# -- hints ------------------------------------------------------------------------------------------------


def _told(variant, text):
    told = []
    while (hint := next_hints(variant, text).next(told)) is not None:
        told.append(hint)
    return told


def test_without_a_line_the_authors_hints_come_in_their_order():
    """As they always did."""
    variant, _ = _square("")

    assert _told(variant, "") == list(variant.hints)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("limit((a (x^2 + 2 x h + h^2) - a x^2)/h, h, 0)", "From line 1: Multiply out"),
        ("limit((2 a x h + a h^2)/h, h, 0)", "From line 1: Every term above the bar has a factor $h$"),
        ("limit(a h (2 x + h)/h, h, 0)", "From line 1: The factor $h$ stands above and below the bar"),
        ("limit((2 a x h + a h^2)/h, h, 0)\nlimit(2 a x + a h, h, 0)", "From line 2: Nothing is in the way"),
        ("limit(2 a x h +", "Expand"),
        ("limit((2 a x h + a h^2)/h, h, 0)\nlimit(a x + a h, h, 0)", "Line 2 does not follow from line 1."),
    ],
)
def test_a_hint_goes_on_from_the_last_right_line(text, first):
    """Whichever way was taken; what cannot be read is no line yet."""
    variant, typed = _square(text.replace("2 a x", "a x*2"))

    told = _told(variant, typed)

    assert told[0].startswith(first)
    assert len(set(told)) == len(told)


def test_an_authors_hint_that_is_behind_the_learner_is_skipped():
    """The square is expanded already, so nobody is told to expand it."""
    variant, typed = _square("limit((a x*2 h + a h^2)/h, h, 0)")

    told = _told(variant, typed)

    assert not any(hint.endswith(variant.hints[0]) for hint in told)
    assert told[-1].endswith(variant.hints[2])


def test_the_rule_of_the_first_derivative_that_is_left_is_named():
    """After the product rule the first factor's chain rule comes, after that the second's."""
    variant = _variant("chain-rule-mixed/damped-wave")
    a, b = variant.params["a"], variant.params["b"]
    split = f"diff(e^(-{a} x), x) sin({b} x) + e^(-{a} x) diff(sin({b} x), x)"
    half = f"-{a} e^(-{a} x) sin({b} x) + e^(-{a} x) diff(sin({b} x), x)"

    first, second = (next_hints(variant, text).next([]) for text in (split, f"{split}\n{half}"))

    assert f"inner function $u = -{a} x$" in first
    assert f"inner function $u = {b} x$" in second


def test_at_the_end_the_learner_is_sent_to_check_or_back_to_the_way():
    """With enough lines nothing is left; with too few the way is missing."""
    variant = _variant("derivative-from-definition/reciprocal")
    lines = variant.answers["answer"].split("\n")

    assert "check your lines" in _told(variant, "\n".join(lines))[0]
    assert "2 lines more" in next_hints(variant, lines[-1]).next([])


@pytest.mark.parametrize("name", ["square", "parabola", "cube", "reciprocal", "square-root"])
def test_no_hint_from_a_line_gives_the_result_away(name):
    """The last line of the right way stands in none of them."""
    from trainer.maths.drawing.tex import to_tex

    variant = _variant(f"derivative-from-definition/{name}", seed=3)
    lines = variant.answers["answer"].split("\n")
    result = f"= {to_tex(variant.parts[0].reference)}$"

    told = [hint for i in range(len(lines)) for hint in _told(variant, "\n".join(lines[:i]))]

    assert len(told) > len(lines)
    assert not any(result in hint for hint in told)
