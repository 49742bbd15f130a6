"""A document in rows of a terminal: nothing too wide, nothing left out, no meaning in colour alone."""

import re

import pytest

from tests.export.sample import HOSTILE
from trainer.export.document import (
    Badge,
    Bar,
    Chart,
    Column,
    Document,
    Formula,
    Gauge,
    Paragraph,
    Table,
    Tone,
    Typed,
    Words,
    words,
)
from trainer.export.rows import document_rows
from trainer.maths.drawing.boxes import cell_width


def text_of(rows):
    """The rows as they stand on a terminal without colours."""
    return ["".join(piece for piece, _ in row) for row in rows]


@pytest.mark.parametrize("name", ["report", "paper", "paper with answers"])
@pytest.mark.parametrize("width", [36, 56, 76, 120])
def test_no_row_is_wider_than_the_terminal(documents, name, width):
    """Formulas, tables, drawings and what learners typed."""
    for row in text_of(document_rows(documents[name], width)):
        assert cell_width(row) <= width, row
        assert "\n" not in row
        assert "\x1b" not in row


def test_every_question_with_its_answer_and_its_solution_is_there(report, documents):
    """A learner reads the whole report without exporting it."""
    shown = " ".join(" ".join(text_of(document_rows(documents["report"], 76))).split())

    for question in report.questions:
        assert f"{question.number}. {question.title}" in shown
    assert shown.count("Worked answer") == sum(bool(q.solution or q.solved) for q in report.questions)
    assert "✓ right" in shown
    assert "✗ not right" in shown
    assert "○ left blank" in shown


def test_a_dollar_or_a_backtick_that_was_typed_is_no_maths():
    """The text stands as it was typed, but for a backtick, which prose takes for code."""
    document = Document("T", "", (Paragraph((Typed("a $x^2$ `b`"), Words(", "), Formula("x^2"))),))

    assert text_of(document_rows(document, 40))[-1] == "a $x^2$ ′b′, x²"


def test_a_hostile_answer_is_shown_as_text(documents):
    """Escapes and marks of direction are named, not obeyed."""
    shown = "".join(text_of(document_rows(documents["report"], 120)))

    assert "<script>alert(1)</script>" in shown
    assert "U+001B" in shown
    assert not any(char in shown for char in re.findall(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", HOSTILE))


def test_a_table_too_wide_for_the_terminal_is_told_row_by_row():
    """Each cell under the other, with the title of its column."""
    table = Table(
        "Points",
        (Column("Skill"), Column("A very long title", True), Column("Another long title", True)),
        ((words("Chain rule"), words("3"), (Badge("✗", "not right", Tone.BAD),)),),
    )

    rows = text_of(document_rows(Document("T", "", (table,)), 30))

    told = ["Chain rule", "  A very long title: 3", "  Another long title: ✗ not", "    right"]
    assert rows[-4:] == told


@pytest.mark.parametrize(("score", "cells"), [(0.0, 0), (0.5, 25), (1.0, 49)])
def test_a_score_is_as_long_as_it_is_high(score, cells):
    """Full cells up to the score, the pass mark in its place."""
    bar = text_of(document_rows(Document("T", "", (Gauge(score, 0.6),)), 76))[-2]

    assert bar[30] == "│"
    assert bar.count("█") == cells


def test_the_bar_of_this_paper_is_told_from_the_others_without_colour():
    """By its sign."""
    chart = Chart("Scores", (Bar("first", 0.4), Bar("this", 0.8, marked=True)), 0.6, "pass mark")

    rows = text_of(document_rows(Document("T", "", (chart,)), 60))

    assert [row[0] for row in rows if "%" in row] == [" ", "›"]
    assert rows[-1].strip() == "╵ pass mark"
