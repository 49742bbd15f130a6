"""The fence on its own, with scripts that no refusal in words holds back."""

import json
import os
import select
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from trainer.grading.code.fence import HARNESS, run_fenced
from trainer.grading.code.watch import Ending, Limits

SCRIPTS = Path(__file__).parent / "scripts"
ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is tested here holds on Linux")


class Ear:
    """Keeps the last message; replies nothing."""

    def __init__(self):
        self.ready = False
        self.over = False
        self.heard = {}

    def hear(self, line):
        self.heard = json.loads(line)
        self.ready = True
        return b""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_double_forks_in_sessions_of_their_own_end_with_the_run(temporary):
    """Processes that have left group, session and parent are found and killed."""
    ear = Ear()

    ended = run_fenced(SCRIPTS / "escapes.py", b"", ear, Limits(wall=0.2))

    assert ended.ending is Ending.TIME
    assert len(ear.heard["processes"]) == 3
    assert not any(is_alive(process) for process in ear.heard["processes"])
    assert list(temporary.iterdir()) == []


def test_the_locks_hold_without_any_refusal_in_words(temporary):
    """Files, network, processes, signals and limits are closed by the kernel; libraries can still be read."""
    database = temporary / "progress.db"
    database.write_bytes(b"years of work")
    before = database.stat()
    ear = Ear()
    job = {"locks": str(HARNESS.with_name("locks.py")), "database": str(database)}

    ended = run_fenced(SCRIPTS / "locked.py", json.dumps(job).encode(), ear, Limits())

    if not {"landlock", "seccomp"} <= set(ear.heard.get("locks", ())):
        pytest.skip(f"this kernel has not both locks: {ended.output}")
    said = ear.heard["said"]
    assert {name for name, word in said.items() if word == "done"} == {
        "allowed: libraries",
        "allowed: own folder",
    }
    assert database.read_bytes() == b"years of work"
    assert (database.stat().st_mode, database.stat().st_mtime) == (before.st_mode, before.st_mtime)


def test_processes_end_when_the_trainer_is_killed(temporary):
    """The warden outlives the trainer just long enough to end everything below it."""
    program = [sys.executable, str(SCRIPTS / "trainer_that_dies.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}

    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as trainer:
        descriptors = [os.pidfd_open(int(number)) for number in trainer.stdout.readline().split()]
        trainer.kill()

    assert len(descriptors) == 3
    for descriptor in descriptors:
        assert select.select([descriptor], [], [], 10)[0], "a process outlived the trainer"
        os.close(descriptor)


def test_a_run_starts_in_an_empty_folder_with_nothing_of_the_learners_environment(temporary, monkeypatch):
    """HOME and TMPDIR are the folder; TRAINER_DB and everything else of the trainer's environment is gone."""
    monkeypatch.setenv("TRAINER_DB", "/home/somebody/progress.db")
    ear = Ear()

    run_fenced(SCRIPTS / "surroundings.py", b"", ear, Limits())

    told = ear.heard
    assert told["files"] == []
    assert told["environment"]["HOME"] == told["environment"]["TMPDIR"] == told["folder"]
    assert "TRAINER_DB" not in told["environment"]
    assert told["folder"].startswith(str(temporary))
    assert told["input"] == ""


def test_an_interpreter_that_cannot_start_is_no_exception(temporary, monkeypatch):
    """What fails before the script begins is an ending like the others."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    ended = run_fenced(SCRIPTS / "surroundings.py", b"", Ear(), Limits())

    assert ended.ending is Ending.NOT_STARTED
    assert list(temporary.iterdir()) == []
