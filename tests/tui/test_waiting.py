"""A long check holds up neither typing nor leaving; a full or locked store is said and loses nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.tui.conftest import NOON
from tests.tui.test_flow import seen, to_first_question, type_in
from trainer.errors import StoreError
from trainer.grading import Grade
from trainer.session.study import Study
from trainer.tui.answer_form import AnswerForm
from trainer.tui.app import TrainerApp
from trainer.tui.home import HomeScreen
from trainer.tui.loading import opener
from trainer.tui.question import QuestionScreen
from trainer.tui.summary import SummaryScreen


@pytest.fixture
def slow_check(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Checks that end only when the event is set."""
    release = threading.Event()
    check = Study.check

    def slow(study: Study, texts: Mapping[str, str]) -> Grade:
        release.wait(30)
        return check(study, texts)

    monkeypatch.setattr(Study, "check", slow)
    return release


async def test_typing_goes_on_while_an_answer_is_checked(
    app: TrainerApp, until: Any, slow_check: threading.Event
) -> None:
    """A sign says that it is being checked; keys still arrive; the verdict follows."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        await pilot.press("enter")
        await until(pilot, lambda: "Checking" in seen(app))

        await type_in(pilot, "+1")
        await until(pilot, lambda: app.screen.query_one(AnswerForm).texts == {"answer": "3x^2+1"})
        slow_check.set()

        await until(pilot, lambda: "✓ Right" in seen(app))


async def test_another_wish_drops_a_check_that_is_still_going_on(
    app: TrainerApp, until: Any, slow_check: threading.Event
) -> None:
    """Stopping in the middle of a check ends the session; the late result changes nothing."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        await pilot.press("enter")
        await until(pilot, lambda: "Checking" in seen(app))

        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        slow_check.set()
        await pilot.pause(0.3)

        assert "No question was answered." in seen(app)


async def test_what_the_store_refuses_is_said_and_the_answer_stays(
    app: TrainerApp, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed write keeps the learner at the question with the text in the box."""

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", way_out="Make room and check again.")

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        monkeypatch.setattr(Study, "submit", refuse)
        await pilot.press("enter")

        await until(pilot, lambda: "The disk is full." in seen(app))
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.query_one(AnswerForm).texts == {"answer": "3x^2"}


async def test_a_first_question_that_cannot_be_had_leads_home(
    folder: Path, tmp_path: Path, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever went straight to the questions is told why there is none, and is not left waiting."""

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.", way_out="Make room and start again.")

    monkeypatch.setattr(Study, "start", refuse)
    opening = opener([folder], tmp_path / "progress.db", lambda: NOON, None, None)
    app = TrainerApp(opening, start_with_study=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "The disk is full." in seen(app))

        assert isinstance(app.screen, HomeScreen)
        await until(pilot, lambda: "Next: A power" in seen(app))


async def test_a_store_that_cannot_be_opened_ends_the_application_with_its_reason(
    app: TrainerApp, tmp_path: Path, until: Any
) -> None:
    """The reason is left for the edge to print."""
    (tmp_path / "progress.db").write_bytes(b"no database at all" * 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.failure)

    assert isinstance(app.failure, StoreError)


FIRST_FRAME = """
import sys
from pathlib import Path
from trainer.tui.app import TrainerApp
from trainer.tui.loading import opener

class Probe(TrainerApp):
    def first_frame_shown(self):
        heavy = {"sympy", "numpy", "sqlmodel", "sqlalchemy", "pydantic", "yaml", "mpmath"}
        self.seen = sorted(heavy & set(sys.modules))
        self.title_drawn = self.home.query_one("#title").region.height
        self.exit()

app = Probe(opener([], Path("never"), None, None, None))
app.run(headless=True)
print(app.seen, app.title_drawn)
"""


def test_the_first_frame_imports_nothing_heavy() -> None:
    """The first screen is drawn before SymPy, NumPy, SQLModel or YAML are loaded."""
    found = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME], capture_output=True, text=True, timeout=60, check=True
    )

    assert found.stdout.strip() == "[] 1"


LEAVING = """
import sys, time
from pathlib import Path
from trainer.tui.app import TrainerApp

class Leaving(TrainerApp):
    def first_frame_shown(self):
        super().first_frame_shown()
        self.set_timer(0.2, self.action_quit)

Leaving(lambda: time.sleep(60)).run(headless=True)
"""


def test_leaving_does_not_wait_for_a_thread() -> None:
    """The process ends while exercises are still being loaded."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, timeout=50, check=True)

    assert time.monotonic() - began < 30


async def test_typing_and_the_terminal_s_focus_reach_the_clock(
    app: TrainerApp, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that go into the answer are signs of life too; looking elsewhere stops the time."""
    signs: list[object] = []
    monkeypatch.setattr(Study, "focus", lambda _, focused: signs.append(focused))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        monkeypatch.setattr(Study, "active", lambda _: signs.append("key"))
        await type_in(pilot, "3x")
        assert signs == ["key", "key"]

        app.post_message(events.AppBlur())
        app.post_message(events.AppFocus())
        await until(pilot, lambda: signs[2:] == [False, True])
