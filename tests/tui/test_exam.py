"""A mock exam on the screen: begun, answered, left, gone on with, handed in by key and by time, practised."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.session.examinee import blueprint
from tests.session.learner import COURSE, Clock
from tests.tui.terminal import ENTER, Terminal
from tests.tui.test_flow import seen
from trainer.bank import load_bank
from trainer.errors import StoreError
from trainer.memory.events import Mode
from trainer.session.exam.exam import Exam
from trainer.session.exam.opening import Wish
from trainer.session.exam.sheet import Overview
from trainer.session.exam.sitting import Stage
from trainer.store import open_store
from trainer.store.exams import Exams
from trainer.tui.editor import Lent
from trainer.tui.exam.app import Afterwards, ExamApp
from trainer.tui.exam.hand_in import HandInDialog
from trainer.tui.exam.map import MapDialog
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.room import Room
from trainer.tui.exam.sheet import SheetScreen
from trainer.tui.exam.wish import FlagWanted, LeaveWanted, MapWanted, StepWanted

F3, F4, F6 = "\x1bOR", "\x1bOS", "\x1b[17~"
F4_IS_THERE = "F4 Flag"
"""On the key bar as soon as the exam stands at a question again."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def exam_app(tmp_path: Path, clock: Clock) -> Callable[..., ExamApp]:
    """The screens over the small course, with a paper of four questions and by default ten minutes."""

    def make(minutes: int = 10) -> ExamApp:
        exams = {"basics": blueprint(minutes=minutes)}
        bank, file = load_bank([COURSE]), tmp_path / "p.db"
        return ExamApp(lambda: Room(bank, open_store(file), clock, exams, Wish(), "basics"))

    return make


@pytest.fixture
def closing() -> Iterator[list[ExamApp]]:
    """Applications whose progress file is given back in the end."""
    apps: list[ExamApp] = []
    yield apps
    for app in apps:
        app.desk.close()


async def begin(app: ExamApp, pilot: Pilot[Any], until: Any) -> None:
    """To the question on the desk."""
    await until(pilot, lambda: app.exams.offer is not None and "Esc Back" in seen(app))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, SheetScreen) and F4_IS_THERE in seen(app))


def sheet(app: ExamApp) -> SheetScreen:
    assert isinstance(app.screen, SheetScreen)
    return app.screen


async def answer_rightly(app: ExamApp, pilot: Pilot[Any]) -> None:
    """Put the right texts into the boxes of the question on the desk."""
    area = sheet(app).area
    for box, text in zip(area.query("AnswerBox"), sheet(app).question.variant.answers.values(), strict=False):
        box.value = text
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_a_paper_is_answered_in_any_order_and_handed_in(
    exam_app: Any, closing: list[ExamApp], until: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Next, flag, map, hand-in; the report says what came of it, and the log has each answer once."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot, until)
        await until(pilot, lambda: "1 of 4" in seen(app))
        await answer_rightly(app, pilot)
        await pilot.press("f6")
        await until(pilot, lambda: "2 of 4" in seen(app))
        await pilot.press("f4")
        await until(pilot, lambda: "⚑ 2 of 4" in seen(app))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, MapDialog) and "1 of 4 answered" in seen(app))
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen) and "4 of 4" in seen(app))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, MapDialog))
        await pilot.press("h")
        await until(pilot, lambda: "Blank: 2, 3, 4." in seen(app) and "Flagged: 2." in seen(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SheetScreen) and F4_IS_THERE in seen(app))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, MapDialog))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HandInDialog))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen) and "✗ not passed" in seen(app))
        await pilot.press("p")
        await pilot.pause()

    assert isinstance(app.return_value, Afterwards)
    assert app.return_value.practise is not None
    assert len(app.return_value.practise.missed) == 3
    with open_store(tmp_path / "p.db") as store:
        assert [(event.mode, event.verdict) for event in store.events()] == [(Mode.EXAM, "equal")]


