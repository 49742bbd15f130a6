"""Holes of a small bank are found, one of each sort, and none where there is none."""

import re

from tests.session.learner import COURSE
from trainer.authoring.coverage import coverage, graphviz, layers
from trainer.bank import load_bank

EXERCISE = """
  - id: {name}
    kind: choice
    ask: Which is $x$?
    options: [{{text: $x$, right: true}}, {{text: $y$, because: It is another letter.}}]
"""


def _bank(folder, **skills):
    for name, head in skills.items():
        text = f"skill: {name}\n{head}\nexercises:{EXERCISE.format(name='one')}"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_bank([folder])


def _found(bank):
    return {(hole.sort, hole.where): hole.sentence for hole in coverage(bank).holes}


def test_each_sort_of_hole_is_found(tmp_path):
    """A broken file, a prerequisite above its skill, one kind only, a missing level, a thin part."""
    bank = _bank(
        tmp_path,
        hard="part: P\nlevel: advanced",
        soft='part: P "1"\nlevel: beginner\nrequires: [hard]',
    )
    (tmp_path / "broken.yaml").write_text("exercises: [", encoding="utf-8")

    found = _found(load_bank([tmp_path]))

    assert {sort for sort, _ in found} == {
        *("left out", "prerequisite above", "one kind", "level missing", "thin part")
    }
    assert found["prerequisite above", "soft"] == "is beginner, but requires hard, which is advanced"
    assert found["one kind", "hard"] == "one exercise: choice"
    assert found["level missing", "P"] == "no skill is beginner or intermediate"
    assert len(bank.skills) == 2


def test_a_skill_with_several_kinds_and_sound_prerequisites_is_no_hole():
    """The course of the session's tests has two kinds in `slopes`."""
    kinds = {each.skill.id: each.kinds for each in coverage(load_bank([COURSE])).skills}
    found = _found(load_bank([COURSE]))

    for name, counted in kinds.items():
        assert (("one kind", name) in found) is (len(counted) == 1)


def test_a_skill_lies_one_layer_above_its_highest_prerequisite(tmp_path):
    """The longest way down counts, not the shortest."""
    bank = _bank(tmp_path, a="", b="requires: [a]", c="requires: [a, b]", d="requires: [a]")

    found = [{skill.id for skill in layer} for layer in layers(list(bank.skills.values()))]

    assert found == [{"a"}, {"b", "d"}, {"c"}]


def test_the_graph_has_every_skill_and_arrow_with_quotes_escaped(tmp_path):
    """Text that would end a string of DOT stays inside it."""
    bank = _bank(tmp_path, a='title: say "x" \\', b="requires: [a]")

    text = graphviz(list(bank.skills.values()))

    assert r'"a" [label="say \"x\" \\"];' in text
    assert re.findall(r'"(\w)" -> "(\w)";', text) == [("a", "b")]
    assert text.count("{") == text.count("}")


def test_an_empty_bank_is_covered():
    """Nothing, and nothing is missing."""
    assert coverage(load_bank([])).holes == ()
    assert layers([]) == []
