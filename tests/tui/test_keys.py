"""The one table of keys: what is bound, shown, explained and written down comes from it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from trainer.tui.answer_areas import OWN, area_of
from trainer.tui.answer_form import AnswerForm
from trainer.tui.app import TrainerApp
from trainer.tui.authoring.preview_screen import PreviewScreen
from trainer.tui.dialog import Dialog
from trainer.tui.exam.exams import ExamsScreen
from trainer.tui.exam.hand_in import HandInDialog
from trainer.tui.exam.map import MapDialog
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.sheet import SheetScreen
from trainer.tui.help import HelpScreen
from trainer.tui.home import HomeScreen
from trainer.tui.key_list import KeyList
from trainer.tui.keys import ANSWERS, KEYS, TYPED, Place, commands, is_text, key_name, keys_of, markdown_table
from trainer.tui.plan.end import PlanEndDialog
from trainer.tui.plan.form import PlanForm
from trainer.tui.plan.screen import PlanScreen
from trainer.tui.question import QuestionScreen
from trainer.tui.summary import SummaryScreen
from trainer.tui.verdict import VerdictScreen

OWNERS: dict[Place, type[Widget]] = {area.place: area for area in (*map(area_of, OWN), AnswerForm)} | {
    Place.HOME: HomeScreen,
    Place.QUESTION: QuestionScreen,
    Place.VERDICT: VerdictScreen,
    Place.SUMMARY: SummaryScreen,
    Place.DIALOG: Dialog,
    Place.PREVIEW: PreviewScreen,
    Place.EXAMS: ExamsScreen,
    Place.EXAM: SheetScreen,
    Place.MAP: MapDialog,
    Place.HAND_IN: HandInDialog,
    Place.REPORT: ReportScreen,
    Place.PLAN: PlanScreen,
    Place.PLAN_FORM: PlanForm,
    Place.PLAN_END: PlanEndDialog,
}
NAMED = {"enter", "space", "escape", "tab", "shift+tab", "up", "down", "shift+up", "shift+down"} | {
    *("pageup", "pagedown", "left", "right"),
    "question_mark",
}
SAME_BYTE_AS_ANOTHER_KEY = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"}
TAKEN_BY_THE_TERMINAL = {"ctrl+c", "ctrl+z", "ctrl+s"}


@pytest.mark.parametrize("place", Place)
def test_every_command_of_a_place_is_an_action_of_its_owner(place: Place) -> None:
    """A row of the table without a method behind it would be a key that does nothing."""
    for row in keys_of(place):
        assert hasattr(OWNERS[place], f"action_{row.action.partition('(')[0]}"), row


@pytest.mark.parametrize("place", Place)
def test_the_bindings_of_a_place_are_exactly_the_table(place: Place) -> None:
    """Bindings come from the table and nowhere else."""
    bound = {(b.key, b.action) for b in OWNERS[place].BINDINGS if isinstance(b, Binding)}

    assert bound == {(key, row.action) for row in keys_of(place) for key in row.keys_at(place)}
    assert len(bound) == len(OWNERS[place].BINDINGS)


def test_a_terminal_sends_every_key_distinctly() -> None:
    """Only F1–F12, Ctrl with a free letter, single characters and a few named keys."""
    for key in (key for row in KEYS for key in row.keys):
        assert key not in SAME_BYTE_AS_ANOTHER_KEY | TAKEN_BY_THE_TERMINAL
        function = key[:1] == "f" and key[1:].isdigit() and 1 <= int(key[1:]) <= 12
        control = key.startswith("ctrl+") and len(key) == 6 and key[5].isalpha()
        assert function or control or key in NAMED or len(key) == 1, key


def test_where_text_is_typed_no_command_takes_a_character_or_an_editing_key() -> None:
    """Letters and digits go into the answer, and the answer box keeps its own control keys."""
    editing = {key for b in Input.BINDINGS if isinstance(b, Binding) for key in b.key.split(",")}
    for place in TYPED:
        for row in keys_of(place):
            keys = row.keys_at(place)
            assert keys, row
            assert not any(is_text(key) for key in keys)
            assert not editing - {"enter"} & set(keys), row


def test_every_command_where_text_is_typed_works_without_function_keys() -> None:
    """Some keyboards have none, and some terminals take F1 and F10 for themselves."""
    for place in TYPED:
        for row in keys_of(place):
            assert any(not (key[0] == "f" and key[1:].isdigit()) for key in row.keys_at(place)), row


@pytest.mark.parametrize("place", sorted(ANSWERS))
def test_a_key_of_a_way_of_answering_is_not_also_one_of_the_question(place: Place) -> None:
    """Both work at the same time."""
    assert not commands(place).keys() & commands(Place.QUESTION).keys()
    assert not commands(place).keys() & commands(Place.EXAM).keys()


@pytest.mark.parametrize("place", Place)
def test_the_help_lists_every_key_of_the_table(place: Place) -> None:
    """From wherever it is opened, each command is there with its sentence."""
    shown = "\n".join("".join(text for text, _ in line) for line in KeyList(place).lines(72))
    flat = " ".join(shown.split())

    for row in KEYS:
        keys = row.keys_at(place) if place in row.places else row.keys
        assert all(key_name(key) in shown for key in keys)
        assert all(word in flat for word in row.sentence.split())


async def test_help_opens_from_the_first_screen_and_closes_again(app: TrainerApp, until: Any) -> None:
    """The question mark and F1 open it where nothing is typed."""
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("pagedown", "escape")
        await until(pilot, lambda: app.screen is app.home)


def test_the_markdown_table_has_a_row_for_every_command() -> None:
    """The README's table is this one."""
    rows = markdown_table().splitlines()[2:]

    assert len(rows) == len(KEYS)
    assert "| `F2`, `Ctrl+T` | Show the next hint. | question, exam |" in rows


def test_the_list_of_keys_says_where_the_others_work() -> None:
    """Two commands on Enter can be told apart, and every row stands under one heading."""
    lines = ["".join(text for text, _ in line) for line in KeyList(Place.DERIVATION).lines(72)]

    headings = [line for line in lines if line and not any(name in line for name in ("  ",))]
    assert headings[0] == "Here"
    assert "Answer boxes, choice, order" in headings
    assert "Map of an exam" in headings
    assert lines.index("Answer boxes, choice, order") < lines.index("Map of an exam")
    assert len(headings) == len(set(headings))
