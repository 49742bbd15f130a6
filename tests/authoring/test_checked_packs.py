"""What is checked is seen as it will be studied: in its pack, beside the course and the other packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.learner import COURSE
from trainer.authoring.lint import check

SKILL = """skill: {name}
requires: [{requires}]
{more}
exercises:
  - id: one
    kind: choice
    ask: Which of them is {name}?
    options:
      - {{text: This one, right: true}}
      - {{text: That one, because: It is another.}}
    hints: [Read both.]
    solution: [It is this one.]
"""


@pytest.fixture
def pack(tmp_path: Path):
    """Writes a pack: its name for pack.yaml (none without one), and the skills with what they require."""

    def write(folder: str, name: str = "", more: str = "", **skills: str) -> Path:
        place = tmp_path / folder
        place.mkdir()
        if name:
            (place / "pack.yaml").write_text(f"name: {name}\n", encoding="utf-8")
        for skill, requires in skills.items():
            text = SKILL.format(name=skill, requires=requires, more=more)
            (place / f"{skill}.yaml").write_text(text, encoding="utf-8")
        return place

    return write


def errors(paths: list[Path], known: tuple[Path, ...] = (COURSE,)) -> list[tuple[str, str, int, str]]:
    found = check(paths, known, seeds=1).errors
    return [(one.rule, one.file.name, one.line, one.message) for one in found]


def test_a_pack_may_call_its_skills_by_its_own_name(pack):
    """As others have to; the name is that of pack.yaml, else the folder's."""
    named = pack("a", "deep-dive", first="", second="deep-dive/first")
    unnamed = pack("shallow-dive", first="", second="shallow-dive/first")

    assert errors([named]) == errors([unnamed]) == []


@pytest.mark.parametrize("name", ["deep-dive", ""])
def test_a_file_alone_may_require_what_lies_beside_it(pack, name):
    """Checking one file of a pack says nothing that checking the pack would not say."""
    folder = pack("a", name, first="", second="first", third="frist")

    assert errors([folder / "second.yaml"]) == []
    ((rule, _, line, message),) = errors([folder / "third.yaml"])
    assert (rule, line) == ("unknown-skill", 2)
    assert message == "third requires the unknown skill 'frist'; did you mean 'first'?"


def test_a_pack_may_name_a_skill_like_one_of_the_course(pack):
    """Its own name stands before it; within the pack, a name is taken once."""
    folder = pack("a", slopes="")
    (folder / "again.yaml").write_bytes((folder / "slopes.yaml").read_bytes())

    ((rule, file, line, message),) = errors([folder])

    assert (rule, file, line) == ("duplicate-id", "slopes.yaml", 1)
    assert message.startswith("skill 'slopes' is already in ")


def test_two_packs_of_one_name_are_found_but_a_working_copy_is_not(pack):
    """A pack under work is checked although the same one is installed."""
    copy, installed = pack("copy", "deep-dive", one=""), pack("installed", "deep-dive", one="")

    ((rule, file, _, message),) = errors([copy, installed])

    assert (rule, file) == ("pack", "installed")
    assert "the pack 'deep-dive' is already in" in message
    assert errors([copy], (COURSE, installed)) == []


def test_a_pack_file_is_checked_as_one(pack):
    """With its folder, and by itself."""
    folder = pack("a", "deep-dive\nauthros: [x]", one="")
    expected = [("unknown-key", "pack.yaml", 2, "unknown key 'authros'; did you mean 'authors'?")]

    assert errors([folder]) == errors([folder / "pack.yaml"]) == expected


def test_a_link_in_a_circle_is_a_sentence(tmp_path):
    """Where it leads cannot be told."""
    link = tmp_path / "circle.yaml"
    link.symlink_to(link)

    ((rule, file, _, message),) = errors([link])

    assert (rule, file) == ("unreadable", "circle.yaml")
    assert message.startswith("the file cannot be read: ")


def test_an_old_id_that_two_skills_claim_is_found(pack):
    """Also where the other one is not checked; an old id that is in use as well."""
    folder = pack("a", "deep-dive", "renames: [zero]", one="", two="")
    pack("b", more="renames: [one]", one="")

    for paths in ([folder], [folder / "two.yaml"]):
        ((rule, file, line, message),) = errors(paths)
        assert (rule, file, line) == ("renames", "two.yaml", 3)
        assert "'zero' is said to be an old id of deep-dive/two and of deep-dive/one" in message
    ((rule, _, _, message),) = errors([folder.parent / "b"])
    assert rule == "renames"
    assert "has a skill of that id now" in message
