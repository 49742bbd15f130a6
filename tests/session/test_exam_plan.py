"""A plan to an exam, set and followed over the small course."""

from dataclasses import replace
from datetime import date

import pytest

from tests.session.examinee import blueprint
from tests.session.learner import MORNING, answer, right
from trainer.bank.blueprint import Blueprints
from trainer.errors import TrainerError
from trainer.memory.days import Moment
from trainer.memory.events import Mode
from trainer.memory.policy import Daily
from trainer.memory.reasons import Reason
from trainer.session.exam.goal import REPEATED, minutes_by_skill
from trainer.session.exam.goal_wish import GoalWish, days_off_words, minutes_words
from trainer.session.exam.opening import begin
from trainer.session.exam.planning import Planning
from trainer.session.study import Study

TODAY = Moment.of(MORNING).study_day
SOON = GoalWish("basics", "2026-12-03", "30")
ONE = {"basics": blueprint(weights={"chains": 3, "sums": 1}, count=2)}


@pytest.fixture
def planning(bank, store, clock):
    """The plans of a learner whose only exam weighs two of the four skills."""
    return Planning(bank, store, clock, lambda: Blueprints(ONE, ()))


def test_while_a_goal_is_in_force_the_day_follows_its_plan(bank, store, clock, planning):
    """Only what the exam asks and what that builds on, each with its reason, to the end of the day."""
    planning.set(SOON)
    study = Study(bank, store, clock, day=planning.day().policy)
    study.start()

    asked = []
    while study.question is not None:
        asked.append(study.question.skill.id)
        assert "For the exam on Thu 3 Dec: predicted recall there" in study.question.why
        clock.go_on(seconds=20)
        answer(study, right(study.question))
        study.advance()

    wanted = {"chains", "sums", *bank.skills["chains"].requires, *bank.skills["sums"].requires}
    assert sorted(asked) == sorted(wanted)
    assert study.summary.left == 0
    assert {event.mode for event in store.events() if event.rating} == {Mode.DAILY}


def test_a_session_without_the_plan_asks_what_the_normal_schedule_holds(bank, store, clock, planning):
    """For one session; the day still counts by the plan."""
    planning.set(SOON)

    study = Study(bank, store, clock, Daily(), day=planning.day().policy)
    study.start()

    assert "For the exam" not in study.question.why
    assert study.home().next.why.startswith("For the exam")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (replace(SOON, date="2026-11-20"), "Fri 20 Nov is over; the exam must lie ahead."),
        (replace(SOON, date="2026-11-21"), "The exam is today; a plan needs at least one night before it."),
        (replace(SOON, date="2028-11-24"), "Fri 24 Nov 2028 is more than two years away; plan when"),
        (replace(SOON, date="24/12"), "'24/12' is no date; write it like 2026-12-24."),
        (replace(SOON, date="2026-02-30"), "'2026-02-30' is no date; write it like 2026-12-24."),
        (replace(SOON, date=""), "When is the exam? Give its date, like 2026-12-24."),
        (replace(SOON, minutes=""), "How many minutes a day are there? Give them, like 30."),
        (replace(SOON, minutes="0"), "'0' are no minutes a day; give a whole number from 1 to 1440,"),
        (replace(SOON, minutes="1441"), "'1441' are no minutes a day"),
        (replace(SOON, minutes="1,2"), "'1,2' are no minutes a day"),
        (replace(SOON, minutes="0,0,0,0,0,0,0"), "'0,0,0,0,0,0,0' are no minutes a day"),
        (replace(SOON, minutes="-5"), "'-5' are no minutes a day"),
        (replace(SOON, minutes="9" * 9999), "are no minutes a day"),
        (replace(SOON, days_off="sun,someday"), "'someday' is neither a weekday (mon to sun) nor a date"),
        (replace(SOON, days_off="mon,tue,wed,thu,fri,sat,sun"), "No day is left to study: every day until"),
        (replace(SOON, blueprint="basic"), "There is no exam 'basic'; did you mean 'basics'?"),
    ],
)
def test_a_goal_that_cannot_be_is_answered_with_a_sentence(planning, store, wish, said):
    """And nothing is set."""
    with pytest.raises(TrainerError) as raised:
        planning.set(wish)

    assert said in str(raised.value)
    assert len(str(raised.value)) < 200
    assert store.events() == []


def test_an_exam_that_weighs_nothing_cannot_be_planned_for(bank, store, clock):
    """The blueprint's own fault is told."""
    nothing = {"basics": blueprint(weights={"chains": 0})}
    planning = Planning(bank, store, clock, lambda: Blueprints(nothing, ()))

    with pytest.raises(TrainerError, match="the weights add up to nothing"):
        planning.set(SOON)


def test_days_off_are_weekdays_and_dates(planning):
    """They are read as they are shown again, and no planned day is one of them."""
    goal = planning.set(replace(SOON, days_off="Sunday, sat,2026-11-25"))

    assert days_off_words(goal) == "sat,sun,2026-11-25"
    planned = [date.fromordinal(day.study_day) for day in planning.outlook().plan.days]
    assert planned[0] == date(2026, 11, 23)
    assert not {5, 6} & {day.weekday() for day in planned}
    assert date(2026, 11, 25) not in planned


