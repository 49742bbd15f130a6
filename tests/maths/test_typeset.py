"""TeX becomes drawings that a person has read and approved, or one row that says the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import AuthorError
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.symbols import COMMANDS
from trainer.maths.drawing.typeset import display, inline

DRAWINGS = sorted(Path(__file__).with_name("drawings").glob("*.txt"))

ATOMS = st.sampled_from(
    ["x", "2", "12", r"\theta", r"\hat m", r"\nabla", r"\text{if }", "+", "-", "=", ",", "|"]
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.tuples(inner, inner).map(lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
        st.tuples(inner, inner).map(lambda p: rf"{{{p[0]}}}^{{{p[1]}}}_i"),
        st.tuples(inner, inner).map(lambda p: rf"\sum_{{{p[0]}}}^n {p[1]}"),
        st.tuples(inner, inner).map(lambda p: rf"\int_{{{p[0]}}}^{{b}} {p[1]} \, dx"),
        st.tuples(inner, inner).map(lambda p: rf"\begin{{bmatrix}} {p[0]} & y \\ 1 & {p[1]} \end{{bmatrix}}"),
        st.tuples(inner, inner).map(lambda p: rf"\begin{{cases}} {p[0]} & a \\ {p[1]} & b \end{{cases}}"),
        inner.map(lambda tex: rf"\sqrt[3]{{{tex}}}"),
        inner.map(lambda tex: rf"\left({tex}\right)^2"),
        inner.map(lambda tex: rf"\overline{{{tex}}}"),
        inner.map(lambda tex: rf"\underbrace{{{tex}}}_{{u}}"),
    )


TEX = st.recursive(ATOMS, grown, max_leaves=10)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_formula_is_drawn_as_it_was_approved(file: Path) -> None:
    """Each file holds the TeX, the drawing and the single row, parted by lines of dashes."""
    tex, drawing, row = file.read_text(encoding="utf-8").split("\n---\n")

    assert str(display(tex)) == drawing
    assert inline(tex) == row.rstrip("\n")


@given(TEX)
def test_every_drawing_is_a_rectangle_with_its_baseline_inside(tex: str) -> None:
    """All rows have the same width in cells."""
    box = display(tex)

    assert {cell_width(row) for row in box.rows} == {box.width}
    assert 0 <= box.base < box.height
    assert all(0 < place.column < box.width for place in box.breaks)


@given(TEX)
def test_a_single_row_is_a_single_row(tex: str) -> None:
    """However deep the formula, `inline` has no line break and no character that cannot be shown."""
    assert inline(tex).isprintable()


@given(st.text(max_size=30) | st.text(r"\{}^_&|()[]$'leftrighfcsqbn .1", max_size=40))
def test_any_text_is_drawn_or_refused_with_a_place(tex: str) -> None:
    """Nothing but an AuthorError within the text comes back from a text that is no formula."""
    fault = None
    rows: tuple[str, ...] = ()
    try:
        rows = (*display(tex).rows, inline(tex))
    except AuthorError as error:
        fault = error

    assert fault is None or 1 <= fault.column <= len(tex) + 1
    assert all(row.isprintable() for row in rows)


def test_every_sign_of_the_table_takes_its_cells() -> None:
    """No command stands for a sign that a terminal might draw two cells wide."""
    assert [name for name, (sign, _) in COMMANDS.items() if cell_width(sign) != len(sign)] == []


@pytest.mark.parametrize(
    ("tex", "column", "words"),
    [
        (r"x + \fraq{a}{b}", 5, r"\fraq is not a known command (did you mean \frac?)"),
        (r"\frac{a}", 9, "An argument is missing"),
        (r"\left( x", 9, "“\\right” is missing"),
        ("a } b", 3, "“}” has no beginning"),
        ("{ a", 4, "“}” is missing"),
        ("x^2^3", 4, "A second “^”"),
        (r"\begin{foo} x \end{foo}", 1, "The environment “foo” is not known"),
        (r"\begin{cases} x", 16, "ends too early"),
        (r"\begin{cases} x \end{matrix}", 1, r"\begin{cases} has no \end{cases}"),
        ("a & b", 3, "“&” has no beginning"),
        ("a $ b", 3, "does not belong"),
        ("a\x1b[31m", 2, "does not belong"),
        (r"\text{a \b c}", 9, "cannot stand in this text"),
        (r"\left x \right)", 7, "“x” is no bracket"),
        ("(" * 200, 101, "nested deeper than 100"),
        (r"\sqrt{" * 200, 601, "nested deeper than 100"),
        ("x" * 20_001, 20_001, "longer than 20000"),
    ],
)
def test_a_fault_is_named_with_its_column(tex: str, column: int, words: str) -> None:
    """Authors are told what is wrong and where, counted from 1."""
    with pytest.raises(AuthorError) as caught:
        display(tex)

    assert (caught.value.column, words in caught.value.message) == (column, True), caught.value.message


def test_an_unknown_command_suggests_the_nearest_one() -> None:
    """The suggestion is machine-readable as well."""
    with pytest.raises(AuthorError) as caught:
        display(r"\partail x")

    assert caught.value.nearest == r"\partial"


def test_the_deepest_allowed_formula_does_not_exhaust_the_stack() -> None:
    """Ninety-nine levels of the most demanding nesting are read and drawn."""
    assert display(r"\frac{" * 98 + "x" + "}{y}" * 98).height == 197
    assert inline(r"\left(" * 98 + "x" + r"\right)" * 98).count("(") == 98


@pytest.mark.parametrize(
    ("tex", "row"),
    [
        (r"\frac{a + b}{c d}", "(a + b)/(cd)"),
        (r"2 \frac{a}{b}", "2 · a/b"),
        (r"\frac{a}{b} \frac{c}{d}", "a/b · c/d"),
        (r"\sin \frac{x}{2}", "sin(x/2)"),
        (r"\frac{\sin x}{x}", "(sin x)/x"),
        (r"\frac{1}{f(x)}", "1/f(x)"),
        (r"\frac{1}{a (x + 1)}", "1/(a(x + 1))"),
        (r"\frac{d^2}{dx^2} f", "d²/dx² f"),
        (r"\frac{\partial f}{\partial x} g", "∂f/∂x · g"),
        (r"x - \frac{-1}{y}", "x − (−1/y)"),
        (r"e^{\frac{x}{2}}", "e^(x/2)"),
        (r"x^{q}", "x^q"),
        (r"x_{\theta}^{2}", "x²_θ"),
        (r"\sqrt{x + 1} + \sqrt{12}", "√(x + 1) + √12"),
        ("x^10 + y_-1", "x¹⁰ + y₋₁"),
        (r"\frac12", "1/2"),
        (r"a^\top b, \; c", "aᵀb, c"),
        (r"x \not= y", "x ≠ y"),
        (r"\text{a\_b \& c}", "a_b & c"),
        ("", ""),
    ],
)
def test_one_row_keeps_the_meaning(tex: str, row: str) -> None:
    """Slashes and scripts get brackets where the flat form would say something else."""
    assert inline(tex) == row


def test_typesetting_needs_nothing_but_the_standard_library() -> None:
    """The first frame must not wait for SymPy or NumPy."""
    code = (
        "import sys, trainer.maths.drawing.prose, trainer.maths.drawing.typeset;"
        "print({'numpy', 'sympy', 'mpmath', 'pydantic', 'textual'} & set(sys.modules))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "set()"
