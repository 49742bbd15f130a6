"""A bank is what is usable in its folders, and a list of what is not."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from trainer.bank import Bank, load_bank
from trainer.bank.reading import read_file

EXERCISE = """
  - id: {id}
    kind: derive
    variables: {{x: real}}
    ask: Differentiate $x^2$.
    answer: diff(x^2, x)
    accept: [2 x, x + x]
    reject:
      - {{answer: x, because: The factor is missing.}}
      - {{answer: x^2, because: That is the function.}}
"""


def write(folder: Path, name: str, head: str = "", *ids: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(EXERCISE.format(id=id_) for id_ in ids or ("one",))
    file.write_text(f"{head}\nexercises:{body}", encoding="utf-8")
    return file


def messages(bank: Bank) -> list[str]:
    return [fault.message for fault in bank.faults]


def test_a_file_without_a_head_is_named_by_its_path(tmp_path: Path) -> None:
    """A learner's own exercise needs nothing but the exercise."""
    write(tmp_path, "03-my-things/square-of-x.yaml")

    skill = load_bank([tmp_path]).skills["square-of-x"]

    assert (skill.title, skill.part, skill.level) == ("Square of x", "My things", "intermediate")
    assert skill.exercises == ("square-of-x/one",)


def test_skills_stand_in_the_order_of_folders_and_paths(tmp_path: Path) -> None:
    """The built-in bank comes first, whatever the names."""
    write(tmp_path, "built-in/02-b/c.yaml")
    write(tmp_path, "built-in/01-a/d.yaml")
    write(tmp_path, "own/a.yaml")

    bank = load_bank([tmp_path / "built-in", tmp_path / "own"])

    assert [(skill.id, skill.order) for skill in bank.skills.values()] == [
        ("d", 0),
        ("c", 1),
        ("own/a", 2),
    ]


def test_a_broken_file_is_listed_and_the_rest_works(tmp_path: Path) -> None:
    """One slip must not cost a learner the evening."""
    write(tmp_path, "a.yaml")
    broken = write(tmp_path, "b.yaml", "title: [")
    write(tmp_path, "c.yaml")

    bank = load_bank([tmp_path])

    assert list(bank.skills) == ["a", "c"]
    assert [fault.file for fault in bank.faults] == [broken]


def test_a_broken_exercise_leaves_the_others_of_its_file_usable(tmp_path: Path) -> None:
    """The skill stays schedulable with what is left."""
    file = write(tmp_path, "a.yaml", "", "one", "two", "three")
    file.write_text(file.read_text().replace("kind: derive", "kind: dervie", 1), encoding="utf-8")

    bank = load_bank([tmp_path])

    assert bank.skills["a"].exercises == ("a/two", "a/three")
    assert list(bank.exercises) == ["a/two", "a/three"]
    assert len(bank.faults) == 1


def test_the_second_file_of_a_skill_is_a_fault(tmp_path: Path) -> None:
    """Its progress could not be told apart from the first one's."""
    first = write(tmp_path, "a.yaml", "skill: twice")
    second = write(tmp_path, "b.yaml", "skill: twice", "other")

    bank = load_bank([tmp_path])

    assert messages(bank) == [f"skill 'twice' is already in {first}"]
    assert bank.faults[0].file == second
    assert list(bank.exercises) == ["twice/one"]


def test_an_unknown_prerequisite_is_a_fault_but_the_skill_is_usable(tmp_path: Path) -> None:
    """With the nearest skill that exists."""
    write(tmp_path, "power-rule.yaml")
    write(tmp_path, "chain.yaml", "requires: [power-rle, power-rule]")

    bank = load_bank([tmp_path])

    assert messages(bank) == ["chain requires the unknown skill 'power-rle'; did you mean 'power-rule'?"]
    assert (bank.faults[0].line, bank.faults[0].column, bank.faults[0].nearest) == (1, 12, "power-rule")
    assert bank.skills["chain"].requires == ("power-rule",)