def test_what_is_not_said_stays_as_it_is(planning, store):
    """One thing of a goal can be changed; saying the same again changes nothing."""
    planning.set(replace(SOON, days_off="sat", on_exam_day=True))

    goal = planning.set(GoalWish(minutes="30,30,30,30,30,0,45"))
    planning.set(GoalWish(date="2026-12-03"))
    assert (goal.blueprint, days_off_words(goal), goal.on_exam_day) == ("basics", "sat", True)
    assert minutes_words(goal) == "30,30,30,30,30,0,45"
    assert len(store.events()) == 2

    assert days_off_words(planning.set(GoalWish(days_off="none"))) == ""


def test_a_goal_is_given_up_once(planning):
    """The second time there is none."""
    planning.set(SOON)

    assert planning.cancel()
    assert not planning.cancel()
    assert planning.outlook() is None
    assert planning.line() == ""
    assert planning.day().policy == Daily()


def test_a_goal_that_was_followed_is_given_up_gently(planning, clock):
    """A change meanwhile does not make it younger; its last minutes hold as long as it was followed."""
    planning.set(SOON)
    clock.go_on(days=3)
    planning.set(GoalWish(minutes="20"))
    clock.go_on(days=2)

    planning.cancel()

    assert planning.goal is None
    assert planning.day().policy.limits.minutes == 20
    clock.go_on(days=4)
    assert planning.day().policy.limits.minutes == 20
    clock.go_on(days=1)
    assert planning.day().policy == Daily()


def test_a_goal_whose_day_is_over_is_not_in_force(planning, clock):
    """The normal schedule goes on, with the minutes of before for a while."""
    planning.set(SOON)
    clock.go_on(days=13)

    assert planning.goal is None
    assert planning.line() == ""
    assert planning.day().policy.limits.minutes == 30
    clock.go_on(days=40)
    assert planning.day().policy == Daily()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({}, "the exam 'basics' is no longer there"),
        ({"basics": blueprint(weights={"chanis": 1})}, "no skill or part of the course is called 'chanis'"),
    ],
    ids=["deleted", "of an unknown skill"],
)
def test_a_blueprint_that_has_gone_bad_leaves_the_normal_schedule(bank, store, clock, planning, now, said):
    """A sentence says why, also on the start screen."""
    planning.set(SOON)

    later = Planning(bank, store, clock, lambda: Blueprints(now, ()))

    day = later.day()
    assert day.policy == Daily()
    assert said in day.problem
    assert day.problem.endswith("The normal schedule goes on.")
    assert said in later.line()


def test_the_line_of_the_start_screen_says_when_and_how_well(planning):
    """In twelve days; the interval is around the score."""
    planning.set(SOON)

    seen = planning.outlook(more_minutes=10)

    low, expected, high = (f"{100 * x:.0f}" for x in (seen.score.low, seen.score.expected, seen.score.high))
    assert planning.line() == f"Exam in 12 days (Thu 3 Dec): {expected} % predicted ({low}–{high} %)."
    assert 0 <= seen.score.low <= seen.score.expected <= seen.score.high <= 1
    assert seen.plan.scores.more >= seen.plan.scores.planned


def test_the_time_of_a_question_is_the_learners_own_by_kind(bank):
    """A kind that is not known yet takes as long as the usual question."""
    paces = {"": 60_000, "derive": 30_000}

    minutes = minutes_by_skill(bank, paces.get)

    for skill in bank.skills.values():
        each = [paces.get(bank.exercises[name].kind, 60_000) for name in skill.exercises]
        assert minutes[skill.id] == pytest.approx(REPEATED * sum(each) / len(each) / 60_000)


def test_an_exam_that_begins_foresees_its_score_from_what_was_met(bank, store, clock, planning):
    """Nothing where none of its skills was; then weighted recall today, kept with the paper."""
    exam = ONE["basics"]
    assert planning.foresee(exam) is None
    study = Study(bank, store, clock)
    study.start()
    while study.question is not None:
        answer(study, right(study.question))
        study.advance()

    now = planning.foresee(exam)
    clock.go_on(days=20)
    later = planning.foresee(exam)
    sat = begin(exam, bank, store, clock, predicted=later)

    assert 0.9 < now.value <= 1
    assert later.low <= later.value <= later.high
    assert later.value < now.value
    assert sat.stored.predicted == (later.value, later.low, later.high)


def test_every_question_of_the_day_says_that_it_is_planned(bank, store, planning):
    """Straight from the policy: the reason and its share of the exam."""
    planning.set(SOON)

    items = planning.day().policy.plan(bank.skills, store.progress(TODAY))

    assert {item.why.reason for item in items} == {Reason.PLAN}
    assert {item.skill: item.why.exam.share for item in items if item.why.exam.share} == {
        "chains": 0.75,
        "sums": 0.25,
    }
