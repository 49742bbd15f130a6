"""A limit that does not exist is told from one that does, by values alone; SymPy is the oracle."""

from __future__ import annotations

import pytest
import sympy
from calculus_oracles import by_sympy

from trainer.calculus.limits import missing_limit, settled_value
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

NAMES = Names.read({"x": "real", "h": "nonzero"})
H, X = sympy.symbols("h x", real=True)

MISSING = [
    "1/h",
    "-1/h^2",
    "x^2/h",
    "(2 x h + h^2)/h^2",
    "abs(h)/h",
    "sign(h) x",
    "ln(h^2)",
    "ln(ln(1/h^2))",
    "sin(1/h)",
    "cos(1/h)/h",
    "abs(h)^(-1/2)",
    "1/sin(h)",
    "(1/(x + h) + 1/x)/h",
    "sqrt(h^2)/h^2",
]
EXISTING = [
    "((x + h)^2 - x^2)/h",
    "(1/(x + h) - 1/x)/h",
    "(e^(x + h) - e^x)/h",
    "((x + h)^5 - x^5)/h",
    "(sin(x + h) - 2 sin(x) + sin(x - h))/h^2",
    "h ln(h^2)",
    "h sin(1/h)",
    "1/ln(h^2)",
    "1/ln(ln(1/h^2))",
    "abs(h)^(1/9)",
    "x/(sqrt(h^2) + 1e-8)",
    "sin(x h)/h",
    "(1 - cos(h))/h^2",
    "(sin(h)^2 + cos(h)^2 - 1)/h^4",
    "(h^2 - 2 h)/h",
    "0/h",
]


@pytest.mark.parametrize("body", MISSING)
def test_a_limit_that_does_not_exist_is_found(body: str) -> None:
    """Unbounded, different on both sides, or swinging: a sentence says which."""
    found = missing_limit(parse(f"3 limit({body}, h, 0)", NAMES), NAMES)

    assert found is not None
    assert "does not exist" in found.sentence


@pytest.mark.parametrize("body", MISSING)
def test_what_is_found_missing_sympy_finds_missing_too(body: str) -> None:
    """Its two one-sided limits differ, are infinite, or are a range."""
    ends = [sympy.limit(by_sympy(parse(body, NAMES)).subs(X, 2), H, 0, sign) for sign in "-+"]

    assert ends[0] != ends[1] or ends[0].is_infinite or isinstance(ends[0], sympy.AccumBounds)


@pytest.mark.parametrize("body", EXISTING)
def test_a_limit_that_exists_is_never_refused(body: str) -> None:
    """However slowly it is reached, and whatever rounding does to its quotient."""
    assert missing_limit(parse(f"limit({body}, h, 0)", NAMES), NAMES) is None


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("limit(((x + h)^3 - x^3)/h, h, 0)", 1.5, 6.75),
        ("1 + limit(sin(x h)/h, h, 0)", 2.0, 3.0),
        ("limit((x n + 1)/(n + 2), n, inf)", 1.5, 1.5),
        ("limit(abs(h)/h, h, 0, 1)", 0.5, 1.0),
        ("limit(abs(h)/h, h, 0)", 0.5, None),
        ("limit(1/ln(h^2), h, 0)", 0.5, None),
        ("diff(x^2, x) + limit(h, h, 0)", 0.5, None),
    ],
)
def test_a_settled_value_is_the_limit_or_is_not_told(text: str, x: float, expected: float | None) -> None:
    """Known limits; what settles too slowly to be sure has no value here."""
    names = NAMES.extended({"n": NAMES.domain("x")})

    found = settled_value(parse(text, names), {"x": x}, names)

    assert found == (None if expected is None else pytest.approx(expected, rel=1e-12))


def test_a_declared_domain_leaves_only_its_side() -> None:
    """From the right alone, |h|/h settles at 1."""
    positive = Names.read({"h": "positive"})

    assert missing_limit(parse("limit(abs(h)/h, h, 0)", positive), positive) is None
    assert missing_limit(parse("limit(1/h, h, 0)", positive), positive) is not None


def test_numbers_that_could_hide_the_end_are_not_judged() -> None:
    """Next to 1e-30 the values say nothing about the limit."""
    assert missing_limit(parse("limit(1/(h^2 + 1e-30), h, 0)", NAMES), NAMES) is None
