"""A session asks, judges, records and explains by the rules of practice."""

from datetime import date

import pytest

from tests.session.learner import Clock, answer, right, wrong
from trainer.bank import load_bank
from trainer.errors import StoreError, TrainerError
from trainer.memory.days import Moment
from trainer.memory.events import Kind
from trainer.memory.rating import Rating
from trainer.session.practice import Action, Stage
from trainer.session.study import Study


def test_right_at_the_first_try_is_good(study, store, clock):
    """The question is decided and logged with its evidence, and says when the skill comes back."""
    texts = right(study.question)
    clock.go_on(seconds=12)

    assert answer(study, texts) is Stage.VERDICT
    (event,) = store.events()
    assert (event.kind, event.rating, event.verdict) == (Kind.ATTEMPT, Rating.GOOD, "equal")
    assert event.texts == texts
    assert event.evidence.active_ms == 12_000
    assert study.result.reason == "Right at the first try: Good."
    assert study.result.next_due == "in 2 days, Mon 23 Nov"
    assert study.result.due == date(2026, 11, 23)
    assert study.result.solution


def test_a_first_wrong_answer_decides_nothing(study, store):
    """It is said that it was wrong, the worked answer is kept back, and the log is empty."""
    assert answer(study, wrong(study.question)) is Stage.MISSED
    assert not study.result.decided
    assert not study.result.solution
    assert store.events() == []


def test_right_at_the_second_try_is_hard(study, store):
    """Both answers and the mistake of the first one are in the log."""
    first, second = wrong(study.question), right(study.question)
    answer(study, first)
    study.retry()

    assert answer(study, second) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries, event.malrule) == (Rating.HARD, 2, "listed")
    assert event.texts["answer"] == second["answer"]
    assert event.texts["answer (first try)"] == first["answer"]


def test_wrong_twice_is_again(study, store):
    """There is no third try."""
    answer(study, wrong(study.question))
    study.retry()

    assert answer(study, wrong(study.question, 1)) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries) == (Rating.AGAIN, 2)
    assert study.result.solution


def test_a_declined_retry_is_again(study, store):
    """Going on after a wrong answer decides it, and shows the worked answer first."""
    answer(study, wrong(study.question))

    assert study.advance() is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries) == (Rating.AGAIN, 1)
    assert study.result.reason == "Wrong, and no second try: Again."
    assert study.result.solution


def test_giving_up_is_again(study, store):
    """Without any answer there is a worked answer and no grade."""
    assert study.give_up() is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.gave_up, event.verdict) == (Rating.AGAIN, True, "")
    assert study.result.grade is None
    assert study.result.solution


def test_giving_up_after_a_wrong_answer_keeps_that_answer(study, store):
    """The answer that was judged is part of the attempt."""
    texts = wrong(study.question)
    answer(study, texts)
    study.retry()
    study.give_up()

    (event,) = store.events()
    assert event.texts == texts
    assert event.evidence.gave_up


def test_right_after_a_hint_is_hard(study, store):
    """A hint is shown, counted and rated."""
    hints = study.question.variant.hints

    assert study.hint() == hints[0]
    assert study.question.hints == hints[:1]
    assert study.question.hints_left == len(hints) - 1
    answer(study, right(study.question))
    assert store.events()[0].rating is Rating.HARD


def test_there_are_only_so_many_hints(study):
    """After the last one there is none, and it is not offered."""
    for _ in study.question.variant.hints:
        study.hint()

    assert study.hint() is None
    assert not study.allows(Action.HINT)


@pytest.mark.parametrize("text", ["", "x +", "9**9**9**9", "(" * 5000])
def test_an_unreadable_answer_counts_for_nothing(study, store, text):
    """It can be typed again, and the right one is still right at the first try."""
    assert answer(study, {"answer": text}) is Stage.QUESTION
    assert store.events() == []
    answer(study, right(study.question))
    assert store.events()[0].rating is Rating.GOOD


def test_the_learner_may_rate_it_otherwise(study, store):
    """The own rating moves the due day, and stands beside the attempt in the log."""
    answer(study, right(study.question))
    by_rule = study.result.due

    result = study.override(Rating.EASY)

    assert result.due > by_rule
    assert result.reason == "Your own rating: Easy."
    assert [event.kind for event in store.events()] == [Kind.ATTEMPT, Kind.OVERRIDE]
    assert study.advance() is Stage.QUESTION


def test_a_rating_for_an_attempt_that_is_gone_is_refused_in_a_sentence(study, store, clock):
    """Another trainer on the same file may have taken it back."""
    answer(study, right(study.question))
    store.undo(Moment.of(clock()))

    with pytest.raises(TrainerError, match="taken back"):
        study.override(Rating.EASY)


def test_going_on_asks_another_skill(study):
    """The next question has the next number, and the total does not grow."""
    first = study.question
    answer(study, right(first))
    study.advance()

    assert study.question.skill != first.skill
    assert (study.question.number, study.question.total) == (2, first.total)


def test_every_question_says_why_it_comes(study):
    """A reason and whether the skill is new are part of the question."""
    assert study.question.is_new
    assert study.question.why == "New; it builds on nothing before it."


