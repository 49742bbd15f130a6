"""`trainer exam export` writes the last report or paper to a file, and says what stands in the way."""

import re
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from trainer.cli.app import app
from trainer.cli.edge import run
from trainer.memory.days import Moment
from trainer.session.exam.kept import to_json
from trainer.store import open_store
from trainer.store.exam_rows import DrawnQuestion, StoredAnswer, StoredExam


@pytest.fixture(autouse=True)
def nobody(monkeypatch, tmp_path):
    """A learner without exercises of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def opened(report, tmp_path_factory):
    """A progress file with the exam of the report, still open."""
    file = tmp_path_factory.mktemp("exam") / "open.db"
    with open_store(file) as store:
        store.exams.begin(_stored(report))
    return file


@pytest.fixture(scope="module")
def handed_in(report, tmp_path_factory):
    """A progress file with the exam of the report, handed in."""
    file = tmp_path_factory.mktemp("exam") / "done.db"
    with open_store(file) as store:
        exam = store.exams.begin(_stored(report))
        ended = replace(
            exam, ended=report.ended.value, ended_at=Moment.of(report.handed_in), score=report.score
        )
        answers = [StoredAnswer(q.number, judged=to_json(q)) for q in report.questions]
        store.exams.hand_in(ended, answers, [])
    return file


def _stored(report):
    names = DrawnQuestion.__dataclass_fields__
    return StoredExam(
        id="",
        blueprint=report.blueprint,
        title=report.title,
        seed=report.seed,
        minutes=report.minutes,
        pass_mark=report.pass_mark,
        hint_cost=None,
        questions=tuple(DrawnQuestion(*(getattr(q, name) for name in names)) for q in report.questions),
        predicted=None,
        started=Moment.of(report.started),
    )


def export(db, *arguments):
    return run(["exam", "export", "--db", str(db), *map(str, arguments)])


def test_the_last_report_becomes_a_file(handed_in, tmp_path, monkeypatch, capsys):
    """Named by the exam, in this folder, and never over another file."""
    monkeypatch.chdir(tmp_path)

    assert export(handed_in) == 0
    assert export(handed_in) == 1

    said = capsys.readouterr()
    assert said.out == "Written: exam-2026-11-21-1.html\n"
    assert "--force" in said.err
    assert (tmp_path / "exam-2026-11-21-1.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_format_follows_the_ending(handed_in, tmp_path):
    """Unless one is named."""
    assert export(handed_in, "--out", tmp_path / "a.md") == 0
    assert export(handed_in, "--out", tmp_path / "b.md", "--format", "html") == 0

    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Exam report:")
    assert (tmp_path / "b.md").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_standard_output_takes_it_whole(handed_in):
    """For pipes: nothing but the document."""
    said = CliRunner().invoke(
        app, ["exam", "export", "2026-11-21-1", "--db", str(handed_in), "--format", "markdown", "--out", "-"]
    )

    assert said.output.startswith("# Exam report:")
    assert said.output.endswith("\n")
    assert "Written" not in said.output


def test_a_paper_has_answers_only_where_asked(handed_in, tmp_path):
    """At its end."""
    export(handed_in, "--paper", "--out", tmp_path / "paper.md")
    export(handed_in, "--paper", "--answers", "--out", tmp_path / "key.md")

    assert "## Answers" not in (tmp_path / "paper.md").read_text("utf-8")
    assert "## Answers" in (tmp_path / "key.md").read_text("utf-8")


def test_an_open_exam_can_be_printed_but_not_its_answers(opened, tmp_path, capsys):
    """The paper is that of the exam, made again from the bank."""
    assert export(opened, "--paper", "--out", tmp_path / "paper.md") == 0
    assert export(opened, "--paper", "--answers") == 1
    assert export(opened) == 1

    assert len(re.findall(r"^## \d+\. ", (tmp_path / "paper.md").read_text("utf-8"), re.MULTILINE)) == 10
    assert "still open" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("--answers",), ("--out", "-", "--open"), ("--format", "pdf")], ids=" ".join
)
def test_what_makes_no_sense_is_refused(handed_in, arguments):
    """As a command line that cannot be understood."""
    assert export(handed_in, *arguments) == 64


def test_the_browser_is_given_the_file(handed_in, tmp_path, monkeypatch, capsys):
    """Where none can be started, a sentence says so and the file stands."""
    asked = []
    monkeypatch.setattr("webbrowser.open", lambda address: asked.append(address))

    assert export(handed_in, "--open", "--out", tmp_path / "r.html") == 0

    assert asked == [(tmp_path / "r.html").as_uri()]
    assert "No browser" in capsys.readouterr().err
