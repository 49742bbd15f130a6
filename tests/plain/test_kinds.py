"""Kinds that are not answered by one formula, line by line: options, orders, derivations."""

import io
import re
from datetime import UTC, datetime

import pytest

from tests.tui.conftest import KINDS
from trainer.bank import load_bank
from trainer.paths import exercises_folder
from trainer.plain import run
from trainer.session.study import Study
from trainer.store import open_store

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture
def study(tmp_path):
    """A session over one exercise of a kind; opened again it goes on."""

    def begin(kind):
        folder = tmp_path / kind
        folder.mkdir(exist_ok=True)
        (folder / f"{kind}.yaml").write_text(KINDS[kind], encoding="utf-8")
        return Study(load_bank([folder]), store, lambda: NOW)

    with open_store(tmp_path / "p.db") as store:
        yield begin


def _of_file(name, tmp_path, store):
    (file,) = exercises_folder().rglob(name)
    folder = tmp_path / "real"
    folder.mkdir()
    text = re.sub("requires:.*", "requires: []", file.read_text(encoding="utf-8"))
    (folder / name).write_text(text, encoding="utf-8")
    return Study(load_bank([folder]), store, lambda: NOW)


@pytest.fixture
def code(tmp_path):
    with open_store(tmp_path / "c.db") as store:
        yield _of_file("code-softmax.yaml", tmp_path, store)


@pytest.fixture
def graph(tmp_path):
    with open_store(tmp_path / "g.db") as store:
        yield _of_file("backprop-two-layer.yaml", tmp_path, store)


def _said(study, *lines):
    out = io.StringIO()
    run(study, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


def _asked(study):
    """The variant that will be asked."""
    study.start()
    variant = study.question.variant
    study.quit()
    return variant


def test_options_have_letters_and_a_letter_answers(study):
    """A stranger costs nothing, a wrong one a try; the right one is said at the end."""
    detail = _asked(study("pick")).detail
    wrong = next(option for option in detail.options if not option.right)

    text = _said(study("pick"), "z", wrong.letter, ":next")

    assert all(f"\n{option.letter}) " in text for option in detail.options)
    assert "letter> " in text
    assert "“z” is no option" in text
    assert wrong.because in text
    assert f"Right:\n{detail.right}) " in text


def test_lines_have_numbers_and_numbers_answer(study):
    """Any right order counts."""
    detail = _asked(study("loop")).detail

    text = _said(study("loop"), "1 2", " ".join(map(str, detail.right)))

    assert all(f"\n{line.number}. {line.text}" in text for line in detail.lines)
    assert "Line 3 is missing" in text
    assert "\nRight.\n" in text


def test_a_derivation_is_entered_line_by_line_and_ended_by_an_empty_line(study):
    """Where it starts is said, each line is read back, and each gets its verdict."""
    text = _said(
        study("chain"), "cos(x^2)", "2x cos(x^2)", "", "cos(x^2) * diff(x^2, x)", "= 2x cos(x^2)", ""
    )

    assert "Start: d/dx sin(x²)" in text
    assert "line 1> " in text
    assert "line 2, or Enter to check> " in text
    assert "Read as: cos(x²)" in text
    assert "Line 1: does not follow." in text
    assert "Line 2: follows." in text
    assert "Right at the second try" in text


def test_an_unreadable_line_of_a_derivation_is_not_taken(study):
    """The caret shows where; the same line is asked for again."""
    text = _said(study("chain"), "2x cos(x^2)", "2x cos(x^")

    assert "(at character 10)" in text
    assert text.count("line 2, or Enter to check> ") == 2


def test_a_hint_in_a_derivation_goes_on_from_the_last_line(study):
    """And when nothing is left to say from here, that is said."""
    text = _said(study("chain"), "cos(x^2) * diff(x^2, x)", *[":hint"] * 9)

    assert "Hint: From line 1: For " in text
    assert "There is no further hint from here." in text


def test_an_undecided_answer_may_be_left_and_only_then(study):
    """Nothing is counted; with no other question the session ends."""
    undecidable = "cos(x^2) diff(x^2, x) + integral(e^(sin(t)), t, 0, x)"

    text = _said(study("chain"), ":skip", undecidable, "", ":skip")

    assert ":skip cannot be used now" in text
    assert "or :skip to leave it" in text
    assert "Skipped, and not counted. It stays due." in text
    assert "0 questions" in text
    assert "Left for today: 1." in text


def test_a_half_written_derivation_is_offered_after_a_restart(study):
    """Enter keeps its lines and checks them."""
    _said(study("chain"), "cos(x^2) * 2x", "2x cos(x^2)")

    text = _said(study("chain"), "")

    assert "Written before; Enter keeps it:\ncos(x^2) * 2x\n2x cos(x^2)\n" in text
    assert "line 1 [2 lines]> " in text
    assert "\nRight.\n" in text


def test_endless_code_is_not_kept_line_after_line(code, monkeypatch):
    """Beyond so many lines each further one is refused, and what was written is still checked."""
    lines = _asked(code).answers["answer"].rstrip().split("\n")
    monkeypatch.setattr("trainer.plain.shell.MOST_LINES", len(lines))

    text = _said(code, *lines, "this would be a fault", ".")

    assert f"More than {len(lines)} lines are not read" in text
    assert "\nRight.\n" in text


def test_code_is_entered_line_by_line_and_ended_by_a_full_stop(code):
    """Its first lines are shown; indentation and empty lines are kept."""
    variant = _asked(code)

    text = _said(code, *variant.answers["answer"].rstrip().split("\n"), ".")

    assert f"\ndef {variant.detail.function}(" in text
    assert "line 2, or . to check> " in text
    assert "\nRight.\n" in text


def test_a_graph_is_told_in_words(graph):
    """No drawing in lines of text."""
    variant = _asked(graph)

    text = _said(graph, ":again")

    assert text.count(variant.detail.outline[0]) == 2
    assert "╭" not in text


def test_shapes_are_said_where_arrays_are_asked_for(study):
    """As on the screen."""
    assert "X is 4×3, w is a vector of 3, y is a vector of 4." in _said(study("loss"), "")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_giving_up_always_tells_a_right_answer(study, kind):
    """With a worked answer or without."""
    text = _said(study(kind), ":giveup")

    assert "Right:" in text or "Worked answer:" in text


def test_each_number_of_a_table_gets_its_verdict_before_the_next_is_asked(study):
    """Wrong, then carried forward with the whole; the last number is judged with the table."""
    said = _said(study("steps"), "8", "-7")

    first = said.index("m: not right.")
    assert said.index("Read as: 8") < first < said.index("w (2 of 2)>")
    assert "w: right, carried forward." not in said[: said.index("w (2 of 2)>")]
    assert "1 of 2 parts right" in said


def test_a_number_that_was_said_to_be_wrong_and_is_changed_after_a_restart_is_a_second_try(study):
    """What was judged is kept with the open question."""
    _said(study("steps"), "8")

    said = _said(study("steps"), "2", "-1")

    assert "m: right." in said
    assert "Right at the second try: Hard." in said
