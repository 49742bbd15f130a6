"""Operators give what SymPy and hand calculation give."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
from calculus_oracles import assert_agree, by_sympy, read, values

from trainer.calculus.resolve import resolve
from trainer.errors import TrainerError
from trainer.maths.text import to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diff(x^3, x)", "3x^2"),
        ("diff(x^3, x, 2)", "6x"),
        ("diff(x^3, x, 0)", "x^3"),
        ("diff(x^2 y^3, x)", "2x y^3"),
        ("2 diff(x^2, x) + 1", "2*(2x) + 1"),
        ("diff(diff(x^3 y, x), y)", "3x^2"),
        ("diff(integral(sin(t^2), t, 0, x^2), x)", "2x sin(x^4)"),
        ("grad(x^2 y, [x, y])", "[2x y, x^2]"),
        ("grad(norm([x, y])^2, [x, y])", "[2x, 2y]"),
        ("jacobian([x y, x + y], [x, y])", "[[y, x], [1, 1]]"),
        ("hessian(x^2 y + y^3, [x, y])", "[[2y, 2x], [2x, 6y]]"),
        ("sum(i^2, i, 1, 4)", "30"),
        ("sum(x^i/i, i, 1, 3)", "x + x^2/2 + x^3/3"),
        ("sum(i, i, 3, 2)", "0"),
        ("diff(sum((x - i)^2, i, 1, 3), x)", "6x - 12"),
        ("taylor(e^x, x, 0, 3)", "1 + x + x^2/2 + x^3/6"),
        ("taylor(sin(x), x, 0, 5)", "x - x^3/6 + x^5/120"),
        ("taylor(ln(x), x, 1, 2)", "(x - 1) - (x - 1)^2/2"),
        ("taylor(sigmoid(x), x, 0, 1)", "1/2 + x/4"),
        ("taylor(cos(x), x, 0, 1)", "1"),
    ],
)
def test_an_operator_gives_its_tidied_result(text: str, expected: str) -> None:
    """Derivatives, gradients, finite sums and Taylor polynomials, by the rules of this package."""
    assert to_text(resolve(read(text))) == to_text(read(expected))


@pytest.mark.parametrize(
    "f", ["e^x cos(x)", "ln(1 + x)", "1/(1 - x)", "tanh(x)", "sqrt(1 + x)", "x e^(-x^2)", "atan(x)"]
)
def test_a_taylor_polynomial_is_the_one_of_sympy(f: str) -> None:
    """Degree five about 0, compared as polynomials."""
    x = sympy.Symbol("x", real=True)

    ours = by_sympy(resolve(read(f"taylor({f}, x, 0, 5)")))

    theirs = sympy.series(by_sympy(read(f)), x, 0, 6).removeO()
    assert sympy.expand(ours - theirs) == 0


@pytest.mark.parametrize("f", ["ln(x^2 + y^2)", "e^(x y)", "sigmoid(x y)", "x/(x + y)"])
def test_a_hessian_is_symmetric_and_the_one_of_sympy(f: str) -> None:
    """Second derivatives in every order of the variables."""
    names = sympy.symbols("x y", real=True)

    rows = [row.items for row in resolve(read(f"hessian({f}, [x, y])")).items]

    theirs = sympy.hessian(by_sympy(read(f)), names)
    point = {names[0]: sympy.Rational(3, 7), names[1]: sympy.Rational(5, 3)}
    gaps = [(by_sympy(rows[i][j]) - theirs[i, j]).subs(point).evalf(30) for i in (0, 1) for j in (0, 1)]
    assert all(abs(gap) < 1e-20 for gap in gaps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("integral(3x^2, x)", "x^3"),
        ("integral(1/x, x, 1, 2)", "ln(2)"),
        ("integral(e^(-x), x, 0, inf)", "1"),
        ("integral(x y, y, 0, 2)", "2x"),
        ("limit(sin(h)/h, h, 0)", "1"),
        ("limit(((x + h)^2 - x^2)/h, h, 0)", "2x"),
        ("limit((1 + 1/n)^n, n, inf)", "e"),
        ("limit((3n + 1)/(2n), n, inf)", "3/2"),
        ("limit(1/h, h, 0, 1)", "inf"),
        ("sum(i, i, 1, n)", "n(n + 1)/2"),
    ],
)
def test_integrals_limits_and_long_sums_have_closed_forms(text: str, expected: str) -> None:
    """What SymPy finds, read back into the language."""
    found = resolve(read(text))

    points = {"x": [0.4, 1.7], "n": [3.0, 8.0]}
    assert_agree(values(found, **points), values(read(expected), **points))


@pytest.mark.parametrize(
    "text",
    [
        "limit(abs(h)/h, h, 0)",
        "limit(sin(1/h), h, 0)",
        "integral(1/x, x, -1, 1)",
        "integral(x^x, x)",
        "taylor(ln(x), x, 0, 2)",
        "taylor(x^2, x, 0, 99)",
        "diff(x^2, x, 99)",
        "grad([x, y], [x, y])",
    ],
)
def test_what_has_no_result_is_said_in_words(text: str) -> None:
    """An error for the author, never a wrong or half-finished formula."""
    with pytest.raises(TrainerError):
        resolve(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1/x", "ln(abs(x))"), ("tan(x)", "-ln(abs(cos(x)))"), ("ln(x)", "x ln(x) - x")],
)
def test_an_antiderivative_covers_the_domain_of_the_integrand(text: str, expected: str) -> None:
    """The logarithm of an absolute value where, and only where, it is needed."""
    found = values(resolve(read(f"integral({text}, x)")), x=[-2.5, -0.4, 0.7, 2.0])

    wanted = values(read(expected), x=[-2.5, -0.4, 0.7, 2.0])
    assert np.allclose(found, wanted, equal_nan=True)


def test_a_formula_without_operators_stays_as_it_is_written() -> None:
    """Resolving is not simplifying."""
    f = read("x*3*2 + 1x")

    assert resolve(f) == f


def test_the_same_question_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a derivation ask for the same limits again and again; a late answer is asked for anew."""
    from trainer.maths.symbolic import closed_form

    replies: list[dict[str, str] | None] = [None, {"value": "2 x"}]
    monkeypatch.setattr(closed_form, "ask", lambda *_: replies.pop(0))
    closed_form._reply.cache_clear()

    with pytest.raises(TrainerError, match="too long"):
        closed_form.closed_form("limit", read("x^2"), "x", ())
    found = [closed_form.closed_form("limit", read("x^2"), "x", ()) for _ in range(2)]

    closed_form._reply.cache_clear()
    assert found == [read("2 x")] * 2
    assert replies == []


def test_work_that_takes_too_long_is_stopped() -> None:
    """The budget is kept, and the error says so."""
    from trainer.maths.symbolic.closed_form import closed_form

    with pytest.raises(TrainerError, match="too long"):
        closed_form("integral", read("sin(x)"), "x", (), seconds=0.0)
