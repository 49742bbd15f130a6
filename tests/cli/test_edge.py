"""The edge of the program: help, common options, errors in a sentence, nothing heavy before it is needed."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

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


def test_a_day_without_a_time_is_that_day(trainer):
    """Its midnight would belong to the study day before."""
    trainer("study", "--plain", "--now", "2026-11-21", given=":giveup\n")

    same, day_before = (
        trainer("due", "--json", "--now", now) for now in ("2026-11-21T10:00", "2026-11-21T00:00")
    )
    assert json.loads(same.out)["streak"] == 1
    assert json.loads(day_before.out)["streak"] == 0


@pytest.mark.parametrize("now", ["", "yesterday", "2026-13-01", "0001-01-01", "9999-01-01"])
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


def test_every_line_of_the_examples_can_be_pasted(trainer):
    """What is told about one is a comment above it; none needs a file that the lines before did not make."""
    for command in ["", *COMMANDS, "drill", "new", "preview", "variants", "coverage", "import", "exam"]:
        shown = trainer(*command.split(), "--help").out.partition("Examples:\n")[2].partition("\n\n")[0]
        lines = [line.strip() for line in shown.splitlines() if not line.strip().startswith("#")]
        made = set()
        for line in lines:
            assert not re.search(r"\s{2,}", line), line
            assert re.match(r"(trainer|echo|printf)\b", line), line
            read = re.findall(r"(?:< |preview |import )([\w/.-]+\.\w+)", line)
            assert set(read) <= made, line
            made |= set(re.findall(r"> ([\w.]+)", line))
            made |= {f"{m[2]}/{m[1]}.yaml" for m in re.finditer(r"new ([\w-]+) .*?--in ([\w-]+)", line)}


def _process(command, **options):
    return subprocess.run(
        [sys.executable, "-m", "trainer", *command.split()], capture_output=True, text=True, **options
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_cannot_be_written_is_a_sentence_and_no_verdict():
    """Code 1 would say that the two differ."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "compare", "x", "x"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert done.returncode == 74
    assert len(done.stderr.splitlines()) == 1


def test_a_pipe_that_is_closed_at_once_is_no_verdict():
    """As in `trainer compare x x | true`; nothing more can be said to nobody."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "compare", "x", "x"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert done.returncode == 74
    assert "Traceback" not in done.stderr


def test_without_any_input_there_is_just_nothing_to_read():
    """As with `<&-` in a shell."""
    done = _process("compare --jsonl", preexec_fn=lambda: os.close(0))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_bytes_that_are_no_text_are_an_unreadable_answer(tmp_path):
    """Whatever the locale does with them; the session goes on to its summary."""
    command = [
        sys.executable,
        "-m",
        "trainer",
        "drill",
        "power-rule",
        "--plain",
        "--db",
        str(tmp_path / "p.db"),
    ]

    done = subprocess.run(
        command,
        input=b"\xff\xfe x\n",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Session: 0 questions" in done.stdout


def test_terminal_escapes_in_an_error_are_shown_as_text(trainer, tmp_path):
    """A file may be called anything."""
    folder = tmp_path / "\x1b[31mred"
    folder.mkdir()

    done = trainer("import", str(folder))

    assert done.code == 1
    assert "\x1b" not in done.error


def test_due_tells_of_exercises_that_cannot_be_used(trainer):
    """On the error stream; the figures stay what scripts can read."""
    done = trainer("due", "--json", "--exercises", "nowhere-at-all")

    assert "nowhere-at-all" in done.error
    assert json.loads(done.out)["new"] > 0