async def test_the_time_ends_an_exam_also_under_a_window(
    exam_app: Any, closing: list[ExamApp], until: Any, clock: Clock
) -> None:
    """The window closes, the paper is marked, and no answer is lost."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await answer_rightly(app, pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, MapDialog))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HandInDialog))
        for _ in range(10 * 60 // 5 + 1):  # a step of the clock counts for five seconds at most
            clock.go_on(seconds=5)
            await app._tick()
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))

        report = app.screen
        assert isinstance(report, ReportScreen)
        assert report.report.ended == "by time"
        assert [question.blank for question in report.report.questions] == [False, True, True, True]


async def test_an_exam_that_was_left_goes_on_with_its_time_and_answers(
    exam_app: Any, closing: list[ExamApp], until: Any, clock: Clock
) -> None:
    """Escape stops the clock; the first screen offers to go on, and after a restart too."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        typed = sheet(app).question.variant.answers
        await answer_rightly(app, pilot)
        for _ in range(60):
            clock.go_on(seconds=1)
            await app._tick()
        await pilot.press("escape")
        await until(pilot, lambda: "is open, with 9:00" in " ".join(seen(app).split()))
        clock.go_on(hours=3)
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_value == Afterwards()

    again = exam_app()
    closing.append(again)
    async with again.run_test(size=(80, 24)) as pilot:
        await begin(again, pilot, until)
        await until(pilot, lambda: sheet(again).texts == typed and "9:00 left" in seen(again))


