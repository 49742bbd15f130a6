"""Boxes are rectangles that join at their baselines, and a drawing is broken only where it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.maths.drawing.boxes import EMPTY, Box, Break, beside, cell_width, columns, stack, widen
from trainer.maths.drawing.fit import BreakLevel, fit
from trainer.maths.drawing.typeset import display

TEXTS = st.text(st.sampled_from("ab ─∑x̂漢²"), min_size=1, max_size=6)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    lines = draw(st.lists(TEXTS, min_size=1, max_size=4))
    return Box.of("\n".join(lines), draw(st.integers(0, len(lines) - 1)))


def is_rectangle(box: Box) -> bool:
    return {cell_width(row) for row in box.rows} == {box.width} and 0 <= box.base < box.height


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("x̂", 1), ("x⃗", 1), ("漢字", 4), ("ℝ²", 2), ("─⎛∑", 3), ("a\u200bb", 2)],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, cells: int) -> None:
    """Combining marks take no cell, East Asian wide characters two, all else one."""
    assert cell_width(text) == cells


@given(boxes())
def test_a_box_of_any_lines_is_a_rectangle(box: Box) -> None:
    """Rows are padded to the widest."""
    assert is_rectangle(box)


@given(st.lists(boxes(), min_size=1, max_size=4))
def test_boxes_beside_each_other_share_one_baseline(parts: list[Box]) -> None:
    """Widths add up, and the baseline row is made of the baseline rows."""
    joined = beside(parts)

    assert is_rectangle(joined)
    assert joined.width == sum(part.width for part in parts)
    assert joined.rows[joined.base] == "".join(part.rows[part.base] for part in parts)


@given(st.lists(boxes(), min_size=1, max_size=4), st.data())
def test_stacked_boxes_keep_the_baseline_of_the_chosen_one(parts: list[Box], data: st.DataObject) -> None:
    """Heights add up, the widest gives the width."""
    middle = data.draw(st.integers(0, len(parts) - 1))

    stacked = stack(parts, middle)

    assert is_rectangle(stacked)
    assert stacked.height == sum(part.height for part in parts)
    assert stacked.rows[stacked.base].strip() == parts[middle].rows[parts[middle].base].strip()


@given(boxes(), st.integers(0, 20), st.sampled_from(["left", "centre", "right"]))
def test_widening_adds_only_blanks(box: Box, width: int, align: str) -> None:
    """The content stays, the width becomes the asked one where that is larger."""
    wide = widen(box, width, align)

    assert is_rectangle(wide)
    assert wide.width == max(width, box.width)
    assert [row.strip() for row in wide.rows] == [row.strip() for row in box.rows]


def test_nothing_beside_nothing_is_an_empty_row() -> None:
    """An empty list of boxes still has one row to stand on."""
    assert beside([]) == EMPTY


def test_columns_keep_marks_with_their_letters() -> None:
    """A combining mark goes with the letter before it, wherever the cut is."""
    box = Box.of("ax̂b")

    assert columns(box, 0, 2).rows == ("ax̂",)
    assert columns(box, 2, 3).rows == ("b",)


def test_a_box_that_fits_is_left_alone() -> None:
    """No break is used where none is needed."""
    box = display("a + b = c")

    assert fit(box, 9) is box


def test_continued_relations_stand_under_the_first_relation() -> None:
    """The second equals sign begins a line, below the first one."""
    box = display("f(x) = a + b + c = d + e + g")

    assert str(fit(box, 20)) == "f(x) = a + b + c\n     = d + e + g"


def test_a_long_side_is_broken_before_its_signs_and_set_in() -> None:
    """A plus that continues a side stands two cells to the right of the relation."""
    box = display("f = aaaa + bbbb + cccc + dddd")

    assert str(fit(box, 18)) == "f = aaaa + bbbb\n    + cccc + dddd"


def test_statements_are_parted_at_their_commas_first() -> None:
    """Two equations in one display come one under the other."""
    box = display(r"a = b + c, \quad d = e + f")

    assert str(fit(box, 14)) == "a = b + c,\nd = e + f"


def test_tall_pieces_are_kept_apart_by_an_empty_row() -> None:
    """A denominator must not touch the numerator of the next line."""
    box = display(r"y = \frac{a}{b} + c = \frac{d}{e} + f")

    assert str(fit(box, 12)).split("\n")[3:5] == ["", "    d"]


def test_a_piece_without_breaks_is_never_cut() -> None:
    """What cannot be broken stays whole and too wide, for the caller to see."""
    box = display(r"\frac{a + b + c + d}{e}")

    assert fit(box, 5) is box


@given(st.lists(st.sampled_from(["aa", "(b + c)", r"\frac{x}{y}", "d^2"]), min_size=2, max_size=9), st.data())
def test_fitting_loses_no_sign_and_keeps_the_width(terms: list[str], data: st.DataObject) -> None:
    """Each mark on the page survives in its order on the baseline, and lines fit where breaks allow."""
    signs = data.draw(st.lists(st.sampled_from([" + ", " = ", " - "]), min_size=8, max_size=8))
    tex = "".join(term + sign for term, sign in zip(terms, signs, strict=False))
    box = display(tex + "z")
    width = data.draw(st.integers(16, 40))

    fitted = fit(box, width)

    assert is_rectangle(fitted)
    assert fitted.width <= width
    assert sorted("".join(fitted.rows).replace(" ", "")) == sorted("".join(box.rows).replace(" ", ""))


def test_breaks_tell_what_stands_after_them() -> None:
    """Relations come before sums, sums before products, and brackets go last."""
    box = display(r"a = b + c \cdot (d + e)")

    assert box.breaks == (
        Break(2, BreakLevel.RELATION),
        Break(6, BreakLevel.SUM),
        Break(10, BreakLevel.PRODUCT),
        Break(15, BreakLevel.SUM + BreakLevel.NESTED),
    )
