"""An id is what progress hangs on; `renames` says what it was before, and two may not say the same."""

from __future__ import annotations

from pathlib import Path

from tests.bank.test_loader import messages, write
from trainer.bank import load_bank
from trainer.bank.reading import read_file


def test_old_ids_lead_to_those_of_now(tmp_path: Path) -> None:
    """Of skills and of exercises; of a pack's under its name."""
    write(tmp_path / "course", "chain.yaml", "renames: [chain-rule, chains]")
    file = write(tmp_path / "a", "chain.yaml", "renames: [inner]", "one", "two")
    file.write_text(file.read_text().replace("id: two", "id: two\n    renames: [second, zwei]"))

    bank = load_bank([tmp_path / "course", tmp_path / "a"])

    assert bank.faults == ()
    assert bank.renamed_skills == {"chain-rule": "chain", "chains": "chain", "a/inner": "a/chain"}
    assert bank.renamed_exercises == {"a/chain/second": "a/chain/two", "a/chain/zwei": "a/chain/two"}


def test_an_id_that_is_in_use_is_no_old_id(tmp_path: Path) -> None:
    """Which rules out chains and cycles, and a skill that was called what it is called."""
    write(tmp_path, "a.yaml", "renames: [b]")
    write(tmp_path, "b.yaml", "renames: [a]")
    write(tmp_path, "c.yaml", "renames: [b, old]")
    write(tmp_path, "d.yaml", "renames:\n  - d")

    bank = load_bank([tmp_path])

    assert bank.renamed_skills == {"old": "c"}
    assert [(fault.file.stem, fault.line, fault.column) for fault in bank.faults] == [
        ("a", 1, 11),
        ("b", 1, 11),
        ("c", 1, 11),
        ("d", 2, 5),
    ]
    has_it = f"{tmp_path / 'b.yaml'} has a skill of that id now"
    assert messages(bank)[0] == f"'b' cannot be an old id of a: {has_it}; remove one of the two"


def test_two_skills_cannot_have_been_one(tmp_path: Path) -> None:
    """The first keeps the history; the sentence names both files."""
    write(tmp_path, "a.yaml", "renames: [rules]")
    second = write(tmp_path, "b.yaml", "renames: [rules]")

    bank = load_bank([tmp_path])

    assert bank.renamed_skills == {"rules": "a"}
    (fault,) = bank.faults
    assert fault.file == second
    assert str(tmp_path / "a.yaml") in fault.message


def test_a_pack_claims_nothing_of_others(tmp_path: Path) -> None:
    """Neither the course's history nor another pack's."""
    write(tmp_path / "course", "power.yaml")
    write(tmp_path / "a", "x.yaml", "renames: [power, gone]")
    write(tmp_path / "b", "y.yaml", "renames: [course/power]")

    bank = load_bank([tmp_path / "course", tmp_path / "a", tmp_path / "b"])

    assert bank.renamed_skills == {"a/power": "a/x", "a/gone": "a/x"}
    assert [fault.message[:12] for fault in bank.faults] == ["an id is sma"]


def test_old_ids_of_exercises_are_checked_in_their_file(tmp_path: Path) -> None:
    """In use, or claimed twice; each with its place."""
    file = write(tmp_path, "a.yaml", "", "one", "two", "three")
    text = file.read_text().replace("id: one", "id: one\n    renames: [two, old]")
    file.write_text(text.replace("id: three", "id: three\n    renames: [old]"))

    bank = load_bank([tmp_path])

    assert bank.renamed_exercises == {"a/old": "a/one"}
    assert messages(bank) == [
        "'two' cannot be an old id: the exercise in line 14 has it now",
        "'old' is already said to be an old id of a/one",
    ]
    assert [fault.line for fault in bank.faults] == [4, 25]


def test_how_a_file_is_written_does_not_change_the_template(tmp_path: Path) -> None:
    """Comments, quotes, folds, indents, the order of keys and the exercise's name do not count."""
    plain = write(tmp_path, "a.yaml")
    rewritten = """# by hand
exercises:
    - kind: "derive"      # the kind
      id: another
      renames: [one]
      reject: [{answer: x, because: 'The factor is missing.'},
               {answer: "x^2", because: That is
                                        the function.}]
      accept: ["2 x", 'x + x', 2*x]
      answer: |
        diff(x^2, x)
      ask: >
        Differentiate
        $x^2$.
      variables:
          x: real
"""

    def hash_of(text: str) -> str:
        (exercise,) = read_file(text.encode(), plain).exercises
        return exercise.template_hash

    assert hash_of(rewritten) == hash_of(plain.read_text())
    for old, new in [
        ("diff(x^2", "diff(x^3"),
        ("$x^2$", "$x^3$"),
        ("x: real", "x: positive"),
        ("answer: x,", "answer: 1,"),
    ]:
        assert old in rewritten
        assert hash_of(rewritten.replace(old, new)) != hash_of(plain.read_text())
