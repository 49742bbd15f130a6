"""Where a difference is told: at points that a learner can put in by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading import compare_texts
from trainer.maths.domains import NAMED
from trainer.maths.judging.plain_points import plain_points
from trainer.maths.judging.verdict import Witness
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse


@given(st.dictionaries(st.sampled_from("abxyz"), st.sampled_from(sorted(NAMED)), min_size=1))
def test_a_plain_point_lies_in_the_domain_of_every_variable(declared):
    """It has one number for each variable."""
    names = Names.read(declared)

    for point in plain_points(names, tuple(declared)):
        assert point.keys() == declared.keys()
        assert all(names.domain(name).contains(value) for name, value in point.items())


def test_a_plain_point_keeps_what_is_assumed():
    """Where a < b is assumed there are such points; where b < a is, none of those is taken."""
    free = Names.read({"a": "real", "b": "real"})
    rising, falling = (free.assuming(parse(text, free)) for text in ("a < b", "b < a"))

    found = list(plain_points(rising, ("a", "b")))

    assert found
    assert all(point["a"] < point["b"] for point in found)
    assert not any(point["a"] < point["b"] for point in plain_points(falling, ("a", "b")))


@pytest.mark.parametrize(
    ("answer", "reference", "domain", "told"),
    [
        ("56x^6", "56x^7", "real", "at x = 2 your answer gives 3584, the right one 7168"),
        ("-x", "x", "negative", "at x = −2 your answer gives 2, the right one −2"),
        ("p", "p^2", "unit", "at p = 0.5 your answer gives 0.5, the right one 0.25"),
        ("x/(x-2)", "1/(x+2)", "real", "at x = 3 your answer gives 3, the right one 0.2"),
    ],
)
def test_a_difference_is_told_at_a_small_number(answer, reference, domain, told):
    """Where the first one shows nothing, as 0 in a denominator, the second one does."""
    name = "p" if domain == "unit" else "x"

    verdict = compare_texts(answer, reference, Names.read({name: domain}))

    assert str(verdict.witness) == told


@pytest.mark.parametrize(
    ("point", "told"),
    [
        (
            {"arrays": "random", "entry": "1, 2"},
            "with arrays drawn at random, entry 1, 2 of your answer is 3, ",
        ),
        ({"arrays": "random"}, "with arrays drawn at random, your answer gives 3, "),
        ({"entry": "2"}, "entry 2 of your answer is 3, "),
    ],
)
def test_a_difference_between_arrays_says_where_their_numbers_come_from(point, told):
    """Nobody can put them in by hand."""
    assert str(Witness(point, "3", "-4")).startswith(told)
    assert str(Witness(point, "3", "-4")).endswith("the right one −4" if "entry" not in point else "−4")
