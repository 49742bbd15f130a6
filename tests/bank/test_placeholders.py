"""Placeholders and TeX braces are told apart by one rule that an author can predict."""

from __future__ import annotations

import string
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.bank.placeholders import fill, read_prose, slots
from trainer.errors import AuthorError
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Expr, Neg, Number, number
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

KNOWN = {"a", "f", "m", "n", "w_1", "sigma"}
PLAIN = st.text(string.ascii_letters + string.digits + " .,+-=()", max_size=8)


def shown(text: str, **values: str | int) -> str:
    names = Names.read({"x": "real", "y": "real"})
    trees: dict[str, Expr] = {
        name: number(value) if isinstance(value, int) else parse(value, names)
        for name, value in values.items()
    }
    return fill(read_prose(text, trees.keys(), {"x"}), trees, to_tex)


def test_a_value_stands_in_the_maths_around_it() -> None:
    """The author writes the dollar signs, the value brings none."""
    assert shown("Differentiate $$f(x) = {f}$$ at $x = {a}$.", f="sin(2 x)", a=3) == (
        "Differentiate $$f(x) = " + to_tex(parse("sin(2 x)", Names.read({"x": "real"}))) + "$$ at $x = 3$."
    )


def test_outside_maths_the_value_brings_its_own_dollar_signs() -> None:
    """So `after {n} steps` is set as maths too."""
    assert shown("after {n} steps", n=5) == "after $5$ steps"


@pytest.mark.parametrize(
    "text",
    [
        r"$\hat{m}$",
        r"$\frac{a}{n}$",
        "$x^{n}$",
        "$x_{n}$",
        r"$\sqrt[3]{a}$",
        r"$\text{if } \mathbf{a}$",
        r"$\{a\}$",
    ],
)
def test_arguments_of_tex_stay_as_they_are(text: str) -> None:
    """Braces that TeX would take as an argument are no placeholder, even around a declared name."""
    assert shown(text, a=1, m=2, n=3) == text


def test_a_space_puts_the_value_into_an_argument() -> None:
    """The way to show a drawn exponent."""
    assert shown("$x^{ {n} }$", n=3) == "$x^{ 3 }$"


def test_a_value_directly_after_a_value_is_no_argument() -> None:
    """The brace that closes a placeholder is not TeX's."""
    assert shown("${a}{f}$", a=2, f="sin(x)").startswith(r"$2\sin")


def test_double_braces_show_the_braces() -> None:
    """Only around a declared name; everything else in double braces is TeX."""
    assert shown("Type {{a}}, not $x^{{2}}$.", a=3) == "Type {a}, not $x^{{2}}$."


def test_greek_names_are_found_by_word_and_sign() -> None:
    """`{σ}` and `{sigma}` are the same placeholder."""
    assert slots(read_prose("{σ} and ${sigma}$", KNOWN)) == {"sigma"}


def test_a_variable_may_stand_in_braces() -> None:
    """`{x}^2` is a way to write TeX."""
    assert shown("${x}^2 + {a}$", a=1) == "${x}^2 + 1$"


@pytest.mark.parametrize(
    ("text", "near"), [("{b}", ""), ("$f = {fn}$", ""), ("{w_2}", "w_1"), ("$ {sigmma}$", "sigma")]
)
def test_an_unknown_name_is_refused_with_the_nearest(text: str, near: str) -> None:
    """A misspelt placeholder must not reach the learner as text."""
    with pytest.raises(AuthorError) as caught:
        read_prose(text, KNOWN)

    assert caught.value.nearest.startswith(near)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("$x = {a}$", -3, "$x = -3$"),
        ("${a} x$", -3, "$-3 x$"),
        ("$x - {a}$", -3, r"$x - \left(-3\right)$"),
        ("$2{a}$", 3, r"$2\left(3\right)$"),
        ("${a}^2$", -3, r"$\left(-3\right)^2$"),
        ("$x + {a}$", 3, "$x + 3$"),
        ("$({a}, 2)$", -3, "$(-3, 2)$"),
        (r"$x \to {a}$", -3, r"$x \to -3$"),
    ],
)
def test_a_number_is_bracketed_only_where_it_would_be_misread(text: str, value: int, expected: str) -> None:
    """`2{a}` must not become 23, `x - {a}` not `x - -3`."""
    assert shown(text, a=value) == expected


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("$f(x) = {f}$", False),
        ("${f} + 1$", False),
        ("$1 - {f}$", True),
        ("${f} y$", True),
        ("$2 {f}$", True),
        ("${f}^2$", True),
        (r"$\frac{d}{dx} {f}$", True),
        (r"$\sqrt{ {f} }$", False),
        ("${f}, y$", False),
    ],
)
def test_a_sum_is_bracketed_beside_a_factor(text: str, bracketed: bool) -> None:
    """A given is put in as one value."""
    assert (r"\left(x + 1\right)" in shown(text, f="x + 1")) is bracketed


@given(st.lists(st.tuples(PLAIN, st.sampled_from(sorted(KNOWN))), max_size=6), PLAIN)
def test_outside_maths_every_declared_name_is_replaced(pairs: list[tuple[str, str]], tail: str) -> None:
    """What is between the placeholders comes through untouched."""
    text = "".join(f"{before}{{{name}}}" for before, name in pairs) + tail
    values: dict[str, Expr] = dict.fromkeys(KNOWN, Number(Fraction(7), "7"))

    filled = fill(read_prose(text, KNOWN), values, to_tex)

    assert filled == "".join(f"{before}$7$" for before, _ in pairs) + tail


@given(st.text(string.printable, max_size=60).filter(lambda text: "{" not in text))
def test_a_text_without_braces_is_never_changed(text: str) -> None:
    """Dollar signs, backslashes and closing braces alone mean nothing here."""
    assert fill(read_prose(text, KNOWN), {}, to_tex) == text


@settings(deadline=None)  # the first example imports NumPy
@given(st.integers(-99, 99), st.sampled_from(["$2 \\cdot {a}$", "$x - {a}$", "$({a})^2$", "${a}$", "$1{a}$"]))
def test_numbers_keep_their_value_in_any_place(value: int, text: str) -> None:
    """Read without the dollar signs, the maths is what brackets around the value would give."""
    filled = shown(text, a=value).strip("$")

    names = Names.read({"x": "real"})
    expected = text.strip("$").replace("{a}", f"({value})")
    assert _value(filled, names) == _value(expected, names)


def _value(text: str, names: Names) -> float:
    from trainer.maths.values.evaluate import evaluate

    return float(evaluate(parse(text, names), {"x": 0.75}))


def test_a_negative_value_is_a_tree_with_a_sign() -> None:
    """The bracket rule looks at trees, so the tree of a drawn number must be known."""
    assert isinstance(number(-3), Neg)


def test_between_backticks_a_value_is_written_as_it_is_typed() -> None:
    """Dollar signs would be shown there as they are."""
    assert shown("Set `n = {n}`, so $n = {n}$.", n=-3) == "Set `n = -3`, so $n = -3$."
    assert shown("```\nf(x) = {f}  # costs $5\n```\nwith {n}", f="x^2", n=3) == (
        "```\nf(x) = x^2  # costs $5\n```\nwith $3$"
    )
