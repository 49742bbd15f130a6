"""Numbers of things and shares as learners read them."""

import pytest

from trainer.session.amounts import counted, percent, wrapped


@pytest.mark.parametrize(
    ("share", "said"), [(0.5996, "59.9 %"), (0.6, "60 %"), (1.0, "100 %"), (2 / 3, "66.6 %")]
)
def test_a_share_is_never_rounded_up_to_the_pass_mark(share, said):
    """Just under sixty is not sixty."""
    assert percent(share) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 minutes"), (1, "1 minute"), (2, "2 minutes")])
def test_only_one_is_singular(number, said):
    """None and many are plural."""
    assert counted(number, "minute") == said


def test_a_number_and_its_percent_sign_stay_together():
    """The row ends before the number, or holds both."""
    text = "To pass, 60 % of the points are needed."

    rows = {width: wrapped(text, width) for width in range(8, 40)}

    assert all(" ".join(found) == text for found in rows.values())
    assert not any(row.startswith("%") for found in rows.values() for row in found)
    assert all(len(row) <= width for width, found in rows.items() for row in found)
