"""Hostile and broken sources, one per file: contained, said in one sentence, nothing of them left behind."""

import sys
import tempfile
from pathlib import Path

import pytest

from tests.grading.code.code_tasks import task
from trainer.grading.code import Limits, run_code
from trainer.maths.judging.verdict import Outcome

CORPUS = sorted((Path(__file__).parent / "hostile").glob("*.py.txt"))
DOUBLE = task("double", {"x": "3"}, {"y": "2 x"}, inputs=2)
ROOM = {"memory": 512 << 20, "output": 256 << 10, "messages": 1 << 20}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sentences are those of Linux")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A learner's folder with a database, and a folder of its own for temporary files."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "progress.db").write_bytes(b"years of work")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "home" / "progress.db"))
    return tmp_path / "home"


def processes_in(folder):
    """The processes whose working folder is, or was before it was removed, below `folder`."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            where = (place / "cwd").readlink()
        except OSError:
            continue
        if where.is_relative_to(folder):
            found.append(int(place.name))
    return found


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name.partition(".")[0])
def test_a_hostile_source_is_contained(file, home):
    """It is reported in the sentence of its first line; no process, no file and no change remains."""
    text = file.read_text(encoding="utf-8")
    database = home / "progress.db"
    source = text.replace("DATABASE", str(database)).replace("FOLDER", str(home))
    says = source.partition("\n")[0].removeprefix("# says: ")

    report = run_code(source, DOUBLE, seed=1, limits=Limits(wall=0.4 if "0.4 s" in says else 5.0, **ROOM))

    assert report.message == says
    assert (report.outcome is Outcome.EQUAL) == says.startswith("Right")
    assert len(report.output) <= 4_000
    assert database.read_bytes() == b"years of work"
    assert [path.name for path in home.iterdir()] == ["progress.db"]
    assert list((home.parent / "temporary").iterdir()) == []
    assert processes_in(home.parent) == []
