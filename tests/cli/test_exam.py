"""`trainer exam` from the command line, and in a real process that is killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.blueprint import RESERVED
from trainer.cli.exam import app as exam_app
from trainer.paths import data_folder, exercises_folder
from trainer.session.exam.opening import resume
from trainer.store import open_store

QUIT = ":quit\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Where the exercises are kept once they were read, so that this takes its time once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _kept(cache, monkeypatch):
    monkeypatch.setenv("TRAINER_CACHE", str(cache))


def test_every_sub_command_is_refused_as_the_name_of_a_blueprint():
    """Else that exam could not be asked for."""
    names = {command.name for command in exam_app.registered_commands}

    assert names <= RESERVED


def test_the_list_names_the_blueprints_and_then_the_papers(trainer):
    """The open one, and those that are over."""
    assert "chain-rule-and-backprop" in trainer("exam", "list").out
    trainer("exam", "foundations", "--plain", "--count", "2", given=QUIT)

    fields = json.loads(trainer("exam", "list", "--json").out)

    assert {"foundations", "optimisation", "full-course"} <= {each["name"] for each in fields["blueprints"]}
    assert (fields["open"]["blueprint"], fields["open"]["questions"]) == ("foundations", 2)
    assert fields["open"]["minutes"] == 6
    assert fields["papers"] == []


def test_a_paper_is_handed_in_and_reported(trainer):
    """The report of the last one, by its id, and as JSON."""
    done = trainer(
        "exam", "foundations", "--plain", "--count", "2", "--seed", "4", given=":hand-in\n:hand-in\n"
    )
    assert "Foundations and rules: 0 %, not passed" in done.out

    fields = json.loads(trainer("exam", "report", "--json").out)

    assert (fields["seed"], fields["score"], fields["passed"]) == (4, 0, False)
    assert [question["standing"] for question in fields["questions"]] == ["left blank"] * 2
    assert "Worked answer:" in trainer("exam", "report", fields["exam"]).out
    assert f"{fields['exam']}  Foundations and rules: 0 %, not passed." in trainer("exam", "list").out


def test_what_an_exam_has_missed_is_practised(trainer):
    """All of its skills after a blank paper; without an exam there is a sentence."""
    none = trainer("study", "--missed", "--plain", given=QUIT)
    assert (none.code, none.error.strip()) == (1, "No exam was handed in yet; “trainer exam” starts one.")
    trainer("exam", "foundations", "--count", "2", "--plain", given=":hand-in\n:hand-in\n")

    practice = trainer("study", "--missed", "--plain", given=QUIT)

    assert practice.code == 0
    assert "Question 1 of" in practice.out


def test_a_report_as_json_tells_of_earlier_papers(trainer):
    """Their moments are texts."""
    for _ in range(2):
        trainer("exam", "foundations", "--plain", "--count", "1", given=":hand-in\n:hand-in\n")

    fields = json.loads(trainer("exam", "report", "--json").out)

    (earlier,) = fields["earlier"]
    assert datetime.fromisoformat(earlier["at"]) <= datetime.fromisoformat(fields["handed_in"])


def test_another_exam_offers_to_go_on_or_to_abandon(trainer):
    """Without another wish the open one goes on without a question."""
    trainer("exam", "foundations", "--plain", "--count", "2", given=QUIT)

    assert "begun before" in trainer("exam", "--plain", given=QUIT).out
    assert "begun before" in trainer("exam", "foundations", "--plain", given=QUIT).out
    assert "is still open" in trainer("exam", "optimisation", "--plain", given="\n").out
    assert "Exam: Optimisation" in trainer("exam", "optimisation", "--plain", given=f"abandon\n{QUIT}").out
    assert "abandoned." in trainer("exam", "list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("exam", "fundations", "--plain"), "did you mean 'foundations'?"),
        (("exam", "optimisation", "--plain", "--count", "100"), "the bank can ask only 4 different"),
        (("exam", "report"), "No exam was handed in yet"),
        (("exam", "report", "nope"), "There is no paper 'nope'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(trainer, arguments, said):
    """Exit code 1, no traceback, and nothing is begun."""
    done = trainer(*arguments)

    assert (done.code, done.out) == (1, "")
    assert said in done.error
    assert json.loads(trainer("exam", "list", "--json").out)["open"] is None


def test_a_broken_blueprint_of_ones_own_is_told_with_its_place(trainer, tmp_path):
    """When it is asked for; the list leaves it out and says so."""
    own = tmp_path / "calculus-trainer" / "exams" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("title: Mine\ntitle: Yours\n", encoding="utf-8")

    assert f"{own}:2:1: key 'title' occurs twice" in trainer("exam", "mine", "--plain").error
    listed = trainer("exam", "list")
    assert "foundations" in listed.out
    assert f"Left out: {own}" in listed.error


def test_check_reads_files_in_a_folder_of_exams_as_blueprints(trainer, tmp_path):
    """The shipped ones are sound; one's own is told what is wrong, with its place and the line."""
    own = tmp_path / "exams" / "mine.yaml"
    own.parent.mkdir()
    head = "title: Mine\ndescription: D\ncount: 3\nminutes: 9\npass_mark: 60\n"
    own.write_text(f"{head}weights:\n  power-rul: 1\n", encoding="utf-8")

    shipped = trainer("check", str(data_folder() / "exams"))
    done = trainer("check", str(own))

    assert shipped.code == 0
    assert done.code == 1
    assert f"{own}:7:3: " in done.out
    assert "did you mean 'power-rule'?" in done.out


