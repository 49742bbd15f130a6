"""Feedback names the mistake, and keeps the right answer back until the question is decided."""

from dataclasses import replace

import pytest

from tests.session.learner import answer, right, wrong
from tests.shipped import BANK
from trainer.bank.variant import make_variant
from trainer.grading import Grade, PartGrade, grade
from trainer.maths.expr import Array, symbols
from trainer.maths.judging.verdict import ENTRY, Evidence, Outcome, Verdict, Witness
from trainer.maths.text import to_text
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


def _told_to_a_wrong_answer(exercise):
    """The references without variables, and what is said at the first try to other numbers in their place."""
    variant = make_variant(exercise, 1)
    texts = dict(variant.answers)
    numbers = {part.name: part.reference for part in variant.parts if not symbols(part.reference)}
    for name, reference in numbers.items():
        texts[name] = f"2.25 + 3*({to_text(reference)})"
    said = feedback(variant, grade(variant, texts), decided=False) if numbers else ()
    return [(numbers[part.name], part.sentence) for part in said if part.name in numbers]


def test_no_right_number_is_given_away_while_a_try_is_left():
    """Neither that of a number, a component, a cell or an entry, nor a constant that is a whole formula."""
    kinds = ("derive", "number", "gradient", "trace", "backprop", "tensor")
    one_of_each = {(each.skill, each.kind): each for each in BANK.exercises.values() if each.kind in kinds}

    told = [each for exercise in one_of_each.values() for each in _told_to_a_wrong_answer(exercise)]

    assert len(told) > 100
    for reference, sentence in told:
        assert "the right one" not in sentence, (reference, sentence)
        if not isinstance(reference, Array) and len(to_text(reference)) > 3:
            assert to_text(reference) not in sentence


def test_of_a_wrong_array_of_numbers_the_place_is_told_at_first_and_the_number_in_the_end():
    """`entry 1, 2` helps to look; its right number would be copied."""
    witness = Witness({ENTRY: "1, 2"}, "0", "171")
    part = PartGrade("answer", Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=witness), 0.0)
    variant = make_variant(BANK.exercises["backprop-two-layer/hidden-relu-layer"], 1)
    name = next(part.name for part in variant.parts if isinstance(part.reference, Array))
    found = Grade(Outcome.DIFFERENT, 0.0, (replace(part, name=name),))

    at_first, in_the_end = (feedback(variant, found, decided=decided)[0] for decided in (False, True))

    assert at_first.sentence == "Entry 1, 2 is not right."
    assert "171" in in_the_end.sentence


def test_what_code_has_printed_stays_as_it_is():
    """No full stop is put behind the block of lines, which would be no block any more."""
    block = "Your code printed:\n\n```\noverflow encountered in exp\n```"
    variant = make_variant(BANK.exercises["code-sigmoid/value-and-slope"], 1)
    verdict = Verdict(Outcome.DIFFERENT, Evidence.WITNESS, f"No.\n\n{block}")
    found = Grade(Outcome.DIFFERENT, 0.0, (PartGrade(variant.parts[0].name, verdict, 0.0),))

    (part,) = feedback(variant, found, decided=True)

    assert part.sentence.endswith(block)
