"""Hints of a derivation go on from what is written, are counted one by one, and outlast a restart."""

import pytest

from trainer.bank import load_bank
from trainer.memory.rating import Rating
from trainer.session.practice import Action, Stage
from trainer.session.study import Study

SPLIT = "diff(x, x) sin(x) + x diff(sin(x), x)"
EXERCISE = """
skill: product
exercises:
  - id: product
    kind: derivation
    variables: {x: real}
    ask: Differentiate line by line.
    answer: diff(x sin(x), x)
    steps: 2
    hints: [Two terms., Then the sine.]
    accept:
      - |
        diff(x, x) sin(x) + x diff(sin(x), x)
        sin(x) + x cos(x)
      - "x cos(x) + diff(x, x) sin(x)\\n= x cos(x) + sin(x)"
    reject:
      - {answer: "cos(x)\\ncos(x)", because: There are two terms.}
      - {answer: "x cos(x)\\nx cos(x)", because: There are two terms.}
"""


@pytest.fixture
def begin(tmp_path, store, clock):
    """A new session over one derivation, at its question."""
    (tmp_path / "product.yaml").write_text(EXERCISE, encoding="utf-8")
    bank = load_bank([tmp_path])

    def at_the_question():
        study = Study(bank, store, clock)
        study.start()
        return study

    return at_the_question


def test_a_hint_is_about_the_line_that_is_written(begin):
    """The author's first before any line; after one the next derivative, and none of what is behind."""
    study = begin()
    first = study.hint()
    study.save_draft({"answer": SPLIT})

    second = study.hint()

    assert first == "Two terms."
    assert second.startswith("From line 1: For ")
    assert study.question.hints == (first, second)


def test_every_hint_counts_and_none_is_told_twice(begin):
    """Until there is no more from here, which costs nothing; the answer is then rated as one with hints."""
    study = begin()
    study.save_draft({"answer": SPLIT})
    told = []
    while (hint := study.hint()) is not None:
        told.append(hint)

    study.submit(
        {"answer": f"{SPLIT}\nsin(x) + x cos(x)"}, study.check({"answer": f"{SPLIT}\nsin(x)+x cos(x)"})
    )

    assert len(set(told)) == len(told) == study.question.kept.hints > 1
    assert study.stage is Stage.VERDICT
    assert study.result.rating is Rating.HARD


def test_hints_can_be_asked_for_again_once_more_is_written(begin):
    """Nothing is left to say about the first line, but there is about the second."""
    study = begin()
    while study.hint() is not None:
        pass
    study.save_draft({"answer": SPLIT})

    assert study.allows(Action.HINT)
    assert study.hint().startswith("From line 1")


def test_the_hints_of_a_derivation_are_still_there_after_a_restart(begin):
    """Word for word, though they hang on what was written then."""
    study = begin()
    study.save_draft({"answer": SPLIT})
    told = (study.hint(), study.hint())

    again = begin()

    assert again.question.hints == told
    assert again.question.kept.hints == len(told)
    assert again.hint() not in told
