"""Expressions become TeX in the written order with the brackets that precedence needs and no others."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.typeset import draw, inline
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Collection,
    Constant,
    Div,
    E,
    Expr,
    Interval,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
    number,
)
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

A, B, C, X, Y = map(Symbol, "abcxy")
TWO, THREE, ONE = number(2), number(3), number(1)


def call(name: str, *args: Expr) -> Call:
    return Call(name, args)


@pytest.mark.parametrize(
    ("expr", "tex", "row"),
    [
        (Neg(Pow(X, TWO)), "-x^{2}", "−x²"),
        (Pow(Neg(X), TWO), "(-x)^{2}", "(−x)²"),
        (Div(A, Mul((B, C))), r"\frac{a}{b c}", "a/(bc)"),
        (Mul((Div(A, B), C)), r"\frac{a}{b} c", "a/b · c"),
        (Div(Div(A, B), C), r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (Div(A, Div(B, C)), r"\frac{a}{\frac{b}{c}}", "a/(b/c)"),
        (Add((A, Neg(Add((B, Neg(C)))))), "a - (b - c)", "a − (b − c)"),
        (Add((A, Add((B, C)))), "a + b + c", "a + b + c"),
        (Add((A, Add((Neg(B), C)))), "a - b + c", "a − b + c"),
        (Pow(TWO, Pow(THREE, X)), "2^{3^{x}}", "2^(3ˣ)"),
        (Pow(Pow(X, TWO), THREE), "(x^{2})^{3}", "(x²)³"),
        (Pow(E, Neg(Div(Pow(X, TWO), TWO))), r"e^{-\frac{x^{2}}{2}}", "e^(−x²/2)"),
        (Div(ONE, Add((ONE, Pow(E, Neg(X))))), r"\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)"),
        (Pow(X, Div(ONE, TWO)), r"x^{\frac{1}{2}}", "x^(1/2)"),
        (Pow(Div(ONE, TWO), X), r"\left(\frac{1}{2}\right)^{x}", "(1/2)ˣ"),
        (Neg(Neg(X)), "-(-x)", "−(−x)"),
        (Neg(Add((A, B))), "-(a + b)", "−(a + b)"),
        (Mul((A, Neg(B))), "a (-b)", "a(−b)"),
        (Mul((Neg(A), B)), "-a b", "−ab"),
        (Add((C, Mul((Neg(A), B)))), "c + (-a) b", "c + (−a)b"),
        (Mul((TWO, Add((X, ONE)))), "2 (x + 1)", "2(x + 1)"),
        (Mul((TWO, THREE, X)), r"2 \cdot 3 x", "2 · 3x"),
        (Mul((TWO, Div(ONE, X))), r"2 \cdot \frac{1}{x}", "2 · 1/x"),
        (Pow(Mul((TWO, X)), TWO), "(2 x)^{2}", "(2x)²"),
        (Mul((Relation("<", A, B), C)), "(a < b) c", "(a < b)c"),
    ],
)
def test_brackets_stand_where_precedence_needs_them(expr: Expr, tex: str, row: str) -> None:
    """Both forms say the tree that was read, with no bracket to spare."""
    assert to_tex(expr) == tex
    assert inline(tex) == row


@pytest.mark.parametrize(
    ("name", "tex"),
    [
        ("w_1", "w_{1}"),
        ("w1", "w_{1}"),
        ("w_ij", "w_{ij}"),
        ("W_1_2", "W_{1,2}"),
        ("m_hat", r"\hat{m}"),
        ("m_hat_t", r"\hat{m}_{t}"),
        ("x_bar", r"\bar{x}"),
        ("theta_star", r"\theta^{*}"),
        ("lambda", r"\lambda"),
        ("beta_1", r"\beta_{1}"),
        ("w_out", r"w_{\mathrm{out}}"),
        ("loss", r"\mathrm{loss}"),
        ("dL_dW", r"\frac{\partial L}{\partial W}"),
        ("dL_dw_1", r"\frac{\partial L}{\partial w_{1}}"),
        ("df_dx", r"\frac{\partial f}{\partial x}"),
        ("data_dim", r"\mathrm{data}_{\mathrm{dim}}"),
    ],
)
def test_names_are_written_as_a_textbook_prints_them(name: str, tex: str) -> None:
    """Greek, subscripts, hats and derivatives by name."""
    assert to_tex(Symbol(name)) == tex


@pytest.mark.parametrize(
    ("expr", "row"),
    [
        (call("sin", X), "sin x"),
        (call("sin", Mul((TWO, X))), "sin(2x)"),
        (call("sin", Neg(X)), "sin(−x)"),
        (Pow(call("sin", X), TWO), "sin² x"),
        (Pow(call("sin", X), Neg(ONE)), "(sin x)⁻¹"),
        (Pow(call("ln", X), TWO), "(ln x)²"),
        (Mul((call("sin", X), Y)), "sin(x) y"),
        (Mul((call("sin", X), call("cos", X))), "sin x cos x"),
        (Mul((call("cos", Pow(X, TWO)), TWO, X)), "cos(x²) · 2x"),
        (Mul((call("sigmoid", X), Add((ONE, Neg(call("sigmoid", X)))))), "σ(x)(1 − σ(x))"),
        (Pow(call("relu", X), TWO), "ReLU(x)²"),
        (Pow(call("sqrt", X), TWO), "(√x)²"),
        (call("root", X, Symbol("n")), "ⁿ√x"),
        (call("ln", call("abs", X)), "ln|x|"),
        (call("norm", X, ONE), "‖x‖₁"),
        (call("log", X, B), "log_b x"),
        (call("exp", X), "exp(x)"),
        (call("asin", X), "arcsin x"),
        (call("factorial", Add((X, ONE))), "(x + 1)!"),
        (call("frobnicate", X, Y), "frobnicate(x, y)"),
        (Mul((Symbol("f"), Add((X, ONE)))), "f · (x + 1)"),
        (Mul((Symbol("loss"), X)), "loss x"),
        (Mul((Symbol("dL_da"), Symbol("da_dz"))), "∂L/∂a · ∂a/∂z"),
    ],
)
def test_functions_are_bracketed_only_where_they_could_be_misread(expr: Expr, row: str) -> None:
    """A bare argument is a single letter or number with no factor after it."""
    assert inline(to_tex(expr)) == row


@pytest.mark.parametrize(
    ("expr", "row"),
    [
        (call("diff", Mul((X, call("sin", X))), X), "d/dx (x sin x)"),
        (call("diff", Symbol("L"), Symbol("w")), "dL/dw"),
        (call("diff", Mul((X, Y)), X, TWO), "∂²/∂x² (xy)"),
        (call("grad", Mul((X, Y)), Array((X, Y))), "∇_(x,y)(xy)"),
        (call("hessian", X, Array((X, Y))), "∇²_(x,y)x"),
        (call("jacobian", Array((X, Y)), Array((X, Y))), "∂/∂(x, y) (x, y)"),
        (call("integral", Add((X, ONE)), X), "∫ (x + 1) dx"),
        (call("integral", X, X, number(0), ONE), "∫₀¹ x dx"),
        (call("limit", Div(ONE, X), X, Constant("inf")), "lim_(x→∞) 1/x"),
        (call("sum", Add((A, B)), Symbol("i"), ONE, Symbol("n")), "∑ᵢ₌₁ⁿ (a + b)"),
        (Mul((call("sum", A, Symbol("i"), ONE, TWO), B)), "(∑ᵢ₌₁² a)b"),
        (call("taylor", Pow(E, X), X, number(0), THREE), "T₃[eˣ]ₓ₌₀"),
        (call("where", Relation(">=", X, TWO), X, Neg(X)), "{x if x ≥ 2; −x otherwise}"),
        (MatMul(MatMul(A, B), C), "abc"),
        (MatMul(A, MatMul(B, C)), "a(bc)"),
        (Transpose(MatMul(A, B)), "(ab)ᵀ"),
        (Array((A, B)), "(a, b)"),
        (Array((Div(A, B), C)), "(a/b, c)"),
        (Array((Array((A, B)), Array((C, X)))), "[a, b; c, x]"),
        (Collection((A, B)), "{a, b}"),
        (Interval(number(0), ONE, False, True), "[0, 1)"),
        (Relation("!=", A, B), "a ≠ b"),
    ],
)
def test_operators_arrays_and_sets_have_their_textbook_notation(expr: Expr, row: str) -> None:
    """One notation for each node of the tree."""
    assert inline(to_tex(expr)) == row


@pytest.mark.parametrize(
    ("typed", "tex"), [("0.50", "0.50"), (".5", ".5"), ("1e-8", "10^{-8}"), ("2.5e-3", r"2.5 \cdot 10^{-3}")]
)
def test_numbers_keep_their_typed_text(typed: str, tex: str) -> None:
    """Trailing zeros stay; an exponent becomes a power of ten."""
    assert to_tex(Number(Fraction(typed), typed)) == tex


def test_a_vector_of_tall_components_is_drawn_as_a_column() -> None:
    """Short components stand in a row, fractions under one another."""
    assert draw(Array((A, B))).height == 1
    assert draw(Array((Div(A, B), C))).height == 5


NAMES = ["a", "b", "x", "w_1", "theta", "m_hat", "loss"]
LEAVES = st.one_of(
    st.sampled_from([Symbol(name) for name in NAMES]),
    st.integers(0, 9).map(number),
    st.sampled_from([Constant("pi"), Number(Fraction(1, 2), "0.5"), Number(Fraction(1, 1000), "1e-3")]),
)


def branches(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    powers = st.one_of(st.integers(-3, 3).map(number), st.just(X), st.builds(Div, inner, st.just(TWO)))
    functions = st.sampled_from(["sin", "tanh", "ln", "exp", "sqrt", "abs", "sigmoid", "relu", "cbrt"])
    return st.one_of(
        st.builds(Add, several),
        st.builds(Mul, several),
        st.builds(Div, inner, inner),
        st.builds(Neg, inner),
        st.builds(Pow, inner, powers),
        st.builds(call, functions, inner),
    )


TREES = st.recursive(LEAVES, branches, max_leaves=8)


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_the_row_that_is_shown_reads_back_as_the_same_value(expr: Expr) -> None:
    """The parser of answers is the oracle: no bracket is missing in TeX or in the single row."""
    names = Names.read(dict.fromkeys(NAMES, "real"))
    points = {name: np.array([0.31 + 0.17 * k, 1.13 - 0.08 * k]) for k, name in enumerate(NAMES)}

    again = parse(inline(to_tex(expr)), names)

    with np.errstate(all="ignore"):
        np.testing.assert_allclose(evaluate(again, points), evaluate(expr, points), rtol=1e-7, atol=1e-300)


@given(TREES)
def test_every_tree_has_a_drawing_that_is_a_rectangle_with_balanced_tex(expr: Expr) -> None:
    """Drawing never fails, and braces of the TeX match."""
    tex = to_tex(expr)

    box = draw(expr)

    assert tex.count("{") == tex.count("}")
    assert tex.count(r"\left") == tex.count(r"\right")
    assert 0 <= box.base < box.height


def test_an_outer_product_is_a_column_times_a_row():
    """As on paper, and as the reader takes it; sums have their brackets."""
    u, v = Symbol("u"), Symbol("v")

    assert inline(to_tex(Call("outer", (u, v)))) == "uvᵀ"
    assert inline(to_tex(Call("outer", (Add((u, v)), Add((u, Neg(v))))))) == "(u + v)(u − v)ᵀ"
