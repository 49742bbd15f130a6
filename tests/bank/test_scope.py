"""Values are put into formulas so that what an author wrote stays what a learner reads."""

from __future__ import annotations

from fractions import Fraction

import pytest

from trainer.bank.scope import Scope, bound_names, has_operator
from trainer.maths.expr import Expr, Symbol, number, symbols
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.text import to_text

NAMES = Names.read(dict.fromkeys(["a", "b", "n", "w", "x", "y", "z", "L", "f", "c"], "real"))


def tree(text: str) -> Expr:
    return parse(text, NAMES)


def scope(**numbers: int | Fraction) -> Scope:
    return Scope({name: number(value) for name, value in numbers.items()})


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("a x", "2 x"),
        ("x^(n-1)", "x^2"),
        ("x^(n+1)/(n+1)", "x^4/4"),
        ("2 a n x", "12 x"),
        ("x + a + n", "x + 5"),
        ("x - a - n + y", "x - 5 + y"),
        ("b x + a", "-x + 2"),
        ("x + b y", "x - y"),
        ("a sqrt(n + b^2) x", "4 x"),
        ("2*3 x + 1 + 1", "2*3 x + 1 + 1"),
    ],
)
def test_what_the_parameters_decide_is_worked_out_and_the_rest_stays(formula: str, written: str) -> None:
    """With a = 2, b = -1, n = 3 (and no `2^1`, `3 - 1`, `+ -1` left over)."""
    found = scope(a=2, b=-1, n=3).put_in(tree(formula))

    assert to_text(found) == to_text(tree(written))


def test_a_given_that_is_a_number_is_used_as_that_number() -> None:
    """`c: a b` is shown as 6, not as 2·3."""
    here = scope(a=2, b=3)

    assert here.define("c", tree("a b")) == number(6)
    assert to_text(here.put_in(tree("c x"))) == to_text(tree("6 x"))


def test_a_derivative_is_taken_before_the_value_of_its_variable_is_put_in() -> None:
    """d/dw (2w - y)^2 at w = 5, y = 3 is 2·(10 - 3)·2 = 28."""
    here = scope()
    for name, formula in [("w", "5"), ("y", "3"), ("L", "(2 w - y)^2")]:
        here.define(name, tree(formula))

    assert here.put_in(tree("diff(L, w)")) == number(28)


def test_a_bound_index_is_not_the_parameter_of_the_same_name() -> None:
    """The i of a sum belongs to the sum."""
    found = Scope({"n": number(3)}).put_in(parse("sum(n^2, n, 1, 4)", NAMES))

    assert found == parse("sum(n^2, n, 1, 4)", NAMES)


def test_a_step_stays_a_name_but_operators_see_through_it() -> None:
    """Carried errors need the name; the derivative needs the formula behind it."""
    here = scope(a=2)
    here.add_step("z", tree("a x"))

    assert "z" in symbols(here.put_in(tree("z + 1")))
    assert here.put_in(tree("diff(z^2, x)")) == here.put_in(tree("diff((a x)^2, x)"))


def test_a_function_of_a_variable_keeps_it_where_it_has_a_value() -> None:
    """The derivation shown to the learner is in w, not in 5."""
    here = scope(a=2)
    here.define("w", tree("5"))
    here.define("L", tree("a w^2"))

    assert to_text(here.inside(Symbol("L"), "w")) == to_text(tree("2 w^2"))


def test_operators_are_told_from_functions() -> None:
    """`sum` binds an index only when it has one."""
    assert bound_names(tree("diff(x^2, x)")) == {"x"}
    assert bound_names(tree("sin(x)")) == frozenset()
    assert has_operator(tree("1 + integral(x, x, 0, 1)"))
    assert not has_operator(tree("x^2 + sin(x)"))
