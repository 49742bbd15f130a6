"""A page for every kind, and every YAML block on it is an exercise that loads."""

import re
from pathlib import Path

import pytest

from trainer.bank import formula_faults, load_bank
from trainer.grading.kinds import GRADERS

FOLDER = Path(__file__).parents[2] / "docs" / "kinds"
PAGES = sorted(FOLDER.glob("*.md"))


def test_every_kind_has_its_page():
    """No kind without one, no page without a kind."""
    assert {page.stem for page in PAGES} == set(GRADERS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_exercises_of_a_page_load(page, tmp_path):
    """They are of the kind that the page is about, and its picture fits 80 columns."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    for number, block in enumerate(blocks):
        (tmp_path / f"skill-{number}.yaml").write_text(block, encoding="utf-8")

    bank = load_bank([tmp_path])

    assert (bank.faults, formula_faults(bank)) == ((), ())
    assert {exercise.kind for exercise in bank.exercises.values()} == {page.stem}
    picture = re.search(r"```\n(.*?)```", text, re.DOTALL)[1]
    assert all(len(line) <= 80 for line in picture.splitlines())
