"""A deck for Anki: every card has its question, answer and solution, and is known again later."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from trainer.authoring.anki import Card, cards, write_deck
from trainer.authoring.mathjax import to_html, to_phrase
from trainer.bank import load_bank
from trainer.errors import TrainerError
from trainer.paths import exercises_folder

SECONDS = 1_800_000_000.0
FILE = r"""
title: "A <b>bold</b> title"
part: Rules & more
exercises:
  - id: power
    kind: derive
    params: {n: 3..7}
    variables: {x: real}
    given: {f: x^n}
    ask: "Differentiate $f(x) = {f}$ if $x < 1$ & <i>mind</i> [sound:x.mp3] \\(no maths\\)."
    answer: diff(f, x)
    accept: ["n x^(n-1)", "x^(n-1) n"]
    reject: [{answer: x^n, because: no}, {answer: x^(n-1), because: no}]
  - id: picked
    kind: choice
    ask: Which?
    options: [{text: $a$ first, right: true}, {text: b <u>, because: no}]
    solution: ["1. One.", "2. Two $\\frac{1}{2}$."]
  - id: slopes
    kind: gradient
    variables: {x: real, y: real}
    ask: Find the gradient of $x^2 y$.
    answer: grad(x^2 y, [x, y])
    accept: ["[2 x y, x^2]", "[2 y x, x^2]"]
    reject: [{answer: "[x^2, 2 x y]", because: no}, {answer: "[x y, x^2]", because: no}]
  - id: table
    kind: trace
    ask: Two steps.
    steps: {u: 1 + 1, v: 2 u}
    accept: [{u: 2, v: 4}, {u: 2, v: 2 + 2}]
    reject: [{answer: {u: 3}, because: no}, {answer: {v: 5}, because: no}]
"""


@pytest.fixture
def found(tmp_path: Path) -> list[Card]:
    """The cards of a small skill, at most three of each exercise."""
    (tmp_path / "rules.yaml").write_text(FILE, encoding="utf-8")
    bank = load_bank([tmp_path])
    faults: list[TrainerError] = []
    made = list(cards(bank.skills["rules"], bank.exercises.values(), 3, faults))
    assert (bank.faults, faults) == ((), [])
    return made


def notes(file: Path) -> dict[str, tuple[str, list[str]]]:
    """Tags and fields of every note by guid, read with nothing but zip and SQLite."""
    with zipfile.ZipFile(file) as package:
        package.extract("collection.anki2", file.parent)
    with closing(sqlite3.connect(file.parent / "collection.anki2")) as connection:
        rows = connection.execute("SELECT guid, tags, flds FROM notes").fetchall()
        decks = connection.execute("SELECT decks FROM col").fetchone()[0]
        assert connection.execute("SELECT count(*) FROM cards").fetchone()[0] == len(rows)
    assert "Calculus trainer::Rules & more::A <b>bold</b> title" in decks
    return {guid: (tags, fields.split("\x1f")) for guid, tags, fields in rows}


def test_notes_are_read_back_from_the_package(found: list[Card], tmp_path: Path) -> None:
    """Questions, answers and solutions; a table of steps is no card, a choice without numbers one."""
    write_deck(found, tmp_path / "deck.apkg", SECONDS)

    written = notes(tmp_path / "deck.apkg")

    assert set(written) == {card.guid for card in found}
    by_source = {fields[3]: fields for _, fields in written.values()}
    assert {source.split()[0] for source in by_source} == {"rules/power", "rules/picked", "rules/slopes"}
    assert [source for source in by_source if "picked" in source] == ["rules/picked --seed 0"]
    question, answer, solution, _ = by_source["rules/picked --seed 0"]
    letter = re.search(r"(\w)\) \\\(a\\\) first", question)[1]
    assert answer == rf"<div>{letter}) \(a\) first</div>"
    assert solution == r"<ol><li>One.</li><li>Two \(\frac{1}{2}\).</li></ol>"
    _, answer, _, _ = next(fields for source, fields in by_source.items() if "slopes" in source)
    assert [part.split(" = ")[1] for part in answer.split("<p>")[1:]] == [r"\(2 x y\)</p>", r"\(x^{2}\)</p>"]
    assert {tags.split()[0] for tags, _ in written.values()} == {"rules-more"}


def test_a_later_export_brings_the_same_notes_up_to_date(found: list[Card], tmp_path: Path) -> None:
    """The guid hangs on exercise and seed, not on what the card says."""
    edited = [replace(card, question=card.question + "!") for card in found]

    write_deck(found, tmp_path / "a" / "deck.apkg", SECONDS)
    write_deck(edited, tmp_path / "b" / "deck.apkg", SECONDS + 60)
    first, second = notes(tmp_path / "a" / "deck.apkg"), notes(tmp_path / "b" / "deck.apkg")

    assert first.keys() == second.keys()
    assert all(second[guid][1][0] == fields[0] + "!" for guid, (_, fields) in first.items())


def test_what_is_no_maths_is_no_markup(found: list[Card]) -> None:
    """Neither HTML nor what Anki or MathJax would act on."""
    question = next(card.question for card in found if "power" in card.source)

    assert r"\(f(x) = x^{" in question
    assert r"\(x &lt; 1\) &amp; &lt;i&gt;mind&lt;/i&gt; &#91;sound:x.mp3&#93;" in question
    assert r"\(no maths" not in question


class _Text(HTMLParser):
    """What a browser would show, and whether tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("a < b & `c > d`", "a < b & c > d"),
        ("- one $x$\n- two", r"one \(x\)two"),
        ("see $$\\frac{a}{b}$$ there", r"see \[\frac{a}{b}\] there"),
        ("```\nfor i in x[0]:\n    <go>\n```", "for i in x[0]:\n    <go>"),
        (r"costs \$5", "costs $5"),
    ],
)
def test_prose_is_shown_as_it_reads(prose: str, shown: str) -> None:
    """Checked with a parser of HTML."""
    parser = _Text()
    parser.feed(to_html(prose))

    assert (parser.text, parser.open) == (shown, [])


