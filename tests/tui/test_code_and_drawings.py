"""The box for code, the learner's own editor, and wide drawings: widgets that any kind may bring."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen

from tests.tui.conftest import POWER
from trainer.bank import load_bank
from trainer.bank.variant import Variant, make_variant
from trainer.errors import TrainerError
from trainer.tui.answer_areas import area_for
from trainer.tui.answer_form import AnswerForm
from trainer.tui.code_area import CodeArea
from trainer.tui.code_box import next_indent
from trainer.tui.editor import Lent, edited, editor_of
from trainer.tui.graph_view import GraphView

PYTHON = "def f(x):\n    return 2 * x  # twice\n"


@pytest.fixture
def variant(tmp_path: Path) -> Variant:
    (tmp_path / "power.yaml").write_text(POWER, encoding="utf-8")
    return make_variant(load_bank([tmp_path]).exercises["a-power/cube"], 1)


class Page(Screen[None]):
    """A question with nothing but its answer and a drawing."""

    def __init__(self, area: Any, drawing: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.area, self.drawing = area, drawing
        self.ready = 0

    def compose(self) -> ComposeResult:
        yield GraphView(self.drawing)
        yield self.area

    def on_mount(self) -> None:
        self.area.begin()

    def on_answer_area_ready(self) -> None:
        self.ready += 1


class Alone(App[None]):
    """One page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def get_default_screen(self) -> Page:
        return self.page


def code_page(variant: Variant, text: str = "") -> Page:
    exercise = replace(variant.exercise, kind="code")
    return Page(area_for(replace(variant, exercise=exercise), {"answer": text}, None))


async def test_code_takes_lines_and_is_checked_by_its_own_key(variant: Variant) -> None:
    """Enter and Tab belong to the code, Enter keeps the indent, F7 checks."""
    page = code_page(variant)
    async with Alone(page).run_test(size=(60, 18)) as pilot:
        await pilot.press("d", "enter", "tab", "x", "enter", "y", "f7")
        await pilot.pause()

        assert page.area.texts == {"answer": "d\n    x\n    y"}
        assert page.ready == 1


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("", ""),
        ("x = 1", ""),
        ("def f(x):", "    "),
        ("    for i in x:  ", "        "),
        ("    y = 2", "    "),
    ],
)
def test_a_new_line_of_code_is_indented_like_the_one_before(before: str, indent: str) -> None:
    """One step more after a colon."""
    assert next_indent(before, 4) == indent


async def test_code_is_coloured_as_python(variant: Variant) -> None:
    """A keyword has another colour than a name; no character is lost."""
    page = code_page(variant, PYTHON)
    async with Alone(page).run_test(size=(60, 18)):
        assert isinstance(page.area, CodeArea)
        lines = [page.area.box.get_line(i) for i in range(2)]

    assert [line.plain for line in lines] == PYTHON.splitlines()
    assert len({str(span.style) for span in lines[0].spans}) > 1


def test_the_editor_is_the_one_that_the_environment_names() -> None:
    """VISUAL goes before EDITOR; arguments are kept apart."""
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_of({"EDITOR": "vi"}) == ["vi"]
    assert editor_of({}) == []
    assert editor_of({"EDITOR": "vi 'x"}) == ["vi 'x"]


def test_the_editor_gets_the_text_and_its_change_comes_back(tmp_path: Path) -> None:
    """A command that rewrites the file it is given."""
    script = tmp_path / "edit.py"
    script.write_text("import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + 'y')")

    assert edited("x", [sys.executable, str(script)]) == "xy"


def test_what_an_editor_has_saved_can_be_read_while_it_is_open(tmp_path: Path) -> None:
    """Whole texts only: not one that is being emptied, moved away or is no text."""
    lent = Lent()
    assert lent.saved is None
    lent.file = tmp_path / "answer.py"
    assert lent.saved is None

    for content, saved in ((b"x = 1\n", "x = 1\n"), (b"", None), (b"\xff", None), (b"y" * 2_000_000, None)):
        lent.file.write_bytes(content)
        assert lent.saved == saved


@pytest.mark.parametrize("command", [["no-such-editor"], [sys.executable, "-c", "raise SystemExit(3)"]])
def test_an_editor_that_fails_is_named(command: list[str]) -> None:
    """The learner is told which command it was."""
    with pytest.raises(TrainerError, match="did not work"):
        edited("x", command)


async def test_a_wide_drawing_is_moved_stretch_by_stretch(variant: Variant) -> None:
    """One key shows more of it, and after its end the beginning again."""
    drawing = ("┌" + "─" * 120 + "┐", "└" + "─" * 120 + "┘")
    page = Page(AnswerForm(variant, {}), drawing)
    async with Alone(page).run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        view = page.query_one(GraphView)
        assert view.can_move
        assert page.area.check_action("pan", ())

        places = [view.scroll_x]
        for _ in range(4):
            await pilot.press("f8")
            await pilot.pause()
            places.append(view.scroll_x)

    assert places[0] == 0
    assert max(places) == view.max_scroll_x
    assert places.index(max(places)) < 3
    assert 0 in places[2:]
