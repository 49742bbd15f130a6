"""Variants side by side: numbers as written, answers, and the same question twice."""

import pytest

from trainer.authoring.draft import read_draft
from trainer.authoring.sample import sample
from trainer.maths.text import to_text

FILE = """
skill: s
exercises:
  - id: two
    kind: derive
    params: {a: {choice: [2, 3]}, r: {choice: [0.50]}, f: {choice: [x^2]}}
    variables: {x: real}
    ask: Differentiate ${a} {r} {f}$.
    answer: diff(a r f, x)
    accept: [2 a r x, a x r + a r x]
    reject: [{answer: a r, because: No.}, {answer: a x^3, because: No.}]
  - id: pick
    kind: choice
    ask: Which is $x$?
    options: [{text: $x$, right: true}, {text: $y$, because: No.}, {text: $z$, because: No.}]
"""


@pytest.fixture
def exercises(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(FILE, encoding="utf-8")
    return read_draft(file).exercises


def test_numbers_stand_as_their_author_writes_them(exercises):
    """A decimal stays one, and a drawn formula is a formula."""
    (row,) = sample(exercises[0], [0])

    texts = {name: to_text(value) for name, value in row.params.items()}
    assert texts == {"a": texts["a"], "r": "0.5", "f": "x^2"}


def test_of_two_possible_questions_all_others_are_repeats(exercises):
    """Each repeat names the first seed that asked the same, and only two do not."""
    rows = sample(exercises[0], range(12))

    fresh = [row for row in rows if row.same_as is None]
    assert len(fresh) == 2
    for row in rows:
        if row.same_as is not None:
            assert row.params == rows[row.same_as].params
            assert row.same_as < row.seed


def test_another_order_of_options_is_no_other_question(exercises):
    """The right option is told itself, since its letter changes."""
    rows = sample(exercises[1], range(5))

    assert {row.answers["answer"] for row in rows} == {"$x$"}
    assert [row.same_as for row in rows] == [None, 0, 0, 0, 0]
