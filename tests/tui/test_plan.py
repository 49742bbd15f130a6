"""A plan to an exam by keys alone: set with a slip, followed, seen on the first screen, given up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.test_flow import seen, type_in
from trainer.tui.app import TrainerApp
from trainer.tui.document_view import DocumentView
from trainer.tui.plan.end import PlanEndDialog
from trainer.tui.plan.form import PlanForm
from trainer.tui.plan.screen import PlanScreen

EXAM = "title: Powers\ndescription: D\ncount: 1\nminutes: 9\npass_mark: 60\nweights:\n  a-power: 1\n"


@pytest.fixture(autouse=True)
def _one_exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The only exam there is asks for the first of the two skills."""
    exams = tmp_path / "exams"
    exams.mkdir()
    (exams / "powers.yaml").write_text(EXAM, encoding="utf-8")
    monkeypatch.setattr("trainer.paths.exam_folders", lambda: (exams,))


async def test_a_plan_is_set_seen_and_given_up_by_keys(app: TrainerApp, until: Any) -> None:
    """What cannot be is said under the rows; what was typed stays and is put right."""
    async with app.run_test(size=(60, 18)) as pilot:
        await until(pilot, lambda: app.home.figures)
        await pilot.press("p")
        await until(pilot, lambda: "No exam is planned for." in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlanForm) and "Powers" in seen(app))
        await type_in(pilot, "2026-03-01")
        await pilot.press("tab")
        await type_in(pilot, "20")
        await pilot.press("enter")
        await until(pilot, lambda: "Sun 1 Mar is over; the exam must lie ahead." in seen(app))

        await pilot.press("up", "end", "backspace", "backspace")
        await type_in(pilot, "20")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.query(DocumentView))
        assert "Fri 20 Mar, in 18 days. 20 minutes a day." in seen(app)

        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.home and "Exam in 18 days" in seen(app))
        assert "For the exam on Fri 20 Mar" in seen(app)
        figures = app.home.figures
        assert figures is not None
        assert figures.new == 1

        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.query(DocumentView))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, PlanEndDialog))
        await pilot.press("y")
        await until(pilot, lambda: "No exam is planned for." in seen(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.home and "Exam in" not in seen(app))
