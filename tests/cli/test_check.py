"""`trainer check` finds what is wrong with an exercise file, and says where."""

import io
import json
import multiprocessing
import shutil
import sys

import pytest

from tests.session.learner import COURSE
from trainer.authoring.lint import check, check_file, run
from trainer.authoring.lint.run import ALONE
from trainer.cli.progress import progress_bar
from trainer.paths import exercises_folder

SLOPES = COURSE / "slopes.yaml"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def built_in_bank_read_once(cache, monkeypatch):
    monkeypatch.setenv("TRAINER_CACHE", str(cache))


@pytest.fixture
def changed(tmp_path):
    """A copy of a sound file with one thing replaced."""

    def change(old, new):
        file = tmp_path / "mine" / "slopes.yaml"
        file.parent.mkdir()
        text = SLOPES.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    return change


def test_sound_files_pass(trainer):
    """Files, exercises, no errors, no warnings, exit code 0."""
    done = trainer("check", str(COURSE), "--json")

    fields = json.loads(done.out)
    assert done.code == 0
    assert set(fields) == {"files", "exercises", "errors", "warnings"}
    assert fields["files"] == sorted(str(file) for file in COURSE.iterdir())
    assert "steps/double-step" in fields["exercises"]
    assert fields["errors"] == fields["warnings"] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("a n x^(n-1)", "a n x^(n-2)", 14, "this right answer is graded different"),
        ('accept: ["a n', 'acept: ["a n', 14, "accept"),
        ("{answer: a x^(n-1)", "{answer: n x^(n-1) a", 17, "rejected answer 2 equals the right one"),
        ("given: {f: a x^n}", "given: {f: a x^}", 9, "missing"),
    ],
)
def test_a_broken_promise_is_an_error_with_its_place(trainer, changed, old, new, line, word):
    """File, line, column and a message; exit code 1."""
    file = changed(old, new)

    done = trainer("check", str(file), "--json")

    errors = json.loads(done.out)["errors"]
    assert done.code == 1
    assert {error["file"] for error in errors} == {str(file)}
    assert any(word in error["message"] for error in errors)
    assert line in [error["line"] for error in errors]
    assert all(error["column"] >= 1 for error in errors)


def test_what_is_never_said_is_a_warning(changed):
    """Two wrong answers that mean the same: the second one's words are never said."""
    file = changed("{answer: a x^(n-1)", "{answer: x^n n a")

    report = check_file(file, [exercises_folder()], seeds=1)

    assert report.errors == ()
    assert [warning.rule for warning in report.warnings] == ["because", "same-wrong"]


def test_a_broken_file_leaves_the_rest_of_its_folder_alone(trainer, tmp_path):
    """Everything else is still checked."""
    shutil.copytree(COURSE, tmp_path / "mine")
    (tmp_path / "mine" / "broken.yaml").write_text("exercises: [", encoding="utf-8")

    fields = json.loads(trainer("check", str(tmp_path / "mine"), "--json").out)

    assert len(fields["errors"]) == 1
    assert fields["errors"][0]["file"].endswith("broken.yaml")
    assert len(fields["exercises"]) == 5


def test_for_people_a_finding_shows_its_place_its_rule_and_the_line(trainer, changed):
    """In the shape that editors can jump to, with a caret under the place; the last line counts."""
    file = changed("a n x^(n-1)", "a n x^(n-2)")

    told, line, caret, counts = trainer("check", str(file)).out.splitlines()

    assert told.startswith(f"{file}:14:15: error: this right answer is graded different")
    assert told.endswith(" [accept]")
    assert line[caret.index("^") :].startswith("a n x^(n-2)")
    assert counts == "1 file, 2 exercises, 1 error, 0 warnings."


def test_warnings_come_after_the_errors_and_fail_only_when_asked_to(trainer, changed):
    """A doubt is no reason to stop, unless a pack wants none."""
    file = changed("n: 3..7", "n: 3..7, unused: 1..2")

    lenient = trainer("check", str(file))
    strict = trainer("check", str(file), "--strict")
    (warning,) = json.loads(trainer("check", str(file), "--json").out)["warnings"]

    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.out == strict.out
    assert ": warning: the parameter unused is not used [unused]" in lenient.out
    assert set(warning) == {"file", "line", "column", "message", "rule"}


def test_many_files_are_shared_out_and_told_in_order(changed, monkeypatch):
    """Several processes find what one finds, in the same order; a progress is told after every file."""
    folder = changed("a n x^(n-1)", "a n x^(n-2)").parent
    for number in range(ALONE):
        head = f"skill: copy-{number}\n"
        (folder / f"{number}.yaml").write_text(
            head + "exercises: [{id: one, kind: derive}]", encoding="utf-8"
        )
    done = []

    shared = check([folder], [COURSE], seeds=1, progress=lambda *counts: done.append(counts))
    monkeypatch.setattr(run, "ALONE", 1_000)
    alone = check([folder], [COURSE], seeds=1)

    assert shared == alone
    assert len(shared.errors) > ALONE
    assert done == [(number, ALONE + 1) for number in range(1, ALONE + 2)]


def test_ctrl_c_leaves_no_process_behind(changed):
    """What is left of the work is given up."""
    folder = changed("a n x^(n-1)", "a n x^(n-2)").parent
    for number in range(ALONE):
        (folder / f"{number}.yaml").write_text(f"skill: copy-{number}", encoding="utf-8")

    def interrupt(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check([folder], [COURSE], seeds=1, progress=interrupt)

    assert multiprocessing.active_children() == []


def test_a_terminal_sees_a_bar_and_then_the_bar_is_gone(monkeypatch):
    """On the error stream, so that what is found can be sent elsewhere."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)

    with progress_bar("Checking") as progress:
        progress(1, 2)

    assert "Checking [###############...............] 1 of 2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_no_bar_is_drawn_where_nobody_looks(capsys):
    """Not into a file, and not beside JSON."""
    with progress_bar("Checking") as progress:
        assert progress is None


def test_a_missing_path_is_an_error(trainer, tmp_path):
    """Not a traceback."""
    done = trainer("check", str(tmp_path / "nowhere"))

    assert done.code == 1
    assert "cannot be read" in done.out


def test_a_folder_without_exercises_is_an_error(trainer, tmp_path):
    """A wrong path must not look like a sound pack."""
    done = trainer("check", str(tmp_path))

    assert done.code == 1
    assert "no exercise file (.yaml or .yml) is in this folder [unreadable]" in done.out


def test_a_link_is_told_once_and_a_strange_name_gives_no_orders_to_the_terminal(trainer, tmp_path):
    """Both are met in folders that came from strangers."""
    (tmp_path / "link.yaml").symlink_to(tmp_path / "away.yaml")
    strange = tmp_path / "\x1b[2J.yaml"

    done = trainer("check", str(tmp_path), str(strange))

    assert done.out.count("link.yaml is a link") == 1
    assert "\\x1b[2J.yaml" in done.out
    assert "\x1b" not in done.out
