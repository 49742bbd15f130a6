"""The page on exams keeps its word: its blueprint is sound in the shipped bank."""

import re
from pathlib import Path

from trainer.bank import load_bank
from trainer.bank.blueprint import read_blueprint
from trainer.bank.blueprint_topics import blueprint_faults
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
