"""A real process on the real bank: over a pipe to the summary, and through every way of ending it."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.session.learner import answer, numbers, right, wrong
from tests.shipped import BANK
from trainer.session.practice import Stage
from trainer.session.study import Study
from trainer.store import open_store

NOW = "2026-11-21T10:00:00+00:00"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where the exercises are kept once they were read, so that this takes its time once."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def environment(tmp_path, kept):
    """A learner of whom nothing is known, with a progress file in an empty folder."""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME")}
    own = {"TRAINER_DB": str(tmp_path / "p.db"), "TRAINER_CACHE": str(kept)}
    return os.environ | home | own | {"PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def foreseen(tmp_path):
    """A session in this process that is asked what the other one will be asked."""
    with open_store(tmp_path / "foreseen.db") as store:
        study = Study(BANK, store, lambda: datetime.fromisoformat(NOW))
        study.start()
        yield study


def _trainer(*arguments):
    return [sys.executable, "-m", "trainer", *arguments]


def _lines(question, texts):
    """What is typed: the texts, an empty line after those of a derivation, Enter for the next question."""
    end = [""] if question.variant.exercise.kind == "derivation" else []
    return [*texts.values(), *end, ""]


def test_a_session_over_a_pipe_reaches_its_summary(foreseen, environment):
    """Right answers to everything; afterwards the due list is what it must be."""
    lines = []
    for _ in range(6):
        texts = right(foreseen.question)
        lines += _lines(foreseen.question, texts)
        answer(foreseen, texts)
        foreseen.advance()

    command = _trainer("study", "--plain", "--count", "6", "--now", NOW)
    done = subprocess.run(
        command, input="\n".join(lines) + "\n", env=environment, capture_output=True, encoding="utf-8"
    )
    due = subprocess.run(_trainer("due", "--json", "--now", NOW), env=environment, capture_output=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Session: 6 questions, 6 right" in done.stdout
    home = foreseen.home()
    figures = json.loads(due.stdout)
    assert (figures["due"], figures["new"]) == (home.due, home.new)
    assert figures["next"]["skill"] == home.next.skill


def _hear_interrupts():
    """Also where the tests run in the background of a shell, which has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class _Talk:
    """A conversation with a plain session."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            _trainer("study", "--plain", "--now", NOW),
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=_hear_interrupts,
        )

    def hear(self):
        """Everything up to the next prompt."""
        heard = ""
        while not heard.endswith("> "):
            letter = self.process.stdout.read(1)
            assert letter, f"ended after {heard!r}: {self.process.stderr.read()}"
            heard += letter
        return heard

    def say(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.hear()

    def end(self, number):
        self.process.send_signal(number)
        out, error = self.process.communicate(timeout=30)
        return self.process.returncode, out, error


@pytest.fixture
def talk(environment):
    begun = _Talk(environment)
    yield begun
    begun.process.kill()
    begun.process.communicate()


def test_kill_9_loses_no_graded_attempt(talk, foreseen, environment):
    """The attempt that was acknowledged is in the log, and the first wrong answer to the next is kept."""
    talk.hear()
    first = right(foreseen.question)
    for text in first.values():
        heard = talk.say(text)
    assert "Right." in heard
    answer(foreseen, first)
    foreseen.advance()
    talk.say("")
    missed = wrong(foreseen.question)
    for text in missed.values():
        heard = talk.say(text)
    assert "One more try is left" in heard

    code, _, _ = talk.end(signal.SIGKILL)

    assert code == -signal.SIGKILL
    with open_store(Path(environment["TRAINER_DB"])) as store:
        assert [event.verdict for event in store.events()] == ["equal"]
        again = Study(BANK, store, lambda: datetime.fromisoformat(NOW))
        assert again.start() is Stage.MISSED
        assert numbers(again.question) == numbers(foreseen.question)
        assert again.result.texts == missed


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_session_in_good_order(talk, number, code):
    """The summary is said, there is no traceback, and the exit code names the signal."""
    talk.hear()

    returned, out, error = talk.end(number)

    assert returned == code
    assert "Session: 0 questions" in out
    assert "Traceback" not in error


def test_the_end_of_the_input_is_a_way_to_stop(talk):
    """Closing the pipe ends the session as the command does."""
    talk.hear()
    out, error = talk.process.communicate(timeout=30)

    assert (talk.process.returncode, error) == (0, "")
    assert "Session: 0 questions" in out
