"""A limit that is dropped too early is named, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.lost_limits import RULE, lost_limit
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

FOUNDATIONS = Path(__file__).parents[2] / "exercises" / "01-foundations" / "derivative-from-definition.yaml"
NAMES = Names.read({"x": "real", "h": "nonzero"})
BEFORE = "limit(((x + h)^2 - x^2)/h, h, 0)"


def _lost(line, before=BEFORE):
    return lost_limit(parse(line, NAMES), parse(before, NAMES))


def test_a_line_without_its_limit_is_told_to_keep_it():
    """The sentence shows what to write."""
    found = _lost("(2 x h + h^2)/h")

    assert found.rule == RULE
    assert "h is still there. Keep limit(…, h, 0)" in found.feedback


@pytest.mark.parametrize(
    ("line", "before"),
    [("limit(2x + h, h, 0)", BEFORE), ("2x", BEFORE), ("3x", BEFORE), ("2x + h", "3x + h")],
)
def test_other_lines_have_lost_no_limit(line, before):
    """One that keeps it, one that has let the variable go, and one after a line that has none."""
    assert _lost(line, before) is None


def test_the_learner_reads_it_instead_of_a_point():
    """In a derivation of the bank, in the first line that does not follow."""
    variant = make_variant(load_bank([FOUNDATIONS]).exercises["derivative-from-definition/cube"], 1)
    start = f"{variant.params['a']} (3 x^2 h + 3 x h^2 + h^3)/h"

    part = grade(variant, {"answer": f"{start}\n{variant.params['a']}*3 x^2"}).parts[0]

    assert (part.malrule, part.verdict.detail) == (RULE, "line-1")
    assert "The limit is gone" in part.verdict.message
