"""Feedback names the mistake, and keeps the right answer back until the question is decided."""

import pytest

from tests.session.learner import answer, right, wrong
from trainer.session.feedback import Mark, feedback, summed_up


def _ask(study, skill):
    while study.question.skill.id != skill:
        answer(study, right(study.question))
        study.advance()
    return study.question


def _said(study, texts, *, decided=False):
    question = study.question
    return feedback(question.variant, study.check(texts), decided=decided)


def test_a_recognised_mistake_is_named_and_nothing_else_is_told(study):
    """The author's sentence stands alone."""
    question = _ask(study, "slopes")

    (part,) = _said(study, wrong(question))

    assert part.mark is Mark.WRONG
    assert part.sentence == question.variant.reject[0].because


def test_an_unknown_mistake_gets_a_point_where_it_shows(study):
    """A formula that is wrong somehow is shown to be wrong somewhere."""
    _ask(study, "slopes")

    (part,) = _said(study, {"answer": "x - 77"})

    assert part.sentence.startswith("At x = ")


@pytest.mark.parametrize(("decided", "told"), [(False, False), (True, True)])
def test_the_right_number_is_told_only_in_the_end(study, decided, told):
    """Where there is no point, the witness would be the answer itself."""
    question = _ask(study, "sums")
    number = right(question)["answer"]

    (part,) = _said(study, {"answer": "1000"}, decided=decided)

    assert (number in part.sentence) is told


def test_every_part_has_its_own_mark(study):
    """One part right, one wrong; the heading counts them."""
    question = _ask(study, "steps")

    parts = _said(study, wrong(question, 1))

    assert [part.mark for part in parts] == [Mark.RIGHT, Mark.WRONG]
    assert summed_up(study.check(wrong(question, 1))) == "1 of 2 parts right"


def test_an_unreadable_part_says_where(study):
    """The offset counts characters of the typed text."""
    (part,) = _said(study, {"answer": "1 + "})

    assert part.mark is Mark.UNREADABLE
    assert part.offset is not None
    assert part.sentence
