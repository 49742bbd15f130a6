"""The preview follows the file: saves are drawn, faults are told, answers are not kept."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.containers import VerticalScroll

from tests.tui.conftest import LOOP, POWER
from tests.tui.test_flow import seen, type_in
from trainer.errors import AuthorError
from trainer.tui.authoring.app import PreviewApp
from trainer.tui.authoring.rehearsal import UNLOGGED
from trainer.tui.graph_view import GraphView
from trainer.tui.question import QuestionScreen

GRAPH = """skill: graph
exercises:
  - id: two-layers
    kind: backprop
    params: {a: {choice: [2]}}
    ask: Find all values of $L = (v \\tanh(w x) - t)^2$.
    values: {w: a, v: 3, x: 1, t: 0}
    forward: {z: w x, h: tanh(z), y: v h, L: (y - t)^2}
    questions: [z]
    accept: [{z: w x}, {z: x w}]
    reject:
      - {answer: {z: w + x}, because: That is a sum.}
      - {answer: {z: w - x}, because: That is a difference.}
"""
WARNING = AuthorError("this hint says nothing", line=12)


def _found(file: Path) -> Any:
    """What a check found that is always of the same opinion."""
    return SimpleNamespace(errors=(), warnings=(WARNING,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An exercise file with two exercises of two kinds."""
    file = tmp_path / "a-power.yaml"
    file.write_text(POWER + LOOP.partition("exercises:\n")[2], encoding="utf-8")
    return file


def _save(file: Path, old: str, new: str) -> None:
    """As editors do it: another file is renamed over this one."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    other = file.with_suffix(".new")
    other.write_text(text.replace(old, new), encoding="utf-8")
    other.replace(file)


async def test_a_save_is_drawn_and_a_broken_one_leaves_the_picture_under_its_error(
    file: Path, until: Any
) -> None:
    """Saved, broken, gone, and whole again."""
    app = PreviewApp(file, _found)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "f(x) = x³" in seen(app) and "3x²" in seen(app))
        await until(pilot, lambda: "warning, line 12  this hint says nothing" in seen(app))

        _save(file, "f: x^3", "f: 5 x^3")
        await until(pilot, lambda: "f(x) = 5x³" in seen(app) and "15x²" in seen(app))

        _save(file, "    ask: Differentiate", "    aks: Differentiate")
        await until(pilot, lambda: "did you mean 'ask'?" in seen(app) and "before the error" in seen(app))
        assert "f(x) = 5x³" in seen(app)

        file.unlink()
        await until(pilot, lambda: "The file is gone." in seen(app))
        assert "f(x) = 5x³" in seen(app)

        file.write_text(POWER, encoding="utf-8")
        await until(pilot, lambda: "f(x) = x³" in seen(app) and "before the error" not in seen(app))


async def test_exercises_seeds_and_sides_are_a_key_away(file: Path, until: Any) -> None:
    """Where the screen is narrow, one side is shown at a time."""
    app = PreviewApp(file, _found)
    async with app.run_test(size=(60, 18)) as pilot:
        await until(pilot, lambda: "f(x) = x³" in seen(app) and "─ author ─" not in seen(app))

        await pilot.press("tab")
        await until(pilot, lambda: "Wrong answers" in seen(app) and "as a learner" not in seen(app))

        await pilot.press("right")
        await until(pilot, lambda: "seed 1" in seen(app))

        await pilot.press("n", "tab")
        await until(pilot, lambda: "2 of 2" in seen(app) and "compute the loss" in seen(app))


async def test_an_exercise_is_answered_on_trial_and_the_preview_comes_back(file: Path, until: Any) -> None:
    """The real question and verdict, with nothing rated; then the preview as it was."""
    app = PreviewApp(file, _found)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "f(x) = x³" in seen(app))

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen.is_mounted)
        await type_in(pilot, "3x^2")
        await pilot.press("enter")
        await until(pilot, lambda: "✓ Right" in seen(app))
        assert UNLOGGED in seen(app)
        assert "3 Good" not in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.preview)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen.is_mounted)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.preview)

    assert sorted(path.name for path in file.parent.iterdir()) == ["a-power.yaml"]


def drawing(app: PreviewApp) -> GraphView:
    return app.screen.query_one(GraphView)


def where(app: PreviewApp) -> tuple[float, float]:
    """What stands in sight of the drawing, and of the side that it is on."""
    view = drawing(app)
    paper = next(node for node in view.ancestors if isinstance(node, VerticalScroll))
    return view.scroll_target_x, paper.scroll_target_y


async def test_a_drawing_wider_than_its_side_is_moved(tmp_path: Path, until: Any) -> None:
    """Nothing of a graph is out of reach."""
    file = tmp_path / "graph.yaml"
    file.write_text(GRAPH, encoding="utf-8")
    app = PreviewApp(file, _found)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "F8 Drawing" in seen(app) and "z = wx" in seen(app))
        assert "y = vh" not in seen(app)

        await until(pilot, lambda: drawing(app).max_scroll_x > 0)
        while drawing(app).scroll_target_x < drawing(app).max_scroll_x:
            before = where(app)
            await pilot.press("f8")
            await until(pilot, lambda before=before: where(app) != before)

        await until(pilot, lambda: "y = vh" in seen(app))
