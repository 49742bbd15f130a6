"""Every folder but the first is a pack: its name stands before its ids, and no two packs are mixed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bank.test_cache import everything
from tests.bank.test_loader import messages, write
from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.paths import exercise_folders, exercises_folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write(tmp_path / "course", "power.yaml")
    return tmp_path / "course"


def pack(folder: Path, head: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if head:
        (folder / "pack.yaml").write_text(head, encoding="utf-8")
    return folder


def test_the_ids_of_a_pack_begin_with_its_name(course: Path, tmp_path: Path) -> None:
    """Of skills and of exercises, in the bank and in the variant."""
    folder = pack(
        tmp_path / "other", "name: deep-dive\ntitle: Deep dive\nlicence: CC-BY-4.0\nauthors: [A, B]"
    )
    write(folder, "rules/chain.yaml")

    bank = load_bank([course, folder])

    assert bank.faults == ()
    assert list(bank.skills) == ["power", "deep-dive/chain"]
    assert bank.skills["deep-dive/chain"].exercises == ("deep-dive/chain/one",)
    exercise = make_variant(bank.exercises["deep-dive/chain/one"], 3).exercise
    assert (exercise.id, exercise.skill) == ("deep-dive/chain/one", "deep-dive/chain")
    assert bank.exercises["deep-dive/chain/one"] is bank.exercises["deep-dive/chain/one"]
    (found,) = bank.packs
    assert (found.title, found.licence, found.authors) == ("Deep dive", "CC-BY-4.0", ("A", "B"))


@pytest.mark.parametrize(
    ("folder", "name"), [("My Rules", "my-rules"), ("rules_2.git", "rules-2-git"), ("Übung", "ubung")]
)
def test_without_a_name_the_folder_names_the_pack(
    course: Path, tmp_path: Path, folder: str, name: str
) -> None:
    """As nearly as an id can."""
    write(tmp_path / folder, "chain.yaml")

    assert list(load_bank([course, tmp_path / folder]).skills) == ["power", f"{name}/chain"]


def test_a_folder_whose_name_is_no_id_needs_a_pack_file(course: Path, tmp_path: Path) -> None:
    """Else its progress would hang on nothing."""
    write(tmp_path / "数学", "chain.yaml")

    bank = load_bank([course, tmp_path / "数学"])

    assert list(bank.skills) == ["power"]
    assert messages(bank) == ["this pack has no name; write one into pack.yaml, such as `name: my-exercises`"]


def test_prerequisites_are_looked_for_in_the_pack_then_in_the_course(course: Path, tmp_path: Path) -> None:
    """A skill of the course's name builds on the course's; another pack's is named in full."""
    write(course, "sum.yaml")
    write(tmp_path / "a", "sum.yaml")
    write(tmp_path / "a", "power.yaml", "requires: [power]")
    write(tmp_path / "a", "chain.yaml", "requires: [sum, power, b/sum, a/sum]")
    write(tmp_path / "b", "sum.yaml", "requires: [sum]")

    bank = load_bank([course, tmp_path / "a", tmp_path / "b"])

    assert bank.faults == ()
    assert {name: skill.requires for name, skill in bank.skills.items() if skill.requires} == {
        "a/power": ("power",),
        "a/chain": ("a/sum", "a/power", "b/sum", "a/sum"),
        "b/sum": ("sum",),
    }


def test_an_unknown_prerequisite_of_a_pack_is_answered_with_the_spelling_to_write(
    course: Path, tmp_path: Path
) -> None:
    """Without the pack's own name."""
    write(tmp_path / "a", "quotient.yaml")
    write(tmp_path / "a", "chain.yaml", "requires: [qotient, c/power]")

    bank = load_bank([course, tmp_path / "a"])

    assert [fault.nearest for fault in bank.faults] == ["quotient", "power"]
    assert messages(bank)[0] == "a/chain requires the unknown skill 'qotient'; did you mean 'quotient'?"


def test_two_folders_of_one_name_are_not_mixed(course: Path, tmp_path: Path) -> None:
    """The sentence names both and the way out; the first stays."""
    first = pack(tmp_path / "first", "name: rules")
    write(first, "a.yaml")
    write(tmp_path / "rules", "b.yaml")

    bank = load_bank([course, first, tmp_path / "rules"])

    assert list(bank.skills) == ["power", "rules/a"]
    (fault,) = bank.faults
    assert fault.file == tmp_path / "rules"
    assert str(first) in fault.message
    assert "`name: …` in its pack.yaml" in fault.message


