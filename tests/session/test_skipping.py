"""An answer that comes out undecided costs nothing: it can be typed again, or its question be left."""

from dataclasses import replace

import pytest

from tests.session.learner import answer, numbers, right, wrong
from trainer.maths.judging.verdict import Outcome
from trainer.memory.policy import Drill
from trainer.session.practice import Action, Stage
from trainer.session.study import Study


def _undecided(study):
    """An answer that could be neither proved nor refuted."""
    texts = right(study.question)
    return study.submit(texts, replace(study.check(texts), outcome=Outcome.UNDECIDED, score=0.0))


def _skips_to_the_end(study):
    """The skills asked until the session ends, every one skipped."""
    asked = []
    while study.stage is not Stage.SUMMARY:
        asked.append(study.question.skill.id)
        _undecided(study)
        study.skip()
        assert len(asked) < 50
    return asked


def test_only_an_undecided_question_can_be_skipped(study):
    """Not before any answer, nor after one that was judged."""
    fresh = study.allows(Action.SKIP)
    _undecided(study)
    after_undecided = study.allows(Action.SKIP)
    answer(study, wrong(study.question))
    study.retry()

    assert (fresh, after_undecided, study.allows(Action.SKIP)) == (False, True, False)
    with pytest.raises(ValueError, match="undecided"):
        study.skip()


def test_an_unreadable_text_after_it_takes_the_way_out_away_from_nobody(study):
    """It is no judgement."""
    _undecided(study)
    answer(study, dict.fromkeys(right(study.question), "2 +"))

    assert study.allows(Action.SKIP)


def test_an_undecided_answer_can_be_typed_again_at_no_cost(study):
    """The next right answer is still the first try."""
    _undecided(study)
    answer(study, right(study.question))

    assert study.stage is Stage.VERDICT
    assert study.result.reason.startswith("Right at the first try")


def test_skipping_logs_nothing_and_goes_to_another_skill(study, store):
    """The number stays, because nothing was decided."""
    before = study.question
    _undecided(study)

    stage = study.skip()

    assert stage is Stage.QUESTION
    assert study.question.skill.id != before.skill.id
    assert study.question.number == before.number
    assert store.events() == []


def test_a_skipped_skill_is_not_asked_again_in_this_session_but_stays_due(study):
    """Whatever else is answered; the day still counts it."""
    skipped = study.question.skill.id
    due = study.home().due + study.home().new
    _undecided(study)
    study.skip()
    asked = []
    while study.stage is not Stage.SUMMARY:
        asked.append(study.question.skill.id)
        answer(study, right(study.question))
        study.advance()

    assert asked
    assert skipped not in asked
    assert study.summary.left == due - len(asked) > 0


def test_a_session_of_nothing_but_undecided_answers_ends(study):
    """Each skill is asked once at most; what builds on a skipped new one is not asked before it."""
    asked = _skips_to_the_end(study)

    assert len(set(asked)) == len(asked)
    assert "chains" not in asked
    assert study.summary.questions == 0


def test_the_next_session_asks_it_again_with_the_same_numbers(study, restarted):
    """What was typed is still there, too."""
    before, typed = numbers(study.question), right(study.question)
    study.save_draft(typed)
    _undecided(study)
    study.skip()

    again = restarted()

    assert numbers(again.question) == before
    assert dict(again.question.draft) == typed


def test_after_a_wrong_first_try_the_skipped_question_starts_afresh(study, restarted, store):
    """The whole question is left as if it had not been asked."""
    before = numbers(study.question)
    answer(study, wrong(study.question))
    study.retry()
    _undecided(study)
    study.skip()

    again = restarted()

    assert store.events() == []
    assert numbers(again.question) == before
    assert (again.stage, again.question.tries) == (Stage.QUESTION, 0)


def test_a_drill_goes_on_with_another_exercise_of_its_skill(bank, store, clock):
    """Until there is none left."""
    study = Study(bank, store, clock, Drill("slopes"))
    study.start()

    asked = []
    while study.stage is not Stage.SUMMARY:
        asked.append(study.question.variant.exercise.id)
        _undecided(study)
        study.skip()

    assert sorted(asked) == sorted(bank.skills["slopes"].exercises)
