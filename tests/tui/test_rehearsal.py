"""A question on trial goes the way of every question, but ends with it and rates nothing."""

import pytest

from tests.tui.conftest import POWER
from trainer.authoring.draft import read_draft
from trainer.bank.variant import make_variant
from trainer.session.practice import Action, Stage
from trainer.tui.authoring.rehearsal import Rehearsal


@pytest.fixture
def rehearsal(tmp_path):
    file = tmp_path / "a-power.yaml"
    file.write_text(POWER, encoding="utf-8")
    draft = read_draft(file)
    return Rehearsal(draft.skill, make_variant(draft.exercises[0], 0))


def _answer(rehearsal, text):
    texts = {"answer": text}
    return rehearsal.submit(texts, rehearsal.check(texts))


def test_a_wrong_answer_can_be_tried_again_and_then_it_is_decided(rehearsal):
    """Missed, retried, right: no rating, and the worked answer."""
    assert _answer(rehearsal, "x^2").stage is Stage.MISSED
    assert rehearsal.act(Action.RETRY).stage is Stage.RETRY

    stand = _answer(rehearsal, "3x^2")

    assert (stand.stage, stand.result.rating) == (Stage.VERDICT, None)
    assert stand.result.solution
    assert Action.OVERRIDE not in stand.allowed


@pytest.mark.parametrize("way", [Action.QUIT, Action.ADVANCE])
def test_leaving_and_going_on_both_lead_back(rehearsal, way):
    """There is no next question."""
    rehearsal.act(Action.GIVE_UP)

    rehearsal.act(way)

    assert rehearsal.is_over


def test_hints_come_until_none_is_left(rehearsal):
    """The key bar is told."""
    for shown in range(1, len(rehearsal.stand.question.variant.hints) + 1):
        stand = rehearsal.act(Action.HINT)
        assert len(stand.question.hints) == shown

    assert Action.HINT not in stand.allowed
    assert rehearsal.act(Action.HINT).question.hints == stand.question.hints


def test_an_answer_that_comes_too_late_changes_nothing(rehearsal):
    """The author has left while it was checked."""
    grade = rehearsal.check({"answer": "3x^2"})
    rehearsal.act(Action.QUIT)

    rehearsal.submit({"answer": "3x^2"}, grade)

    assert rehearsal.is_over


def test_a_declined_second_try_keeps_what_was_typed(rehearsal):
    """The verdict compares it with the right answer."""
    _answer(rehearsal, "x^2")

    stand = rehearsal.act(Action.ADVANCE)

    assert stand.result.decided
    assert stand.result.texts == {"answer": "x^2"}
    assert stand.result.grade.outcome == "different"
