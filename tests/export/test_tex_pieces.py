"""Long formulas may be broken before signs of relation, and nowhere else."""

import pytest

from trainer.export.document import Formula, Words
from trainer.export.html_inline import line
from trainer.export.tex_pieces import pieces

LONG = r"\frac{d}{dx} \sin(5x^2) = \cos(5x^2) \cdot 10x = 10x \cos(5x^2)"


@pytest.mark.parametrize(
    ("tex", "count"),
    [
        (LONG, 3),
        ("x = 3", 1),
        (r"\sum_{i = 1}^{n} \left(a_i = b_i + c_i + d_i\right)", 1),
        (r"\begin{pmatrix} a & b = c \\ d & e = f \end{pmatrix}", 1),
        (r"= 7 \sqrt{x^2 + 7} \approx 1234567890", 2),
        (r"f(x = 1, y = 2) + \{a = b\} + aaaaaaaaaaaa", 1),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} = b", 1),
    ],
)
def test_a_formula_is_broken_only_between_its_sides(tex: str, count: int) -> None:
    """Nothing is lost, and what stands in brackets or under a sum stays in one piece."""
    found = pieces(tex)

    assert len(found) == count
    assert "".join(found) == tex


def test_a_stop_stays_with_its_formula() -> None:
    """It does not begin a row of its own, and is there once."""
    shown = line((Words("So "), Formula("x"), Words(". Then ("), Formula("y"), Words("), "), Formula("z")))

    assert shown.count("kept") == 2
    assert ".</span> Then (" in shown
    assert "),</span> " in shown
