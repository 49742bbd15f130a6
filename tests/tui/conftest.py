"""A tiny bank and a fresh progress file for the screens."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from trainer.tui.app import TrainerApp
from trainer.tui.loading import opener

POWER = """
skill: a-power
title: A power
part: Rules
level: beginner
requires: []
why: Every loss with a square needs it.
exercises:
  - id: cube
    kind: derive
    variables: {x: real}
    given: {f: x^3}
    ask: Differentiate $$f(x) = {f}$$ with respect to $x$. Mind M[i][j] and [red]this[/red].
    answer: diff(f, x)
    hints: [The exponent comes down., It drops by one.]
    solution: ["$$f'(x) = {answer}$$"]
    accept: [3x^2, 3 x x]
    reject:
      - {answer: x^2, because: The exponent must come down as a factor.}
      - {answer: 3x^3, because: The exponent must drop by one.}
"""
STEPS = """
skill: b-steps
title: Two steps
part: Descent
level: beginner
requires: []
why: An optimiser is a few such steps.
exercises:
  - id: steps
    kind: trace
    params: {g: {choice: [4]}}
    ask: Take two steps from $g = {g}$.
    steps:
      m: g/2
      w: 1 - m
    hints: [Halve it.]
    solution: ["$m = {m}$ and $w = {w}$"]
    accept: [{m: 2, w: -1}, {m: g/2, w: 1 - 2}]
    reject:
      - answer: {m: 8, w: -7}
        because: You doubled it.
      - answer: {m: 2, w: 3}
        because: The step is subtracted.
"""
PICK = """
skill: c-pick
title: A pick
part: Kinds
level: beginner
requires: []
why: Knowing it when you see it.
exercises:
  - id: one
    kind: choice
    ask: Which is the derivative of $x^3$?
    options:
      - {text: '$\\frac{3 x^3}{x}$', right: true}
      - {text: $x^2$, because: The factor is missing.}
      - {text: $0$, because: It is no constant.}
    hints: [The exponent comes down.]
"""
SEVERAL = """
skill: d-several
title: Several picks
part: Kinds
level: beginner
requires: []
why: Convex losses have one valley.
exercises:
  - id: convex
    kind: choice
    several: true
    ask: Which are convex?
    options:
      - {text: $x^2$, right: true}
      - {text: '$|x|$', right: true}
      - {text: $x^3$, because: It bends both ways.}
"""
LOOP = """
skill: e-loop
title: The loop
part: Kinds
level: beginner
requires: []
why: Every training run is this loop.
exercises:
  - id: loop
    kind: order
    ask: Order one training step.
    lines: {zero: clear the gradients, forward: forward pass, loss: compute the loss,
            back: backward pass, step: update}
    before: [zero < back, forward < loss < back < step]
    because: {step: The update needs gradients first.}
"""
CHAIN = """
skill: f-chain
title: Step by step
part: Kinds
level: beginner
requires: []
why: Each factor is one layer.
exercises:
  - id: sine
    kind: derivation
    variables: {x: real}
    ask: Differentiate step by step.
    answer: diff(sin(x^2), x)
    steps: 2
    hints: [The outer function first.]
    accept:
      - "cos(x^2) * diff(x^2, x)\\n2 x cos(x^2)"
      - "cos(x^2) * 2 x\\n= 2 x cos(x^2)"
    reject:
      - {answer: "cos(x^2)\\n2 x cos(x^2)", because: The inner derivative is missing.}
      - {answer: 2 x cos(x^2), because: One step is too few.}
"""
LOSS = """
skill: g-loss
title: A gradient of arrays
part: Kinds
level: beginner
requires: []
why: This is linear regression.
exercises:
  - id: mse
    kind: tensor
    variables: {X: 4x3, w: 3, y: 4}
    ask: The gradient of the loss.
    loss: mean((X@w - y)^2)
    of: w
    answer: 2/4 X.T @ (X @ w - y)
    accept: ["X^T (X w - y)/2", "(X.T@X@w - X.T@y)/2"]
    reject:
      - {answer: X.T @ (X @ w - y), because: The factor 2/4 is missing.}
      - {answer: 2/4 X.T @ (y - X @ w), because: The sign is wrong.}
"""
SLOPES = """
skill: h-slopes
title: A gradient
part: Kinds
level: beginner
requires: []
why: Descent goes against it.
exercises:
  - id: slopes
    kind: gradient
    variables: {x: real, y: real}
    given: {f: x^2 + 3 y}
    ask: The gradient of $f = {f}$.
    answer: "[diff(f, x), diff(f, y)]"
    hints: [One variable at a time.]
    solution: [Hold the other one constant.]
    accept: ["[2x, 3]", "[x + x, 1 + 2]"]
    reject:
      - {answer: "[2x, 3y]", because: The slope of a line is a number.}
      - {answer: "[x, 3]", because: The exponent comes down.}
"""
KINDS = {
    "slopes": SLOPES,
    "pick": PICK,
    "several": SEVERAL,
    "loop": LOOP,
    "chain": CHAIN,
    "loss": LOSS,
    "steps": STEPS,
}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Exercises of two skills, the first with one box, the second with two."""
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (exercises / "a-power.yaml").write_text(POWER, encoding="utf-8")
    (exercises / "b-steps.yaml").write_text(STEPS, encoding="utf-8")
    return exercises


@pytest.fixture
def app(folder: Path, tmp_path: Path) -> TrainerApp:
    """The application over the tiny bank."""
    return TrainerApp(opener([folder], tmp_path / "progress.db", lambda: NOON, None, None))


@pytest.fixture
def until() -> Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]:
    """Waits until something is so, for ten seconds at most."""

    async def wait(pilot: Pilot[None], holds: Callable[[], object]) -> None:
        for _ in range(400):
            await pilot.pause(0.025)
            if holds():
                return
        raise AssertionError(f"never came true; the screen is {pilot.app.screen!r}")

    return wait


@pytest.fixture
def app_of(tmp_path: Path) -> Callable[..., TrainerApp]:
    """The application over a bank of one exercise of a kind."""

    def make(kind: str, ask: str = "") -> TrainerApp:
        exercises = tmp_path / kind
        exercises.mkdir(exist_ok=True)
        text = KINDS[kind]
        if ask:
            text = re.sub(r"ask: .*", lambda _: f"ask: {json.dumps(ask)}", text)
        (exercises / f"{kind}.yaml").write_text(text, encoding="utf-8")
        return TrainerApp(opener([exercises], tmp_path / "progress.db", lambda: NOON, None, None))

    return make
