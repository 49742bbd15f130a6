import io
import sys
from dataclasses import dataclass

import pytest

from trainer.cli.edge import run


@dataclass
class Done:
    code: int
    out: str
    error: str


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Where exercises are kept once they were read: a hundred commands read the same fifty files."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def _read_once(kept, monkeypatch):
    monkeypatch.setenv("TRAINER_CACHE", str(kept))


@pytest.fixture
def trainer(monkeypatch, capsys, tmp_path):
    """Run a command line in this process, as a learner of whom nothing is known."""
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "progress.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("TRAINER_EXERCISES", raising=False)

    def call(*arguments, given=b""):
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = run(arguments)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call
