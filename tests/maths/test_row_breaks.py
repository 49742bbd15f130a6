"""A formula that fits on no line is parted where a reader would part it on paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.prose import render
from trainer.maths.drawing.row_breaks import row_pieces

SHORT_TERMS = st.sampled_from(
    ["x²", "(a + b)²", "|x − 1|", "‖w − v‖²", "2", "f(x, y)", "√(t + 1)", "ln x", "{1, 2}"]
)
SIGNS = st.sampled_from(["+", "−", "·", "=", "≤", "∈", "→"])
LONGEST_TERM = 8


@st.composite
def formulas(draw: st.DrawFn) -> str:
    """Terms of at most 8 cells with signs between them."""
    terms = draw(st.lists(SHORT_TERMS, min_size=1, max_size=12))
    signs = draw(st.lists(SIGNS, min_size=len(terms), max_size=len(terms)))
    return " ".join(part for pair in zip(terms, signs, strict=True) for part in pair)[:-2]


@pytest.mark.parametrize(
    ("row", "room", "pieces"),
    [
        (
            "P′(t) = (1 · (t + 18) − t · 1)/(t + 18)² = 18/(t + 18)²",
            50,
            ["P′(t) = (1 · (t + 18) − t · 1)/(t + 18)²", "= 18/(t + 18)²"],
        ),
        ("y = 4(1 − p)³ ln p + (1 − p)⁴/p", 26, ["y = 4(1 − p)³ ln p", "+ (1 − p)⁴/p"]),
        ("2 sin(6x + 3) · 6 cos(6x + 3)", 26, ["2 sin(6x + 3)", "· 6 cos(6x + 3)"]),
        ("P(A | B) = P(A, B) · P(B | C)", 24, ["P(A | B)", "= P(A, B) · P(B | C)"]),
        ("p(x) | θ = 1", 7, ["p(x)", "| θ = 1"]),
        ("w = 3x, b = 5x + 1 + 2", 18, ["w = 3x,", "b = 5x + 1 + 2"]),
        ("|a − b| + |c − d|", 12, ["|a − b|", "+ |c − d|"]),
    ],
)
def test_the_break_stands_before_a_relation_then_a_sum_then_a_product(
    row: str, room: int, pieces: list[str]
) -> None:
    """What stands in brackets or between bars is kept together while there is a place outside of them."""
    assert list(row_pieces(row, room)) == pieces


def test_a_relation_at_the_very_beginning_is_no_place_to_break() -> None:
    """A line with two signs on it and a full one below it is the worse picture."""
    assert list(row_pieces("y = aaaa + bbbb + cccc", 18)) == ["y = aaaa + bbbb", "+ cccc"]


def test_brackets_that_are_wider_than_the_line_are_parted_inside() -> None:
    """Then the same order holds inside of them, outer brackets before inner ones."""
    row = "(aaaa + (bbbb + cccc) · dddd)/e"

    assert list(row_pieces(row, 24)) == ["(aaaa + (bbbb + cccc)", "· dddd)/e"]


@settings(max_examples=60)
@given(formulas(), st.integers(3 * LONGEST_TERM, 40))
def test_no_piece_is_too_wide_and_none_ends_inside_brackets(row: str, room: int) -> None:
    """Of short terms every line holds some whole ones; joined by blanks the pieces are the formula."""
    pieces = list(row_pieces(row, room))

    assert " ".join(pieces) == row
    assert all(cell_width(piece) <= room for piece in pieces)
    assert all(piece.count("(") == piece.count(")") for piece in pieces)
    assert all(piece.count("|") % 2 == piece.count("‖") % 2 == 0 for piece in pieces)


def test_a_formula_that_fits_on_a_line_of_its_own_is_whole_there() -> None:
    """However little of the line before it was taken."""
    assert render(r"so $f(x) = (x + 1)^2 + 3$ holds", 20) == ["so", "f(x) = (x + 1)² + 3", "holds"]


def test_a_long_formula_is_parted_in_little_time() -> None:
    """Three thousand terms take as many steps, not nine million."""
    row = " + ".join(["(a − b)"] * 3_000)

    assert sum(1 for _ in row_pieces(row, 29)) == 1_000