def test_a_session_ends_when_nothing_is_left(study):
    """All four skills of the course are new; after them comes the summary."""
    while study.stage is not Stage.SUMMARY:
        answer(study, right(study.question))
        study.advance()

    assert study.question is None
    assert (study.summary.questions, study.summary.right, study.summary.left) == (4, 4, 0)


def test_a_session_may_be_short(bank, store, clock):
    """With a count the session ends after so many questions, and says what the day still holds."""
    study = Study(bank, store, clock, count=2)
    study.start()
    assert study.question.total == 2
    for _ in range(2):
        answer(study, right(study.question))
        study.advance()

    assert study.stage is Stage.SUMMARY
    assert study.summary.left == 2


def test_the_summary_says_what_changed_for_each_skill(study, clock):
    """Asked, right, the memory before and after, the next due day; and the time that it took."""
    clock.go_on(seconds=30)
    answer(study, right(study.question))
    study.advance()
    study.give_up()
    summary = study.quit()

    first, second = summary.skills
    assert (first.asked, first.right, first.before) == (1, 1, None)
    assert first.after.repetitions == 1
    assert first.next_due == "in 2 days, Mon 23 Nov"
    assert (second.asked, second.right) == (1, 0)
    assert (summary.questions, summary.right, summary.active_ms) == (2, 1, 30_000)
    assert summary.next_due == "tomorrow, Sun 22 Nov"


def test_a_missed_skill_comes_back_in_the_same_session(study):
    """It is asked again, with new numbers, after other questions or when there are none."""
    missed = study.question
    study.give_up()
    study.advance()
    asked = []
    while study.stage is Stage.QUESTION and study.question.skill.id != missed.skill.id:
        asked.append(study.question.skill.id)
        answer(study, right(study.question))
        study.advance()

    assert study.question.skill.id == missed.skill.id
    assert "Missed earlier today" in study.question.why
    assert study.question.variant.prompt != missed.variant.prompt
    assert asked


def test_home_counts_what_the_day_holds(bank, store, clock):
    """Four new skills on the first day; two days later those that were right are due."""
    study = Study(bank, store, clock)
    home = study.home()
    assert (home.due, home.new, home.streak, home.minutes) == (0, 4, 0, 3)
    study.start()
    assert home.next.skill == study.question.skill.id
    answer(study, right(study.question))
    assert study.home().streak == 1
    assert (study.home().due, study.home().new) == (0, 3)

    clock.go_on(days=2)

    assert Study(bank, store, clock).home().due == 1


def test_idle_and_unfocused_time_is_not_spent(study, store, clock):
    """Two minutes at most count for a pause, and nothing without the focus."""
    clock.go_on(seconds=10)
    study.active()
    clock.go_on(hours=1)
    study.active()
    study.focus(False)
    clock.go_on(minutes=5)
    study.focus(True)
    clock.go_on(seconds=5)
    answer(study, right(study.question))

    assert store.events()[0].evidence.active_ms == 10_000 + 120_000 + 5_000


def test_a_trace_is_rated_by_its_share_of_points(bank, store, clock):
    """Half of the points at the second try are too few."""
    study = Study(bank, store, clock)
    study.start()
    while study.question.skill.id != "steps":
        answer(study, right(study.question))
        study.advance()
    half_right = wrong(study.question, 1)
    answer(study, half_right)
    study.retry()
    answer(study, half_right)

    assert store.events()[-1].evidence.share == 0.5
    assert store.events()[-1].rating is Rating.AGAIN


def test_an_exercise_that_cannot_be_asked_is_left_out(tmp_path, store, clock):
    """The rest of the bank still works, and the fault is kept for the learner to see."""
    (tmp_path / "broken.yaml").write_text(
        "exercises:\n"
        "  - {id: bad, kind: number, given: {v: 1/0}, ask: Compute $v$., answer: v, hints: [Try.],"
        " solution: [No.], accept: ['1', '1'], reject: [{answer: '2', because: No.},"
        " {answer: '3', because: No.}]}\n"
    )
    bank = load_bank([tmp_path])
    study = Study(bank, store, clock)

    assert "broken/bad" in bank.exercises
    assert study.start() is Stage.SUMMARY
    assert len(study.faults) == 1


def test_a_failing_store_changes_nothing(study, store, monkeypatch):
    """An answer that could not be written is not acknowledged; the stage is as before."""

    def full(*_):
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(store, "append", full)
        with pytest.raises(StoreError):
            answer(study, right(study.question))

    assert study.stage is Stage.QUESTION
    assert answer(study, right(study.question)) is Stage.VERDICT


def test_what_the_table_does_not_allow_is_refused(study):
    """A shell that offers more than the table is a bug, and a loud one."""
    with pytest.raises(ValueError, match="cannot happen"):
        study.override(Rating.EASY)


def test_learners_far_apart_get_their_own_days(bank, store):
    """The study day is the learner's: before four in the morning it is still yesterday."""
    night = Clock().at.replace(hour=3)
    study = Study(bank, store, lambda: night)
    study.start()
    answer(study, right(study.question))

    assert store.events()[0].at.study_day == night.date().toordinal() - 1
