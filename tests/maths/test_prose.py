"""Prose with maths is laid out within a width, with formulas kept whole and nothing else interpreted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import AuthorError
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.prose import render

SPANS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            r"$\frac{a + b}{c}$",
            r"$$\sum_{i=1}^n x_i = \frac{1}{2} + y$$",
            "$x$.",
            "`grad(f)`",
            r"\$5",
            "\n- ",
            "\n\n",
            "漢字漢字",
            " and ",
            "Differentiate",
            r"$$\frac{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}{b}$$",
        ]
    ),
)


@given(st.lists(SPANS, max_size=12).map("".join), st.integers(2, 60))
def test_no_line_is_ever_wider_than_the_width(text: str, width: int) -> None:
    """Whatever the text and the width; and no control character comes out."""
    try:
        lines = render(text, width)
    except AuthorError:
        return
    assert all(cell_width(line) <= width for line in lines)
    assert all(line.isprintable() for line in lines)


@given(
    st.lists(st.sampled_from(["alpha", "be", "gamma-ray", "$x + 1$", "of"]), max_size=20), st.integers(9, 40)
)
def test_wrapping_keeps_every_word_in_its_order(words: list[str], width: int) -> None:
    """Joined again, the lines are the text."""
    lines = render(" ".join(words), width)

    assert " ".join(lines) == " ".join(words).replace("$", "")


def test_a_paragraph_is_wrapped_with_its_maths_in_one_piece() -> None:
    """A formula moves to the next line rather than break."""
    assert render("The slope of $x^2 + 1$ is $2x$.", 18) == ["The slope of", "x² + 1 is 2x."]


def test_a_formula_wider_than_the_line_breaks_at_its_blanks() -> None:
    """Only a formula that fits on no line is parted, between its signs."""
    assert render("so $aaa + bbb + ccc$", 9) == ["so", "aaa + bbb", "+ ccc"]


def test_a_display_stands_on_its_own_lines_with_its_full_stop() -> None:
    """An empty line before and after, four cells in, punctuation on its baseline."""
    text = r"Differentiate $$f(x) = \frac{x}{2}$$, please."

    assert render(text, 40) == [
        "Differentiate",
        "",
        "           x",
        "    f(x) = ─,",
        "           2",
        "",
        "please.",
    ]


def test_a_display_uses_the_margin_before_it_is_broken() -> None:
    """The indentation is given up first."""
    assert render("$$a + b + c$$", 10) == [" a + b + c"]


def test_a_wide_display_is_broken_before_its_relations() -> None:
    """The continuation stands under the first relation."""
    assert render("$$f = a + b + c = d + e + g$$", 18) == ["    f = a + b + c", "      = d + e + g"]


def test_a_display_that_cannot_be_broken_is_set_in_rows() -> None:
    """A fraction wider than the screen falls back to its flat form."""
    assert render(r"$$\frac{aaaa + bbbb + cccc}{d}$$", 12) == ["(aaaa + bbbb", "+ cccc)/d"]


def test_list_items_hang() -> None:
    """Lines of an item stand under its text; the next item begins a line."""
    assert render("Use:\n- the chain rule\n- $x$", 11) == ["Use:", "- the chain", "  rule", "- x"]


def test_a_display_in_a_list_item_is_set_in_with_it() -> None:
    """It keeps the item's indentation, and the next item keeps its distance."""
    assert render("- so $$x = 1$$\n- end", 20) == ["- so", "", "      x = 1", "", "- end"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (r"costs \$5 or \$6", ["costs $5 or $6"]),
        ("one $ sign", ["one $ sign"]),
        ("call `f(x)` now", ["call f(x) now"]),
        ("M[i][j] [red]x[/red] <b>", ["M[i][j] [red]x[/red] <b>"]),
        ("a\tb", ["a b"]),
        ("a\x1b[31mb\x00\u202e", ["a·[31mb··"]),
        ("a\u2028b\u00a0c", ["a b c"]),
        ("one\ntwo\n\n\nthree\r\n", ["one two", "", "three"]),
        ("", []),
        ("   ", []),
    ],
)
def test_everything_else_is_literal(text: str, lines: list[str]) -> None:
    """No markup is interpreted, and nothing invisible is emitted."""
    assert render(text, 40) == lines


def test_a_long_word_is_broken_as_a_last_resort() -> None:
    """Nothing is cut off."""
    assert render("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_faulty_maths_is_reported_at_its_place_in_the_text() -> None:
    """The column counts from the beginning of the prose."""
    with pytest.raises(AuthorError) as caught:
        render(r"Let $x$ and $\foo$ be", 40)

    assert caught.value.column == 14


def test_lines_between_fences_stay_as_they_are():
    """Blanks, empty lines, dollars and dashes of code are its own; what is too wide is cut."""
    text = "Before\n\n```\ndef f(x):\n    cost = '$5$'\n\n    - x\n```\n\nafter $x^2$"

    assert render(text, 40) == [
        *["Before", "", "def f(x):", "    cost = '$5$'", "", "    - x", "", "after x²"]
    ]
    assert render("```\nabcdef\n```", 4) == ["abcd", "ef"]


def test_an_empty_group_at_the_end_takes_no_room() -> None:
    """A blank before the full stop would be seen."""
    assert render(r"The number $e$ in $\exp{}$.", 70) == ["The number e in exp."]
    assert render(r"In $(\exp{})$ and $\exp{} x$.", 70) == ["In (exp) and exp x."]
