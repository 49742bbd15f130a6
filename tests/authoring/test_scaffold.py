"""The models that new files start from are sound, complete and explained."""

import re
from pathlib import Path

import pytest

from trainer.authoring.lint import check_file
from trainer.authoring.scaffold import KINDS, models, refuse_bad_name, suggested
from trainer.bank.reading import read_file
from trainer.errors import TrainerError
from trainer.grading.kinds import GRADERS
from trainer.paths import data_folder

SCHEMA = data_folder() / "exercise.schema.json"


def test_every_kind_has_a_model():
    """No kind without one, no model without a kind."""
    assert set(KINDS) == set(GRADERS) == {file.stem for file in (data_folder() / "models").iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_model_passes_every_check(kind, tmp_path):
    """No error and no warning, under the name that was asked for."""
    file = tmp_path / "my-new-skill.yaml"
    file.write_text(models()[kind].filled("my-new-skill", SCHEMA), encoding="utf-8")

    report = check_file(file, [], seeds=2)

    assert [str(fault) for fault in (*report.errors, *report.warnings)] == []
    assert [name.partition("/")[0] for name in report.exercises] == ["my-new-skill"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_says_what_each_of_its_keys_is_for(kind):
    """Each line with a key of the head or of the exercise has a comment on it or in the lines under it."""
    text = models()[kind].text
    keys = [line for line in text.splitlines() if re.match(r"(  - |    |)\w+:", line)]
    silent = [re.sub(r"\W*(\w+):.*", r"\1", line) for line in keys if "  # " not in line]

    allowed = {"why", "exercises", "id", "ask", "answer", "at", "of", "y", "loss"}
    assert set(silent) <= allowed
    assert {"hints"} <= {re.sub(r"\W*(\w+):.*", r"\1", line) for line in keys}


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_line_leads_editors_to_the_schema(kind, tmp_path):
    """As the address of a file, without a host."""
    first = models()[kind].filled("x", SCHEMA).splitlines()[0]

    found = re.fullmatch(r"# yaml-language-server: \$schema=file://(/.*)", first)
    assert Path(found[1]).resolve() == SCHEMA.resolve()


def test_title_and_name_are_filled_in(tmp_path):
    """The words of the name are the title, and no placeholder is left."""
    text = models()["derive"].filled("slope-of-a-square", SCHEMA)

    skill = read_file(text.encode(), tmp_path / "slope-of-a-square.yaml").skill
    assert (skill.id, skill.title) == ("slope-of-a-square", "Slope of a square")
    assert "SKILL" not in text
    assert "TITLE" not in text


@pytest.mark.parametrize("name", ["", "Chain", "a b", "a--b", "-a", "a_b", "ä", "x/y", "../x", "a" * 81])
def test_a_bad_name_is_refused(name):
    """A skill's name is also the name of its file."""
    with pytest.raises(TrainerError, match="cannot name a skill"):
        refuse_bad_name(name)


def test_a_bad_name_is_answered_with_a_good_one():
    """Spaces, capitals and the ending of the file are easily mended."""
    assert suggested("Chain Rule_2.yaml") == "chain-rule-2"
    assert suggested("???") == ""
