"""The page about exchange keeps its word: its examples work, and it names every column."""

import re
from pathlib import Path

from trainer.authoring.csv_import import import_questions
from trainer.authoring.csv_questions import NAMES, NUMBERED
from trainer.bank import load_bank

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")


def _block(start):
    """The indented block that begins with `start`."""
    lines = PAGE[PAGE.index(f"    {start}") :].splitlines()
    inside = [line.startswith("    ") for line in lines]
    return "".join(f"{line[4:]}\n" for line in lines[: inside.index(False)])


def test_every_column_is_told():
    """And no other."""
    table = re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)

    assert set(re.findall(r"`(\w+)`", " ".join(table))) == NAMES | NUMBERED


def test_the_table_is_imported():
    """Without a fault."""
    found = import_questions(_block("kind,ask").encode(), Path("questions.csv"), "questions")

    assert found.faults == ()
    assert [file.exercises for file in found.files] == [3]


def test_the_pack_file_is_read(tmp_path):
    """Its name stands before the ids, as the page says."""
    pack = tmp_path / "folder"
    pack.mkdir()
    (pack / "pack.yaml").write_text(_block("name: deep-dive"), encoding="utf-8")
    question = import_questions(b"kind,ask,answer,id\nnumber,a,1,one\n", Path("q.csv"), "chain-rule").files[0]
    (pack / "chain-rule.yaml").write_text(question.text, encoding="utf-8")
    (tmp_path / "course").mkdir()

    bank = load_bank([tmp_path / "course", pack])

    assert bank.faults == ()
    assert list(bank.exercises) == ["deep-dive/chain-rule/one"]
    assert bank.packs[0].authors == ("The maths circle",)


def test_the_renames_are_read(tmp_path):
    """The head of the example, with an exercise that can be asked."""
    question = import_questions(b"kind,ask,answer,id\nnumber,a,1,new\n", Path("q.csv"), "s").files[0].text
    body = question[question.index("    kind:") :]
    (tmp_path / "a.yaml").write_text(_block("skill: chain-rule-two") + body, encoding="utf-8")

    bank = load_bank([tmp_path])

    assert bank.faults == ()
    assert bank.renamed_skills == {"chain-rule": "chain-rule-two-functions"}
    assert list(bank.renamed_exercises.values()) == ["chain-rule-two-functions/sine-of-power"]
