"""`trainer check` finds what is wrong with an exercise file, and says where."""

import json
import shutil

import pytest

from tests.session.learner import COURSE
from trainer.cli.proofs import prove
from trainer.paths import exercises_folder

SLOPES = COURSE / "slopes.yaml"


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
        ("{answer: a x^(n-1)", "{answer: n x^(n-1) a", 5, "rejected answer 2 equals the right one"),
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

    report = prove([file], [exercises_folder()], seeds=1)

    assert report.errors == ()
    assert ["other words" in warning.message for warning in report.warnings] == [True]


def test_a_broken_file_leaves_the_rest_of_its_folder_alone(trainer, tmp_path):
    """Everything else is still checked."""
    shutil.copytree(COURSE, tmp_path / "mine")
    (tmp_path / "mine" / "broken.yaml").write_text("exercises: [", encoding="utf-8")

    fields = json.loads(trainer("check", str(tmp_path / "mine"), "--json").out)

    assert len(fields["errors"]) == 1
    assert fields["errors"][0]["file"].endswith("broken.yaml")
    assert len(fields["exercises"]) == 5


def test_for_people_each_finding_is_one_line_with_its_place(trainer, changed):
    """In the shape that editors can jump to."""
    file = changed("a n x^(n-1)", "a n x^(n-2)")

    first, *_, last = trainer("check", str(file)).out.splitlines()

    assert first.startswith(f"{file}:14:")
    assert ": error: " in first
    assert last == "1 files, 2 exercises, 1 errors, 0 warnings."


def test_a_missing_path_is_an_error(trainer, tmp_path):
    """Not a traceback."""
    done = trainer("check", str(tmp_path / "nowhere"))

    assert done.code == 1
    assert "cannot be read" in done.out
