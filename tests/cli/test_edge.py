"""The edge of the program: help, common options, errors in a sentence, nothing heavy before it is needed."""

import json
import sqlite3
import subprocess
import sys

import pytest

from tests.session.learner import COURSE

COMMANDS = ["study", "due", "show", "answer", "compare", "check"]
HEAVY = {"sympy", "numpy", "mpmath", "sqlmodel", "sqlalchemy", "textual"}


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)])
def test_every_command_has_help_with_examples(trainer, command):
    """The examples are lines that could be typed."""
    done = trainer(*command, "--help")

    assert done.code == 0
    assert "Examples:\n" in done.out
    assert f"    trainer {' '.join(command)}".rstrip() in done.out or f"| trainer {command[0]}" in done.out


@pytest.mark.parametrize(
    "code",
    [
        "import trainer.cli",
        "import sys; sys.argv = ['trainer', '--help']; from trainer.cli import main\n"
        "try: main()\nexcept SystemExit: pass",
        "import sys; sys.argv = ['trainer', 'compare', '--help']; from trainer.cli import main\n"
        "try: main()\nexcept SystemExit: pass",
    ],
)
def test_help_imports_nothing_heavy(code):
    """A fresh interpreter shows what was loaded."""
    program = f"{code}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not set(done.stdout.splitlines()[-1].split()) & HEAVY


@pytest.mark.parametrize("arguments", [[], ["study"]])
def test_without_a_terminal_the_full_screen_points_to_the_plain_session(trainer, arguments):
    """One sentence, exit code 1."""
    done = trainer(*arguments)

    assert (done.code, done.out) == (1, "")
    assert "trainer study --plain" in done.error
    assert len(done.error.splitlines()) == 1


def test_the_package_can_be_run_as_a_module():
    """`python -m trainer` is `trainer`."""
    done = subprocess.run([sys.executable, "-m", "trainer", "--version"], capture_output=True, text=True)

    assert done.returncode == 0
    assert done.stdout.strip()[0].isdigit()


def test_due_says_what_the_day_holds(trainer):
    """The fields that scripts rely on, and the same for people."""
    fields = json.loads(trainer("due", "--json").out)

    assert {"due", "new", "minutes", "next"} <= set(fields)
    assert set(fields["next"]) == {"skill", "why"}
    assert f"New: {fields['new']}." in trainer("due").out


def test_options_stand_before_or_after_the_command(trainer, tmp_path):
    """The nearer one counts."""
    before, after = tmp_path / "before.db", tmp_path / "after.db"

    trainer("--db", str(before), "due")
    assert before.exists()
    trainer("--db", str(tmp_path / "unused.db"), "due", "--db", str(after))
    assert after.exists()
    assert not (tmp_path / "unused.db").exists()


def test_more_exercises_can_be_added(trainer):
    """A folder beside the built-in ones."""
    done = trainer("show", "steps/double-step", "--exercises", str(COURSE))

    assert done.code == 0
    assert "u = " in done.out


def test_now_moves_the_day(trainer):
    """What is right today is due on a later day."""
    today, later = "2026-11-21T10:00", "2026-11-29T10:00+00:00"
    trainer("study", "--plain", "--now", today, given=":giveup\n:3\n")

    assert json.loads(trainer("due", "--json", "--now", today).out)["due"] == 0
    assert json.loads(trainer("due", "--json", "--now", later).out)["due"] == 1


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01", "0001-01-01", "9999-01-01"])
def test_a_time_that_is_none_is_refused_in_a_sentence(trainer, now):
    """With the way to write it, or why it cannot be."""
    done = trainer("due", "--now", now)

    assert done.code == 1
    assert "--now" in done.error


@pytest.mark.parametrize("arguments", ["nonsense", "due --nonsense", "study --count 0", "show"])
def test_wrong_usage_is_a_sentence(trainer, arguments):
    """And an exit code of its own."""
    done = trainer(*arguments.split())

    assert done.code == 64
    assert "--help" in done.error


def _corrupt(path):
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)


def _not_a_database(path):
    path.write_text("my diary" * 1_000)


def _of_another_program(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE diary (day TEXT)")


@pytest.mark.parametrize("spoil", [_corrupt, _not_a_database, _of_another_program])
@pytest.mark.parametrize("command", [["due"], ["study", "--plain"]])
def test_a_spoilt_progress_file_is_a_sentence_and_stays_as_it_is(trainer, tmp_path, spoil, command):
    """No traceback, exit code 1, not a byte changed."""
    path = tmp_path / "progress.db"
    spoil(path)
    before = path.read_bytes()

    done = trainer(*command)

    assert done.code == 1
    assert str(path) in done.error
    assert len(done.error.splitlines()) == 1
    assert path.read_bytes() == before


def test_a_reader_that_goes_away_is_no_traceback():
    """`trainer compare --jsonl | head -1` ends quietly."""
    lines = '{"answer": "x", "reference": "x"}\n' * 5_000
    command = f"{sys.executable} -m trainer compare --jsonl | head -1"
    done = subprocess.run(command, shell=True, input=lines, capture_output=True, text=True)

    assert json.loads(done.stdout)["verdict"] == "equal"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("group", [[], ["exam"]])
def test_the_list_of_commands_is_never_cut(trainer, group):
    """Each has its whole first sentence."""
    done = trainer(*group, "--help")

    assert "..." not in done.out.partition("Commands:")[2]
    listed = " ".join(done.out.split())
    assert (
        "or with `--focus` some skills only, due or not." if not group else "go on with the one"
    ) in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("study", "--count", "0"),
            "'--count': it should be greater than or equal to 1. Try “trainer study --help”.",
        ),
        (
            ("drill", "power-rule", "--count", "x"),
            "it should be a valid integer. Try “trainer drill --help”.",
        ),
        (("drill",), "Missing argument 'SKILL'. Try “trainer drill --help”."),
    ],
)
def test_wrong_usage_points_to_the_help_of_its_command(trainer, arguments, said):
    """One sentence in plain words, and exit code 64."""
    done = trainer(*arguments)

    assert (done.code, done.out) == (64, "")
    assert said in done.error