def test_a_phrase_is_a_paragraph_without_its_tags() -> None:
    """Two paragraphs keep theirs."""
    assert to_phrase("a $b$") == r"a \(b\)"
    assert to_phrase("a\n\nb") == "<p>a</p><p>b</p>"


def test_shipped_questions_of_recall_kinds_become_cards() -> None:
    """With an answer and with tags that are closed."""
    bank = load_bank([exercises_folder() / "03-activations-and-losses"])
    faults: list[TrainerError] = []

    found = [
        card
        for skill in bank.skills.values()
        for card in cards(skill, [bank.exercises[name] for name in skill.exercises], 1, faults)
    ]

    kinds = [exercise.kind for exercise in bank.exercises.values()]
    assert not faults
    assert len(found) == sum(kind in ("derive", "number", "choice", "gradient") for kind in kinds)
    assert len({card.guid for card in found}) == len(found)
    for card in found:
        for html in (card.question, card.answer, card.solution):
            parser = _Text()
            parser.feed(html)
            assert not parser.open
        assert card.answer


def test_without_genanki_it_says_what_to_install(found: list[Card], tmp_path: Path, monkeypatch) -> None:
    """And leaves an earlier deck alone."""
    (tmp_path / "deck.apkg").write_text("earlier")
    monkeypatch.setitem(sys.modules, "genanki", None)

    with pytest.raises(TrainerError, match=r"pip install 'calculus-trainer\[anki\]'"):
        write_deck(found, tmp_path / "deck.apkg", SECONDS)

    assert (tmp_path / "deck.apkg").read_text() == "earlier"


def test_the_command_line_does_not_import_genanki() -> None:
    """Only the export itself needs it."""
    code = "import sys, trainer.cli.app, trainer.authoring.anki; print('genanki' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
