"""A session that was broken off, or taken back, goes on where it was."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.learner import Clock, answer, numbers, right, wrong
from trainer.memory.days import Moment
from trainer.memory.events import Kind
from trainer.memory.rating import Rating
from trainer.session.practice import Action, Stage, allows
from trainer.session.study import Study
from trainer.store import open_store


def test_starting_again_shows_the_same_question(study, restarted):
    """The same exercise with the same numbers, and what was typed."""
    study.save_draft({"answer": "3 x^"})
    before = numbers(study.question)
    study.quit()

    again = restarted()

    assert numbers(again.question) == before
    assert again.question.draft == {"answer": "3 x^"}


def test_hints_and_time_survive_a_crash(study, restarted, store, clock):
    """Without any farewell a new session knows that a hint was shown and how long it took."""
    clock.go_on(seconds=40)
    study.hint()
    clock.go_on(hours=3)

    again = restarted()

    assert len(again.question.hints) == 1
    clock.go_on(seconds=2)
    answer(again, right(again.question))
    assert store.events()[0].rating is Rating.HARD
    assert store.events()[0].evidence.active_ms == 42_000


def test_a_first_wrong_answer_survives_a_crash(study, restarted, store):
    """After a restart the retry is still to be used or declined, and is still the last."""
    texts = wrong(study.question)
    answer(study, texts)

    again = restarted()

    assert again.stage is Stage.MISSED
    assert again.result.texts == texts
    again.retry()
    answer(again, right(again.question))
    assert store.events()[0].rating is Rating.HARD


def test_a_first_wrong_answer_that_was_left_counts_for_its_own_day(study, restarted, store, clock):
    """On a later day the retry is over: the failure is logged for the day on which it happened."""
    missed = numbers(study.question)
    answer(study, wrong(study.question))
    day = clock().date().toordinal()
    clock.go_on(days=1)

    again = restarted()

    (event,) = store.events()
    assert (event.rating, event.at.study_day) == (Rating.AGAIN, day)
    assert again.stage is Stage.QUESTION
    assert numbers(again.question) != missed


def test_a_missed_skill_is_not_forgotten_by_a_restart(study, restarted):
    """A new session asks the same questions in the same order as the old one would have."""
    study.give_up()
    study.advance()
    expected, found = [], []
    again = restarted()
    for asked, session in ((expected, study), (found, again)):
        asked.append(numbers(session.question))

    assert found == expected


def test_undo_asks_the_same_question_again(study, store):
    """The attempt is void, its numbers are back, and so is what was typed."""
    texts = wrong(study.question)
    before = numbers(study.question)
    answer(study, texts)
    study.advance()

    assert study.undo()
    assert study.stage is Stage.QUESTION
    assert numbers(study.question) == before
    assert study.question.draft == texts
    assert study.summary.questions == 0
    assert store.states() == {}


def test_undo_works_from_the_next_question_on(study):
    """Whoever notices late can still take it back; the question in between is not lost."""
    before = numbers(study.question)
    answer(study, right(study.question))
    study.advance()
    between = numbers(study.question)

    study.undo()
    assert numbers(study.question) == before
    answer(study, right(study.question))
    study.advance()
    assert numbers(study.question) == between


def test_undo_works_after_a_restart(study, restarted, store):
    """The log's last attempt is voided, whichever session made it."""
    before = numbers(study.question)
    answer(study, right(study.question))
    study.quit()

    again = restarted()

    assert numbers(again.question) != before
    assert again.undo()
    assert numbers(again.question) == before
    assert [event.kind for event in store.events()] == [Kind.ATTEMPT, Kind.UNDO]


def test_undo_works_from_the_summary(bank, store, clock):
    """Even the last answer of a session can be taken back."""
    study = Study(bank, store, clock, count=1)
    study.start()
    answer(study, right(study.question))
    study.advance()

    assert study.stage is Stage.SUMMARY
    assert study.undo()
    assert study.stage is Stage.QUESTION


def test_undo_gives_back_only_what_was_typed_for_that_question(study):
    """Stopping at a missed question and taking back the one before does not mix up their answers."""
    before = numbers(study.question)
    answer(study, right(study.question))
    study.advance()
    answer(study, wrong(study.question))
    study.quit()

    study.undo()

    assert numbers(study.question) == before
    assert study.question.draft == {}


def test_a_first_wrong_answer_can_be_taken_back(study, store):
    """A slip of the keys costs nothing: the next answer is the first again."""
    answer(study, wrong(study.question))

    assert study.undo()
    answer(study, right(study.question))
    assert store.events()[0].rating is Rating.GOOD


def test_there_may_be_nothing_to_undo(study):
    """Then nothing changes."""
    before = numbers(study.question)

    assert not study.undo()
    assert numbers(study.question) == before


def test_an_attempt_that_another_trainer_took_back_is_passed_over(study, store, clock):
    """Undo takes the last attempt that still counts."""
    first = numbers(study.question)
    answer(study, right(study.question))
    study.advance()
    answer(study, right(study.question))
    store.undo(Moment.of(clock()))

    assert study.undo()
    assert numbers(study.question) == first


MOVES = st.lists(
    st.sampled_from(["right", "wrong", "unclear", "hint", "give up", "retry", "advance", "undo", "override"]),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_whatever_was_done_a_crash_loses_nothing(bank, tmp_path_factory, moves):
    """After any moves, a session that begins anew has every decided question and stands at the same one."""
    clock = Clock()
    with open_store(tmp_path_factory.mktemp("walk") / "p.db") as store:
        study = Study(bank, store, clock)
        study.start()
        for move in moves:
            clock.go_on(seconds=1)
            if allows(study.stage, Action(move)) and study.question is not None:
                _move(study, move)

        counted = store.attempts_on(clock().date().toordinal())
        assert len(counted) == study.summary.questions
        assert [attempt.rating.is_right for attempt in counted].count(True) == study.summary.right
        again = Study(bank, store, clock)
        again.start()
        if study.stage in (Stage.MISSED, Stage.RETRY):
            assert again.stage is Stage.MISSED
            assert numbers(again.question) == numbers(study.question)
        if study.stage is Stage.VERDICT:
            study.advance()
            assert again.stage is study.stage
            assert again.question is study.question or numbers(again.question) == numbers(study.question)


def _move(study, move):
    match move:
        case "right":
            answer(study, right(study.question))
        case "wrong":
            answer(study, wrong(study.question))
        case "unclear":
            answer(study, {"answer": "("})
        case "override":
            study.override(Rating.EASY)
        case _:
            getattr(study, move.replace(" ", "_"))()
