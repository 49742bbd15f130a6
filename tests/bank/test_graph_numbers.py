"""What a learner computes with can be read: in the question, in the drawing of its graph, or below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.details import ComputedGraph
from trainer.bank.variant import make_variant

EXERCISES = """
skill: arrays
exercises:
  - id: one
    kind: backprop
    given: {M: "[[2, -1], [0.5, 3]]"}
    ask: ASK
    values: {W: M, x: "[1, -2]"}
    forward: {z: W @ x, L: sum(z)}
    gradients: [W]
    questions: [z, dL_dW]
    decimals: 2
    accept: [{z: W @ x, dL_dW: "[[1, -2], [1, -2]]"}, {z: "[4, -5.5]", dL_dW: "[[1, -2], [1, -2]]"}]
    reject: [{answer: {z: "[0, 0]"}, because: No.}, {answer: {z: "[1, 0]"}, because: No.}]
"""


@pytest.mark.parametrize(("ask", "below"), [("Work it out.", True), ("With $W = {M}$.", False)])
def test_a_matrix_is_written_below_its_graph_unless_the_question_gives_it(
    tmp_path: Path, ask: str, below: bool
) -> None:
    """On the screen, solved, and in words."""
    file = tmp_path / "arrays.yaml"
    file.write_text(EXERCISES.replace("ASK", f'"{ask}"'), encoding="utf-8")
    bank = load_bank([file])
    assert not bank.faults

    detail = make_variant(next(iter(bank.exercises.values())), 0).detail

    assert isinstance(detail, ComputedGraph)
    for lines in (detail.drawing, detail.solved):
        assert any("0.5" in line for line in lines[-2:]) is below
    assert ("W: [[2, −1], [0.5, 3]], a parameter" in detail.outline[0]) is below
