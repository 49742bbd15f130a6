"""The names by which a learner may choose what to study."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from trainer.errors import TrainerError
from trainer.session.focus import focused_skills, known_skill


@dataclass(frozen=True)
class Skill:
    """A skill as far as names go."""

    id: str
    part: str


SKILLS = {
    name: Skill(name, part)
    for name, part in {
        "power-rule": "Differentiation rules",
        "chain-rule-two-functions": "Differentiation rules",
        "chain-rule-mixed": "Differentiation rules",
        "adam-step": "Gradient descent",
    }.items()
}
SKILLS |= {name: Skill(name, "Extra") for name in ("deep/smooth", "deep/adam-step", "one/twin", "two/twin")}
EXAMS = {"midterm": {"adam-step", "no-longer-there"}}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("power-rule", {"power-rule"}),
        ("chain-rule", {"chain-rule-two-functions", "chain-rule-mixed"}),
        ("gradient-descent, power-rule", {"adam-step", "power-rule"}),
        ("Gradient descent", {"adam-step"}),
        ("midterm", {"adam-step"}),
        (",power-rule,,", {"power-rule"}),
    ],
)
def test_a_name_is_an_exam_a_part_a_skill_or_the_beginning_of_some(names: str, expected: set[str]) -> None:
    """Several names add up."""
    assert focused_skills(names, SKILLS, EXAMS) == expected


def test_the_name_of_a_pack_may_be_left_out_where_it_is_plain_which_one_is_meant() -> None:
    """The course goes first; of two packs with such a skill, one has to be named."""
    assert focused_skills("smooth", SKILLS) == {"deep/smooth"}
    assert known_skill("smooth", SKILLS) == "deep/smooth"
    assert known_skill("adam-step", SKILLS) == "adam-step"
    with pytest.raises(TrainerError, match=r"did you mean .*one/twin"):
        known_skill("twin", SKILLS)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("power-rul", "did you mean power-rule"),
        ("chain", None),
        ("zzz", "lists what there is"),
        (" , ", "names no skill"),
        ("\x1b[2J" * 1000, r"'\x1b[2J"),
    ],
)
def test_an_unknown_name_is_answered_with_what_is_near(names: str, said: str | None) -> None:
    """A name that is the beginning of ids at a hyphen is none of these."""
    if said is None:
        assert focused_skills(names, SKILLS) == {"chain-rule-two-functions", "chain-rule-mixed"}
        return

    with pytest.raises(TrainerError) as raised:
        focused_skills(names, SKILLS)

    assert said in str(raised.value)
    assert len(str(raised.value)) < 400
    assert "\x1b" not in str(raised.value)


def test_a_skill_to_drill_is_named_in_full() -> None:
    """Half a name is not guessed at."""
    assert known_skill("adam-step", SKILLS) == "adam-step"
    with pytest.raises(TrainerError, match="did you mean adam-step"):
        known_skill("adam", SKILLS)