async def test_an_open_exam_can_be_put_aside(exam_app: Any, closing: list[ExamApp], until: Any) -> None:
    """Then the list is there again."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("escape")
        await until(pilot, lambda: "a Abandon" in seen(app))
        await pilot.press("a")

        await until(pilot, lambda: "4 questions, 10 min" in seen(app))


def test_an_exam_survives_kill_9_in_a_real_terminal(tmp_path: Path) -> None:
    """Twenty questions of the real course: begun, killed, gone on with, handed in, read."""
    command = [sys.executable, "-m", "trainer", "--db", str(tmp_path / "p.db"), "exam", "--seed", "7"]
    with Terminal(command, 80, 24, {"TRAINER_EXERCISES": "", "HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Chain rule and backpropagation", "Esc Back")
        terminal.send(ENTER)
        terminal.wait_for("1 of 20", "left")
        terminal.send(F6)
        terminal.wait_for("2 of 20")
        terminal.send(F4)
        terminal.wait_for("⚑ 2 of 20")
        terminal.process.kill()
        terminal.wait_for_end()

    with Terminal(command, 80, 24, {"TRAINER_EXERCISES": "", "HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("is open, with", "Enter Go on")
        terminal.send(ENTER)
        terminal.wait_for("⚑ 2 of 20")
        terminal.send(F3)
        terminal.wait_for("0 of 20 answered")
        terminal.send("h")
        terminal.wait_for("Hand in now?", "Flagged: 2.")
        terminal.send("y")
        terminal.wait_for("Exam report: Chain rule and backpropagation", "0 %")
        terminal.send("\x11")  # Ctrl+Q

        assert terminal.wait_for_end() == 0


async def test_keys_that_come_too_late_change_nothing(
    exam_app: Any, closing: list[ExamApp], until: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed ahead after Escape, or while the paper is marked, they neither fail nor begin another hand-in."""
    may_go_on, mark = threading.Event(), Exam.mark

    def slowly(exam: Exam) -> Any:
        may_go_on.wait()
        return mark(exam)

    monkeypatch.setattr(Exam, "mark", slowly)
    app = exam_app()
    closing.append(app)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await begin(app, pilot, until)
            for message in (LeaveWanted(), StepWanted(1, {}), FlagWanted(), MapWanted(), LeaveWanted()):
                app.post_message(message)
            await until(pilot, lambda: app.screen is app.exams and "Enter Go on" in seen(app))
            await begin(app, pilot, until)
            for _ in range(10 * 60 // 5 + 1):  # a step of the clock counts for five seconds at most
                clock.go_on(seconds=5)
                await app._tick()
            await until(pilot, lambda: "marking …" in seen(app))
            await pilot.press("f6", "f4", "f2", "f3", "escape")
            for late in (StepWanted(1, {}), FlagWanted(), MapWanted(), LeaveWanted()):
                app.post_message(late)
            await pilot.pause()
            may_go_on.set()
            await until(pilot, lambda: isinstance(app.screen, ReportScreen))
    finally:
        may_go_on.set()


async def test_an_exam_that_goes_on_in_another_window_is_let_go(
    exam_app: Any, closing: list[ExamApp], until: Any
) -> None:
    """The first window says so, and offers to take it back."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        with open_store(app.desk._in_room.store.path) as other:
            assert other.exams.take("another window") is not None
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.exams and "Enter Go on" in seen(app))
        assert "gone on with in another window" in " ".join(note.message for note in app._notifications)


async def test_a_hand_in_that_cannot_be_saved_can_be_tried_again(
    exam_app: Any, closing: list[ExamApp], until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said once, not every second, and the paper is kept open."""
    app = exam_app()
    closing.append(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        with monkeypatch.context() as broken:
            broken.setattr(Exams, "hand_in", _full_disk)
            await app.desk.call(_given_in)
            await app._tick()
            await until(pilot, lambda: app.screen is app.exams and "Enter Go on" in seen(app))
        said = [note.message for note in app._notifications]
        assert [message.partition(".")[0] for message in said] == ["The disk is full"]
        await begin(app, pilot, until)


async def test_the_clock_goes_on_while_an_editor_has_the_terminal(
    exam_app: Any, closing: list[ExamApp], until: Any, clock: Clock
) -> None:
    """Though the event loop stands still."""
    app = exam_app(minutes=1)
    closing.append(app)
    late = threading.Event()

    def hurried() -> Any:
        clock.go_on(seconds=5)
        if app.desk._exam is not None and app.desk._exam.left_ms <= 5_000:  # this tick is the last
            late.set()
        return clock()

    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        assert app.desk._exam is not None
        app.desk._exam._now = hurried
        with app.desk.ticking(every=0.0001):
            assert late.wait(30)
        assert app.desk._exam.stage is Stage.MARKING


async def test_the_cursor_of_a_long_map_stays_in_sight(until: Any) -> None:
    """A hundred questions on a small terminal: the last row, one in the middle, the first."""
    sheets = [SimpleNamespace(number=n, asked=True, is_blank=True, is_flagged=False) for n in range(1, 101)]
    counts = Overview((), tuple(range(1, 101)), (), ())
    stand: Any = SimpleNamespace(sheets=tuple(sheets), sheet=sheets[0], overview=counts, left_ms=60_000)
    app: App[None] = App()
    async with app.run_test(size=(60, 18)) as pilot:
        await app.push_screen(MapDialog(stand))
        await until(pilot, lambda: "›  1" in seen(app))
        await pilot.press("left")
        await until(pilot, lambda: "›100" in seen(app) and "h Hand in" in seen(app))
        await pilot.press(*["up"] * 9)
        await until(pilot, lambda: "› 55" in seen(app))
        await pilot.press(*["up"] * 10)
        await until(pilot, lambda: "›  5" in seen(app) and "0 of 100" in seen(app))


def _full_disk(*_: object) -> None:
    raise StoreError("The disk is full.", way_out="Make room.")


def _given_in(exam: Exam) -> None:
    exam.ask()
    exam.hand_in()


async def test_what_an_editor_saves_is_kept_until_the_time_is_up(
    exam_app: Any, closing: list[ExamApp], until: Any, clock: Clock, tmp_path: Path
) -> None:
    """The last text that the file held in time counts; what is saved later does not."""
    app = exam_app(minutes=1)
    closing.append(app)
    lent, late = Lent(), threading.Event()
    lent.file = tmp_path / "answer.py"
    lent.file.write_text("half")

    def elsewhere() -> dict[str, str]:
        """What the file holds at a tick; then time goes on, and the learner saves."""
        assert app.desk._exam is not None
        assert lent.file is not None
        saved = {"answer": lent.saved or ""}
        if app.desk._exam.left_ms <= 5_000:
            lent.file.write_text("too late")
        elif app.desk._exam.left_ms <= 10_000:
            lent.file.write_text("whole")
        clock.go_on(seconds=5)
        if app.desk._exam.stage is Stage.MARKING:
            late.set()
        return saved

    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        assert app.desk._exam is not None
        with app.desk.ticking(elsewhere, every=0.0001):
            assert late.wait(30)
        assert app.desk._exam.sheet.saved.texts["answer"] == "whole"
