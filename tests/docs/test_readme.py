"""The README keeps its word: commands exist, the key table is the program's, the set-up lines are exact."""

import re
import tomllib
from pathlib import Path

from typer.main import get_command

from trainer.cli.app import app
from trainer.tui.keys import markdown_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_the_one_of_the_program():
    """Change the table in trainer/tui/keys/table.py and this one with it."""
    assert markdown_table() in README


def test_every_command_is_listed():
    """No command without a line, no line without a command."""
    listed = set(re.findall(r"^\| `trainer (\w+)", README, re.MULTILINE))

    assert listed == set(get_command(app).commands)


def test_the_set_up_is_one_line_each():
    """The run and test commands stand on lines of their own, for people and for the checks."""
    assert "    python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/trainer\n" in README
    assert "    python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest -q\n" in README


def test_links_lead_somewhere():
    """Every relative link names a file or folder."""
    for target in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_exercises_and_data_ship_in_the_wheel():
    """What the program needs at run time is forced into the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert included == {"exercises": "trainer/_exercises", "data": "trainer/_data"}
