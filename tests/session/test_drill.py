"""A drill and a focus as whole sessions, with a progress file."""

from dataclasses import replace

from tests.session.learner import answer, numbers, right, wrong
from trainer.memory.days import Moment
from trainer.memory.events import Mode
from trainer.memory.policy import Drill, Focus
from trainer.session.practice import Action, Stage
from trainer.session.study import Study


def _held(study, skill_right):
    """Ask to the end of the session, all right or all wrong; the skills in the order asked."""
    skills = []
    study.start()
    while study.stage is not Stage.SUMMARY:
        skills.append(study.question.skill.id)
        texts = right(study.question) if skill_right else wrong(study.question)
        answer(study, texts)
        if study.stage is Stage.MISSED:
            study.advance()
        study.advance()
    return skills


def test_a_drill_moves_no_due_day_and_no_state(bank, store, clock):
    """Its attempts are in the log with new numbers each, and a rebuild leaves them out of the memory too."""
    daily = Study(bank, store, clock, count=1)
    (skill,) = _held(daily, skill_right=True)
    before = store.states()

    drill = Study(bank, store, clock, Drill(skill), count=4)
    asked = _held(drill, skill_right=False)

    assert asked == [skill] * 4
    assert drill.summary.left == Study(bank, store, clock).home().due + Study(bank, store, clock).home().new
    assert store.states() == before
    events = store.events()
    assert [event.mode for event in events] == [Mode.DAILY, *[Mode.EXTRA] * 4]
    assert len({(event.exercise, event.seed) for event in events}) == 5
    store.rebuild()
    assert store.states() == before


def test_a_skill_that_was_only_drilled_is_still_new(bank, store, clock):
    """The day asks it as if it had never been practised."""
    before = Study(bank, store, clock).home()
    _held(Study(bank, store, clock, Drill(before.next.skill), count=2), skill_right=True)

    after = Study(bank, store, clock).home()

    assert (after.due, after.new) == (0, before.new)
    assert store.states() == {}


def test_a_drill_says_that_nothing_moves_and_takes_no_rating(bank, store, clock):
    """A rating would have nothing to act on."""
    skill = Study(bank, store, clock).home().next.skill
    drill = Study(bank, store, clock, Drill(skill), count=1)
    drill.start()

    answer(drill, right(drill.question))

    assert drill.stage is Stage.VERDICT
    assert drill.result.next_due == "in its turn, as a new skill"
    assert not drill.allows(Action.OVERRIDE)


def test_taking_back_stays_within_drill_or_practice(bank, store, clock):
    """An answer of the day's practice is not taken back from a drill, nor an exam's from either."""
    _held(Study(bank, store, clock, count=1), skill_right=True)
    exam = replace(store.events()[0], id="exam", mode=Mode.EXAM, at=Moment.of(clock()), device="", sequence=0)
    store.append(exam)
    drill = Study(bank, store, clock, Drill(exam.skill), count=1)
    drill.start()

    assert drill.undo() is False

    daily = Study(bank, store, clock)
    daily.start()
    assert daily.undo() is True
    assert [attempt.mode for attempt in store.attempts_on(Moment.of(clock()).study_day)] == [Mode.EXAM]


def test_a_focus_is_real_practice(bank, store, clock):
    """Its attempts move the memory, and it ends when each of its skills was asked."""
    skill = Study(bank, store, clock).home().next.skill

    asked = _held(Study(bank, store, clock, Focus(frozenset({skill}))), skill_right=True)

    assert asked == [skill]
    assert store.states()[skill].attempts == 1


def test_an_open_question_of_the_day_is_none_of_a_drill(bank, store, clock):
    """Neither its texts nor its first wrong answer come up there; afterwards it goes on as it was left."""
    daily = Study(bank, store, clock)
    daily.start()
    open_one, typed = numbers(daily.question), wrong(daily.question)
    answer(daily, typed)
    daily.quit()

    drill = Study(bank, store, clock, Drill(daily_skill(bank, open_one)), count=3)
    drill.start()
    assert (drill.stage, drill.question.draft) == (Stage.QUESTION, {})
    drill.save_draft({"answer": "of the drill"})
    drill.quit()
    _held(Study(bank, store, clock, Drill(daily_skill(bank, open_one)), count=3), skill_right=True)

    again = Study(bank, store, clock)
    again.start()
    assert (again.stage, numbers(again.question)) == (Stage.MISSED, open_one)
    assert again.result.texts == typed


def test_a_first_try_left_in_a_drill_is_no_failure_of_the_next_day(bank, store, clock):
    """What is logged late counts as what it was."""
    skill = Study(bank, store, clock).home().next.skill
    drill = Study(bank, store, clock, Drill(skill))
    drill.start()
    answer(drill, wrong(drill.question))
    drill.quit()
    clock.go_on(days=1)

    Study(bank, store, clock).start()

    assert store.states() == {}


def test_drilling_takes_no_minutes_from_a_day(bank, store, clock):
    """Nor does it count as a question between a miss and its repeat."""
    skill = Study(bank, store, clock).home().next.skill
    before = store.progress(Moment.of(clock()).study_day).attempts
    _held(Study(bank, store, clock, Drill(skill), count=2), skill_right=False)

    assert store.progress(Moment.of(clock()).study_day).attempts == before


def daily_skill(bank, question):
    return bank.exercises[question[0]].skill
