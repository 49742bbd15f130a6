"""The table of practice says all that can happen."""

from itertools import product

import pytest

from trainer.session.practice import TABLE, Action, Stage, after, allows

OPEN = {Stage.QUESTION, Stage.MISSED, Stage.RETRY}


@pytest.mark.parametrize(("stage", "action"), list(product(Stage, Action)))
def test_every_pair_either_leads_somewhere_or_is_refused(stage, action):
    """There is no third way: what is allowed has a stage after it, the rest is a programmer's mistake."""
    if allows(stage, action):
        assert after(stage, action) in Stage
    else:
        with pytest.raises(ValueError, match="cannot happen"):
            after(stage, action)


def test_every_stage_can_be_reached_from_the_first_question():
    """No stage is dead."""
    reached = {Stage.QUESTION}
    while more := {then for (stage, _), then in TABLE.items() if stage in reached} - reached:
        reached |= more

    assert reached == set(Stage)


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.SUMMARY}))
def test_the_learner_can_stop_at_any_stage(stage):
    """Quitting always leads to the summary."""
    assert after(stage, Action.QUIT) is Stage.SUMMARY


@pytest.mark.parametrize("stage", Stage)
def test_undo_always_leads_back_to_a_question(stage):
    """Whatever was last answered can be answered again."""
    assert after(stage, Action.UNDO) is Stage.QUESTION


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_an_unclear_answer_never_decides(stage):
    """Unreadable and undecided answers leave the stage as it is, wherever an answer can be given."""
    assert TABLE.get((stage, Action.UNCLEAR), stage) is stage


def test_there_is_one_retry_and_no_more():
    """The only way into RETRY is from MISSED, and a wrong answer there decides."""
    before = {stage for (stage, _), then in TABLE.items() if then is Stage.RETRY}

    assert before == {Stage.MISSED, Stage.RETRY}
    assert [action for action in Action if TABLE.get((Stage.MISSED, action)) is Stage.RETRY] == [Action.RETRY]
    assert after(Stage.RETRY, Action.WRONG) is Stage.VERDICT