def test_a_slip_in_a_pack_file_does_not_change_its_name(course: Path, tmp_path: Path) -> None:
    """The name is what progress hangs on; a faulty name leaves the pack out."""
    write(pack(tmp_path / "a", "name: deep\nlicense: MIT"), "x.yaml")
    write(pack(tmp_path / "b", "name: ../up"), "x.yaml")
    write(pack(tmp_path / "c", "name: ["), "x.yaml")

    bank = load_bank([course, tmp_path / "a", tmp_path / "b", tmp_path / "c"])

    assert list(bank.skills) == ["power", "deep/x"]
    assert [(fault.file.parent.name, fault.line) for fault in bank.faults] == [("a", 2), ("b", 1), ("c", 2)]
    assert bank.faults[0].message == "unknown key 'license'; did you mean 'licence'?"


def test_a_folder_counts_once_however_it_is_named(course: Path, tmp_path: Path) -> None:
    """By another way, inside a folder that is given too, or around it."""
    write(tmp_path / "a", "deep/chain.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "a")

    twice = load_bank(
        [course, tmp_path / "a", tmp_path / "link", tmp_path / "a" / "deep", course / ".." / "a"]
    )
    around = load_bank([course, tmp_path / "a" / "deep", tmp_path])

    assert (list(twice.skills), twice.faults) == (["power", "a/chain"], ())
    assert list(around.skills) == ["power", "deep/chain"]


def test_a_pack_from_the_cache_is_the_pack_of_the_files(course: Path, tmp_path: Path) -> None:
    """Its pack.yaml too, and the faults in it."""
    write(pack(tmp_path / "a", "name: deep\ntitle: T\nlicense: MIT"), "x.yaml", "renames: [old]")
    folders = [course, tmp_path / "a"]

    banks = [load_bank(folders, cache) for cache in (None, tmp_path / "cache", tmp_path / "cache")]

    assert [everything(bank) for bank in banks] == [everything(banks[0])] * 3
    assert [(bank.packs, bank.renamed_skills) for bank in banks] == [
        (banks[0].packs, {"deep/old": "deep/x"})
    ] * 3


def test_the_users_folder_holds_packs_and_loose_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder in it is a pack, files are `own`, hidden ones are passed over."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("TRAINER_EXERCISES", raising=False)
    own = tmp_path / "calculus-trainer" / "exercises"
    write(own, "loose.yaml")
    write(own, "another.yml")
    write(own, "some-pack/chain.yaml")
    write(own, ".git/config.yaml")
    (own / "notes.txt").write_text("")

    folders = exercise_folders()

    assert folders == (exercises_folder(), own / "another.yml", own / "loose.yaml", own / "some-pack")
    assert exercise_folders([own]) == folders
    write(tmp_path / "course", "power.yaml")
    bank = load_bank([tmp_path / "course", *folders[1:]])
    assert list(bank.skills) == ["power", "own/another", "own/loose", "some-pack/chain"]


def test_a_folder_named_own_does_not_join_the_loose_files(course: Path, tmp_path: Path) -> None:
    """It would depend on what else is there."""
    loose = write(tmp_path / "here", "x.yaml")
    write(tmp_path / "own", "y.yaml")

    bank = load_bank([course, loose, tmp_path / "own"])

    assert list(bank.skills) == ["power", "own/x"]
    assert [fault.file for fault in bank.faults] == [tmp_path / "own"]


def test_a_git_checkout_is_a_pack(course: Path, tmp_path: Path) -> None:
    """What Git and the system keep in hidden folders and files is no exercise."""
    write(tmp_path / "rules", "chain.yaml")
    write(tmp_path / "rules", ".git/hooks/a.yaml", "title: [")
    write(tmp_path / "rules", ".github/workflow.yml", "on: [push")
    (tmp_path / "rules" / "._chain.yaml").write_bytes(b"\x00\x05\x16\x07")

    bank = load_bank([course, tmp_path / "rules"])

    assert (list(bank.skills), bank.faults) == (["power", "rules/chain"], ())
