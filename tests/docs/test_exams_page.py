"""The page on exams keeps its word: its blueprint is sound in the shipped bank."""

import re
import shlex
from pathlib import Path

from trainer.bank import load_bank
from trainer.bank.blueprint import read_blueprint
from trainer.bank.blueprint_topics import blueprint_faults
from trainer.cli.edge import run
from trainer.paths import exercises_folder

PAGE = Path(__file__).parents[2] / "docs" / "exams.md"


def test_the_blueprint_on_the_page_is_sound(tmp_path):
    """It is copied by people who write their own."""
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "fridays-test.yaml"
    file.write_text(block, encoding="utf-8")

    blueprint, faults = read_blueprint(file)

    assert faults == ()
    assert blueprint_faults(blueprint, load_bank([exercises_folder()])) == ()
    assert (blueprint.hint_cost, blueprint.pass_mark) == (0.25, 0.6)


def test_links_lead_somewhere():
    """Every relative link names a file."""
    for target in re.findall(r"\]\((?!http)([^)#]+)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / target).exists(), target


def test_the_plan_on_the_page_can_be_typed(tmp_path, monkeypatch, capsys):
    """Line by line, on one progress file; the last line gives the plan up."""
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "progress.db"))
    monkeypatch.setenv("TRAINER_CACHE", str(tmp_path / "cache"))
    lines = re.findall(r"^    (trainer exam plan.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    said = []
    for line in lines:
        assert run([*shlex.split(line)[1:], "--now", "2026-11-21T18:30"]) == 0
        said.append(" ".join(capsys.readouterr().out.split()))

    assert "Thu 24 Dec, in 33 days. 30 minutes a day." in said[0]
    assert "30 minutes a day; off: Sat, Sun, Tue 8 Dec." in said[1]
    assert "Minutes: Mon 20, Tue 20, Wed 20, Thu 20, Fri 20; off: Sat, Sun, Tue 8 Dec;" in said[2]
    assert said[3] == said[2]
    assert "given up" in said[4]
