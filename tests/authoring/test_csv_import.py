"""A table of questions becomes exercise files that pass the check, or every bad row is told its place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.authoring.csv_import import import_questions
from trainer.authoring.csv_questions import NAMES, NUMBERED, Ids, entry_of
from trainer.authoring.csv_table import read_table
from trainer.authoring.lint.run import check
from trainer.authoring.yaml_text import entry, item
from trainer.bank import load_bank
from trainer.bank.controls import CONTROL_IN_TEXT
from trainer.bank.details import Choices
from trainer.bank.variant import make_variant
from trainer.bank.yaml_document import read_yaml
from trainer.errors import AuthorError

TABLE = Path("questions.csv")
GOOD = """kind,ask,answer,right,wrong,because,wrong2,hint1,hint2,decimals,variables,accept,id,options,up_to
number,What is $1 + 1$?,2,,3,One too many.,,Count.,Use fingers.,,,1 + 1,sum,,
derive,"Differentiate
$w^2$.",2 w,,w,The factor is missing.,,,,,w: positive; b,,,,
derive,What has the slope $2x$?,x^2,,,,,,,,,,,,constant
number,π,3.14159,,,,,,,2,,,,,
number,Nothing,0,,,,,,,,,,,,
choice,Which is linear?,,$2x$,$x^2$,A parabola.,$|x|$,,,,,,,,
choice,Which is even?,$x^2$,,,,,,,,,,,$x^2$|$x^3$ | $|x| x$,
"""


def imported(text: str | bytes):
    return import_questions(text if isinstance(text, bytes) else text.encode(), TABLE, "questions")


def places(text: str | bytes) -> list[tuple[int, int]]:
    return [(fault.line, fault.column) for fault in imported(text).faults]


def table(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.fixture
def bank(tmp_path: Path):
    def load(text: str | bytes):
        found = imported(text)
        assert found.faults == ()
        for file in found.files:
            (tmp_path / f"{file.skill}.yaml").write_text(file.text, encoding="utf-8")
        return load_bank([tmp_path])

    return load


def test_a_table_becomes_a_file_that_passes_the_check(tmp_path: Path) -> None:
    """All three kinds, with and without what can be left out."""
    (file,) = imported(GOOD).files
    (tmp_path / "questions.yaml").write_text(file.text, encoding="utf-8")

    report = check([tmp_path / "questions.yaml"], [])

    assert report.errors == ()
    assert len(report.exercises) == file.exercises == 7


def test_what_the_table_says_is_what_is_asked(bank) -> None:
    """Texts, options, hints and tolerances arrive as they were typed."""
    exercises = bank(GOOD).exercises

    total = make_variant(exercises["questions/sum"], 0)
    assert (total.prompt, total.hints, total.answers) == (
        "What is $1 + 1$?",
        ("Count.", "Use fingers."),
        {"answer": "2"},
    )
    assert (total.reject[0].texts["answer"], total.reject[0].because) == ("3", "One too many.")
    slope = exercises["questions/differentiate-w-2"]
    assert (slope.ask, dict(slope.variables)) == ("Differentiate\n$w^2$.", {"w": "positive", "b": "real"})
    assert exercises["questions/question"].parts[0].requirement.decimals == 2
    even = make_variant(exercises["questions/which-is-even"], 0).detail
    assert isinstance(even, Choices)
    assert sorted((option.text, option.right) for option in even.options) == [
        ("$x^2$", True),
        ("$x^3$", False),
        ("$|x| x$", False),
    ]


@pytest.mark.parametrize(
    "encoded",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.encode("utf-16"),
        "\n".join(row.replace(",", ";") for row in GOOD.replace("w: positive; b", "w").splitlines()).encode(),
        GOOD.replace(",", "\t").encode("utf-16"),
        GOOD.replace("kind,ask", " Kind , ASK").encode(),
    ],
    ids=["byte order mark", "CR LF", "UTF-16", "semicolons", "tabs", "head"],
)
def test_tables_as_spreadsheets_write_them(encoded: bytes) -> None:
    """Encodings, line ends and separators."""
    found = imported(encoded)

    assert found.faults == ()
    assert found.files[0].exercises == 7


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ("kind,ask,answer\nnumber,a,sin(", (2, 3), "something is missing"),
        ("kind,ask,answer\n\nnumber,a,1\nderive,b,2 y", (4, 3), "“y” is not a name here"),
        ("kind,ask,answer\nnmber,a,1", (2, 1), "kind is one of derive, number, choice, not 'nmber'; did you"),
        ("kind,ask,answer\nnumber,,1", (2, 1), "the column `ask` is empty here"),
        ("kind,ask,answer,because\nnumber,a,1,No.", (2, 4), "because1 says why wrong1 is wrong"),
        ("kind,ask,answer,decimals\nderive,a,1,3", (2, 4), "the column `decimals` is not for derive"),
        ("kind,ask,answer,decimals\nnumber,a,1,x", (2, 4), "'decimals' must be a whole number"),
        ("kind,ask,answer\nnumber,{a} is?,1", (2, 2), "{a} names no parameter"),
        ("kind,ask,answer\nnumber,a,1,,x", (2, 5), "there are only 3 columns"),
        ("kind,ask,answer\nnumber,a\x1b[2J,1", (2, 2), "the control character U+001B"),
        ("kind,ask,right,wrong\nchoice,a,b,", (2, 3), "'options' needs at least 2"),
        (
            "kind,ask,answer,options\nchoice,a,linear,linaer|c",
            (2, 3),
            "'linear' is none of the options; did you mean 'linaer'",
        ),
        ("kind,ask,answer,wrong,because\nnumber,a,2,1+1,No.", (2, 4), "this wrong answer is right"),
        ("kind,ask,answer,id\nnumber,a,1,A b", (2, 4), "an id is small letters"),
        ("kind,ask,answer,id\nnumber,a,1,q\nnumber,b,1,q", (3, 4), "the id 'q' is taken by row 2"),
        ("kind,ask,answer,variables\nderive,a,x,x; x", (2, 4), "'x' is no name, or is declared twice"),
        ("kind,ask,answer,wrong,wrong1\n", (1, 5), "the column 'wrong1' occurs twice"),
        ("kind,ask,anwser\n", (1, 3), "unknown column 'anwser'; did you mean 'answer'?"),
        ('kind,ask,answer\nnumber,"a,1\n', (2, 1), "this row cannot be read"),
        ("ask,answer\na,1\nb,2", (1, 1), "the first row names no column `kind`; it names ask, answer"),
        ("kind,ask,answer\n", (1, 1), "the table has no rows"),
        ("", (1, 1), "the table is empty"),
    ],
)
def test_a_bad_row_is_told_with_row_and_column(rows: str, place: tuple[int, int], said: str) -> None:
    """As a spreadsheet counts them; the head is row 1."""
    try:
        (fault,) = imported(rows).faults
    except AuthorError as whole:
        fault = whole

    assert fault.message.startswith(said)
    assert (fault.line, fault.column) == place
    assert fault.file == TABLE


def test_bytes_of_another_encoding_are_told(tmp_path: Path) -> None:
    """Older spreadsheets write the system's own."""
    with pytest.raises(AuthorError, match="this byte is not UTF-8; save the table as “CSV UTF-8”") as caught:
        imported("kind,ask,answer\nnumber,Ü,1".encode("latin-1"))

    assert caught.value.line == 2


