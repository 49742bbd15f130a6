"""The page for authors: its tutorial can be followed word for word, its reference is what the models say."""

import io
import re
import shlex
from pathlib import Path

import pytest

from trainer.authoring.reference import with_reference
from trainer.cli.edge import run

PAGE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
TUTORIAL = PAGE.partition("## Every key")[0]
BLOCK = re.compile(r"```(yaml|console)\n(.*?)```", re.DOTALL)
FILE = Path("my-course/weight-decay-step.yaml")


def _commands(block):
    """The command lines of a console block, each with the lines that it is said to print."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *printed = piece.rstrip("\n").split("\n")
        yield shlex.split(command), printed


def _matches(printed, claimed):
    """Line by line; a line `…` stands for any lines."""
    pattern = "\n".join(r"[\s\S]*?" if line == "…" else re.escape(line) for line in claimed)
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None


def _write(block):
    """A whole file takes the place of what was there, an exercise is added at its end."""
    before = "" if block.startswith("skill:") else FILE.read_text(encoding="utf-8")
    FILE.write_text(before + block, encoding="utf-8")


def test_the_tutorial_can_be_followed_word_for_word(tmp_path, monkeypatch, capsys):
    """Every command prints what the page says, and what is written on the way is sound."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "progress.db"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    asked = []

    for kind, block in BLOCK.findall(TUTORIAL):
        if kind == "yaml":
            _write(block)
            continue
        for (program, name, *arguments), claimed in _commands(block):
            asked.append(name)
            code = run([name, *arguments, *(["--plain"] if name == "drill" else [])])
            said = capsys.readouterr()
            assert program == "trainer"
            if name == "preview":
                assert "needs a terminal" in said.err
            elif name == "drill":
                assert (code, said.err) == (0, "")
                assert "A step with weight decay" in said.out
            else:
                assert (code, said.err) == (0, ""), name
                assert _matches(said.out, claimed), said.out

    assert set(asked) == {"new", "preview", "variants", "check", "drill", "coverage", "show"}


def test_the_slip_that_the_tutorial_proposes_is_found(tmp_path, monkeypatch, capsys):
    """The right key is offered, with its line."""
    monkeypatch.chdir(tmp_path)
    FILE.parent.mkdir()
    block = BLOCK.search(TUTORIAL[TUTORIAL.index("### 3.") :])[2]
    _write(block.replace("    answer:", "    anwser:"))

    code = run(["check", str(FILE)])

    line = block.splitlines().index("    answer: s - eta (g + k s)") + 1
    out = capsys.readouterr().out
    assert code == 1
    assert f"{FILE}:{line}:" in out
    assert "did you mean 'answer'?" in out


def test_the_reference_is_made_from_the_models():
    """Write the page anew with `trainer.authoring.reference.with_reference` when a model changes."""
    assert with_reference(PAGE) == PAGE


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", PAGE))
def test_links_lead_somewhere(link):
    """Every relative link names a file."""
    assert (Path(__file__).parents[2] / "docs" / link).is_file()
