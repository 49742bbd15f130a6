"""`trainer import` and `trainer export`: what comes in is checked, and nothing is lost on the way."""

import json
import zipfile

import pytest

from tests.session.learner import COURSE

GOOD = "kind,ask,answer\nnumber,What is $1+1$?,2\n"
BAD = GOOD + "number,broken,sin(\nnumber,worse,\n"


@pytest.fixture
def table(tmp_path):
    def write(text):
        file = tmp_path / "My questions.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_table_is_imported_beside_itself(trainer, table, tmp_path):
    """Named after it, checked, and ready to be asked."""
    done = trainer("import", str(table(GOOD)))

    file = tmp_path / "My questions.yaml"
    assert (done.code, done.out) == (0, f"{file}: 1 exercise of the skill my-questions.\n")
    assert trainer("check", str(file)).code == 0
    assert trainer("show", "my-questions/what-is-1-1", "--exercises", str(file)).out == "What is 1 + 1?\n"


def test_bad_rows_are_listed_and_nothing_is_written(trainer, table, tmp_path):
    """Unless they are to be left out."""
    file = table(BAD)

    refused = trainer("import", str(file))
    assert not (tmp_path / "My questions.yaml").exists()
    skipped = trainer(
        "import", str(file), "--skip-bad", "--out", str(tmp_path / "new" / "q.yaml"), "--skill", "q"
    )

    said = refused.error.splitlines()
    assert [line.split(": ")[0] for line in said[:2]] == [f"{file}:3:3", f"{file}:4:1"]
    assert (refused.code, said[2:]) == (1, ["Nothing is written: 2 rows are wrong."])
    assert (skipped.code, skipped.error.splitlines()) == (0, said[:2])
    assert (tmp_path / "new" / "q.yaml").read_text().startswith("skill: q\n")


def test_a_file_that_is_there_is_not_written_over(trainer, table, tmp_path):
    """Only an import that is told so replaces it."""
    out = tmp_path / "mine.yaml"
    out.write_text("precious")

    refused = trainer("import", str(table(GOOD)), "--out", str(out))
    assert (refused.code, out.read_text()) == (1, "precious")
    assert "--replace" in refused.error

    assert trainer("import", str(table(GOOD)), "--out", str(out), "--replace").code == 0
    assert "kind: number" in out.read_text()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "My questions.csv",
        "mine.yaml",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "x.txt"], "let its name end in .yaml"),
        (["--skill", "My Skill"], "did you mean 'my-skill'?"),
        (["--title", "a\x1b[2J"], "a title is one line of text"),
    ],
)
def test_what_cannot_be_done_is_said(trainer, table, tmp_path, arguments, said, monkeypatch):
    """In a sentence; nothing is written."""
    monkeypatch.chdir(tmp_path)

    done = trainer("import", str(table(GOOD)), *arguments)

    assert done.code == 1
    assert said in done.error
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["My questions.csv"]


def test_a_table_that_is_missing_is_said(trainer, tmp_path):
    """Not a traceback."""
    done = trainer("import", str(tmp_path / "none.csv"))

    assert (done.code, done.error) == (
        1,
        f"{tmp_path / 'none.csv'} cannot be read: No such file or directory.\n",
    )


def test_skills_of_a_pack_are_exported(trainer, tmp_path):
    """By their ids, as a package that Anki opens."""
    out = tmp_path / "deck.apkg"

    done = trainer(
        *("export", "anki", "--exercises", str(COURSE), "--out", str(out)),
        *("--skills", "course/slopes,course/sums", "--count", "2"),
    )

    assert done.code == 0, done.error
    assert zipfile.is_zipfile(out)
    assert done.out.startswith(f"{out}: ")


def test_an_unknown_skill_writes_no_deck(trainer, tmp_path):
    """With the nearest one that exists."""
    done = trainer("export", "anki", "--skills", "power-rle", "--out", str(tmp_path / "deck.apkg"))

    assert done.code == 1
    assert "power-rule" in done.error
    assert not (tmp_path / "deck.apkg").exists()


def test_a_strange_pack_is_opened_and_shown_without_orders_to_the_terminal(trainer, tmp_path):
    """Names, texts and faults, on the screen and in JSON."""
    pack = tmp_path / "strange"
    pack.mkdir()
    text = (COURSE / "slopes.yaml").read_text()
    (pack / "good.yaml").write_text(text.replace("ask: ", "ask: Say [red]{{x}} %s. ", 1), encoding="utf-8")
    (pack / "bad.yaml").write_text('title: "\\e]0;owned\\a"\nexercises: []\n', encoding="utf-8")
    (pack / "\x1b[2J.yaml").write_text(text, encoding="utf-8")

    shown = trainer("show", "strange/good/power", "--exercises", str(pack))
    listed = trainer("show", "strange/good/power", "--exercises", str(pack), "--json")
    studied = trainer("study", "--plain", "--exercises", str(pack), given=":quit\n")

    assert shown.code == listed.code == studied.code == 0
    assert "Say [red]{{x}} %s." in shown.out
    assert json.loads(listed.out)["skill"] == "strange/good"
    assert len(studied.error.splitlines()) == 2
    for done in (shown, listed, studied):
        assert all(line.isprintable() for line in (done.out + done.error).split("\n"))