def test_good_rows_stay_when_others_are_bad() -> None:
    """Each bad row is told once, in the order of the table, also when there are many."""
    rows = [["number", f"What is {i}?", "1" if i % 3 else "sin("] for i in range(300)]

    found = imported(table(["kind", "ask", "answer"], *rows))

    assert [fault.line for fault in found.faults] == list(range(2, 302, 3))
    assert [file.exercises for file in found.files] == [200]
    assert "sin(" not in found.files[0].text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "=cmd|'/C calc'!A0", "\t=1"])
def test_what_a_spreadsheet_would_run_is_text(bank, cell: str) -> None:
    """Nothing is worked out on the way."""
    (exercise,) = bank(
        table(["kind", "ask", "right", "wrong"], ["choice", cell, cell, "b"])
    ).exercises.values()

    assert exercise.ask == cell.strip()
    assert exercise.detail.options[0].text == cell.strip()


def test_many_rows_go_on_in_further_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A skill stays of a size that can be learned; rows at the end change no earlier file."""
    monkeypatch.setattr("trainer.authoring.csv_import.MOST_EXERCISES", 3)
    rows = [["choice", "Same words?", "yes", "no"]] * 7

    found = imported(table(["kind", "ask", "right", "wrong"], *rows))

    assert [(file.skill, file.exercises) for file in found.files] == [
        ("questions", 3),
        ("questions-2", 3),
        ("questions-3", 1),
    ]
    assert "id: same-words-7" in found.files[2].text


def test_ten_thousand_rows_are_read_row_by_row() -> None:
    """Tables, ids and YAML lines of a large bank; every row has an id of its own."""
    rows = [["number", f"What is {i % 100}?", str(i)] for i in range(10_000)]

    read = read_table(table(["kind", "ask", "answer"], *rows).encode(), TABLE, NAMES, NUMBERED)
    ids = Ids()
    entries = [entry_of(row, ids) for row in read.rows]

    assert len({one.id for one in entries}) == 10_000
    assert entries[-1].row == 10_001


_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: not CONTROL_IN_TEXT.search(text) and text.strip(" ") != ""
)


@given(
    _TEXTS
    | st.sampled_from(
        ["- a", "a: b", "a #b", "'", '"', "a\n b", "a\n\nb\n", "|", "no", "~", " a", "a:", "\n"]
    )
)
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    """In a mapping and in a list, whatever YAML would take it for."""
    lines = ["top:", *entry("key", text, 2), "  list:", *item(text, 4), "  after: x"]

    document = read_yaml("".join(f"{line}\n" for line in lines).encode(), TABLE)

    assert document == {"top": {"key": text, "list": [text], "after": "x"}}