def test_a_cycle_of_prerequisites_is_broken_at_its_last_skill(tmp_path: Path) -> None:
    """Else none of them could ever be reached."""
    write(tmp_path, "a.yaml", "requires: [c]")
    write(tmp_path, "b.yaml", "requires: [a]")
    write(tmp_path, "c.yaml", "requires: [b]")
    write(tmp_path, "d.yaml", "requires: [d]")

    bank = load_bank([tmp_path])

    assert {skill.id: skill.requires for skill in bank.skills.values()} == {
        "a": ("c",),
        "b": ("a",),
        "c": (),
        "d": (),
    }
    assert len(bank.faults) == 2
    assert all(fault.message.startswith("these skills require each other: ") for fault in bank.faults)
    assert "d → d" in messages(bank)[0] + messages(bank)[1]


def test_a_missing_folder_is_a_fault_and_an_unreadable_name_is_ignored(tmp_path: Path) -> None:
    """Other files may lie beside exercises."""
    (tmp_path / "notes.txt").write_text("hello")

    bank = load_bank([tmp_path, tmp_path / "nowhere"])

    assert messages(bank) == ["this folder of exercises does not exist"]


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    """`--exercises` may repeat the default."""
    write(tmp_path, "a.yaml")

    assert load_bank([tmp_path, tmp_path]).faults == ()


def test_the_template_hash_is_fixed_by_what_is_asked_and_not_by_what_is_said(tmp_path: Path) -> None:
    """A better hint is no new question; another accepted spelling neither."""
    file = write(tmp_path, "a.yaml")
    text = file.read_text()

    def hash_of(changed: str) -> str:
        return read_file(changed.encode(), file).exercises[0].template_hash

    assert hash_of(text) == hash_of(
        "# a comment\n" + text.replace("accept: [2 x,", "hints: [Try]\n    accept: [2*x,")
    )
    assert hash_of(text) == hash_of(text.replace("id: one", "id: two"))
    assert hash_of(text) != hash_of(text.replace("Differentiate", "Derive"))
    assert hash_of(text) != hash_of(text.replace("real", "positive"))


def test_the_template_hash_is_the_published_one(tmp_path: Path) -> None:
    """Recomputed from its description, for whoever reads the event log elsewhere."""
    import hashlib

    exercise = read_file(write(tmp_path, "a.yaml").read_bytes(), tmp_path / "a.yaml").exercises[0]

    canonical = (
        '[["answer","diff(x^2, x)"],["ask","Differentiate $x^2$."],["kind","derive"],'
        '["reject",[[["answer","x"],["because","The factor is missing."]],'
        '[["answer","x^2"],["because","That is the function."]]]],["variables",[["x","real"]]]]'
    )
    assert exercise.template_hash == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize("running", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path: Path, running: bool) -> None:
    """Also for callers that have switched it off."""
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        load_bank([tmp_path])
        assert gc.isenabled() is running
    finally:
        (gc.enable if was else gc.disable)()


def test_loading_needs_neither_sympy_nor_numpy(tmp_path: Path) -> None:
    """The first screen must not wait for them."""
    import subprocess
    import sys

    write(tmp_path, "a.yaml")
    code = (
        "import sys; from pathlib import Path; from trainer.bank import load_bank;"
        f"assert load_bank([Path({str(tmp_path)!r})]).skills;"
        "print([name for name in ('sympy', 'numpy', 'mpmath') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_prerequisites_come_before_what_builds_on_them(tmp_path):
    """The course follows the files, but never asks for a skill before its prerequisite."""
    write(tmp_path, "a.yaml", "requires: [c]")
    write(tmp_path, "b.yaml")
    write(tmp_path, "c.yaml")

    skills = load_bank([tmp_path]).skills

    assert list(skills) == ["b", "c", "a"]
    assert [skill.order for skill in skills.values()] == [0, 1, 2]