@pytest.fixture
def environment(tmp_path):
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME")}
    return os.environ | home | {"TRAINER_DB": str(tmp_path / "p.db"), "PYTHONIOENCODING": "utf-8"}


def _sit(environment, **options):
    command = [sys.executable, "-m", "trainer", "exam", "--plain"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, env=environment, encoding="utf-8", **pipes, **options)


def _hear(process, words):
    """Read on until a line with these words."""
    while words not in (line := process.stdout.readline()):
        assert line, process.stderr.read()


def _typed(sheet):
    end = {"derivation": [""], "code": ["."]}.get(sheet.drawn.kind, [])
    return [*"\n".join(sheet.asked.variant.answers.values()).split("\n"), *end]


def test_twenty_questions_over_a_pipe_survive_kill_9_in_the_middle(environment, cache):
    """Seven answered, killed, the rest answered by the next process: all right, each logged once."""
    file = Path(environment["TRAINER_DB"])
    first = _sit(environment)
    first.stdin.write(":time\n")
    first.stdin.flush()
    _hear(first, "left of 60:00")
    with open_store(file) as store:
        paper = store.exams.opened()
    bank = load_bank([exercises_folder()], cache)
    sheets = _sheets_of(paper, bank)
    for sheet in sheets[:7]:
        first.stdin.write("\n".join(_typed(sheet)) + "\n")
    first.stdin.flush()
    _hear(first, "Question 8 of 20.")
    first.send_signal(signal.SIGKILL)
    first.communicate()

    rest = "\n".join(line for sheet in sheets[7:] for line in _typed(sheet))
    out, error = _sit(environment).communicate(f"{rest}\n:hand-in\n:hand-in\n")

    assert (first.returncode, error) == (-signal.SIGKILL, "")
    said = " ".join(out.split())
    assert "7 of 20 questions answered" in said
    assert "Chain rule and backpropagation: 100 %, passed" in said
    with open_store(file) as store:
        assert sorted(event.exercise for event in store.events()) == sorted(
            q.exercise for q in paper.questions
        )
        assert {(event.mode, event.verdict) for event in store.events()} == {("exam", "equal")}
        assert resume(bank, store, lambda: None) is None


def _sheets_of(paper, bank):
    """The sheets of a paper that is open elsewhere, without taking it over."""
    from trainer.session.exam.opening import _sheets
    from trainer.store.exam_rows import StoredAnswer

    return _sheets(paper, [StoredAnswer(n) for n in range(1, len(paper.questions) + 1)], bank)
