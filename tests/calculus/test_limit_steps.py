"""The next step of a limit is read off the form of its function, all the way to where it can be let go."""

from __future__ import annotations

import pytest
import sympy
from calculus_oracles import by_sympy

from trainer.calculus.limit_steps import limit_hints
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

NAMES = Names.read({"x": "real", "h": "nonzero"})


def _hints(body: str, goal: str = "0") -> tuple[str, ...]:
    return limit_hints(parse(f"limit({body}, h, {goal})", NAMES))


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ("(7 (x + h)^2 - 7 x^2)/h", "Expand $(x + h)^{2}$"),
        ("(7 (x^2 + 2 x h + h^2) - 7 x^2)/h", "Multiply out"),
        ("(7 x^2 + 14 x h + 7 h^2 - 7 x^2)/h", "Above the bar, the terms that are not 0"),
        ("(14 x h + 7 h^2)/h", "Every term above the bar has a factor $h$"),
        ("7 h (2 x + h)/h", "The factor $h$ stands above and below"),
        ("14 x + 7 h", "Nothing is in the way"),
        ("14 x h/h + 7 h^2/h", "In the term"),
        ("(5/(x + h) - 5/x)/h", "Bring the fractions above the bar to one denominator"),
        ("((5 x - 5 (x + h))/(x (x + h)))/h", "Multiply out"),
        ("-5 h/(h x (x + h))", "The factor $h$ stands above and below"),
        ("(3 sqrt(x + h) - 3 sqrt(x))/h", "A difference of roots"),
        ("3 (x + h - x)/(h (sqrt(x + h) + sqrt(x)))", "Above the bar, the terms that are not 0"),
        ("3/(sqrt(x + h) + sqrt(x))", "Nothing is in the way"),
        ("(e^(x + h) - e^x)/h", "At $h = 0$, 0 stands above and below"),
        ("1/h", "At $h = 0$ only the denominator is 0"),
        ("x^2", "$x^{2}$ does not depend on $h$"),
    ],
)
def test_each_form_has_its_next_step(body: str, start: str) -> None:
    """From the quotient as it is put down to the moment in which h may go."""
    assert _hints(body)[0].startswith(start)


@pytest.mark.parametrize("power", ["(x + h)^2", "(x - h)^3", "(x + 2 h)^4"])
def test_a_power_is_written_out_as_sympy_expands_it(power: str) -> None:
    """The second hint of expanding is an identity."""
    left, right = _hints(f"({power} - x^{power[-1]})/h")[1].strip("$").split(" = ")

    gap = by_sympy(parse(left, NAMES)) - by_sympy(parse(right, NAMES))
    assert sympy.expand(gap) == 0


@pytest.mark.parametrize("body", ["(x^2 h + h^3)/h", "(sin(h) + x h)/h"])
def test_dividing_shows_one_term(body: str) -> None:
    """Of a sum in which every term vanishes."""
    first, second = _hints(body)

    assert "Divide by it" in first
    assert second.startswith("For example")


@pytest.mark.parametrize("goal", ["2", "inf", "x"])
def test_any_goal_has_a_hint(goal: str) -> None:
    """Also one that is no number, and infinity."""
    assert all(hint.strip() for hint in _hints("(h^2 - 4)/(h - 2)", goal))


def test_at_infinity_nothing_is_put_in() -> None:
    """Infinity is no number."""
    assert "grows fastest" in _hints("(3 h + 1)/(h + 2)", "inf")[0]
