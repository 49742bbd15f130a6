"""Laws of the exam plan: time, order, weight, score; and what is said of what is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.fsrs import MemoryState, recall_on, retrievability
from trainer.memory.planner import ExamPlan, ExamSkill, LeftOut, StudyTime, plan

PATIENT = settings(deadline=None, max_examples=12)  # a busy machine is no failure
TODAY = 740_000


@st.composite
def exams(draw: st.DrawFn) -> tuple[list[ExamSkill], StudyTime]:
    """Up to a dozen skills in any order of prerequisites, some met before, and days with and without time."""
    skills = []
    for number in range(draw(st.integers(0, 12))):
        before = st.sampled_from([f"s{other}" for other in range(number)]) if number else st.nothing()
        requires = tuple(draw(st.lists(before, max_size=2, unique=True))) if number else ()
        state = None
        if draw(st.booleans()):
            stability, ago = draw(st.floats(0.05, 200)), draw(st.integers(0, 90))
            right = draw(st.integers(0, 1))
            state = MemoryState(stability, draw(st.floats(1, 10)), TODAY - ago, TODAY, right=right)
        weight, minutes = draw(st.sampled_from([0, 1, 2.5, 7])), draw(st.sampled_from([0.5, 1, 2, 4]))
        skills.append(ExamSkill(f"s{number}", weight, minutes, requires, state))
    days = draw(st.integers(0, 40))
    minutes = tuple(draw(st.lists(st.sampled_from([0, 1, 3, 10]), min_size=7, max_size=7)))
    off = frozenset(TODAY + day for day in draw(st.lists(st.integers(0, 40), max_size=3)))
    time = StudyTime(TODAY, TODAY + days, minutes, off, draw(st.booleans()), draw(st.sampled_from([0, 2])))
    return draw(st.permutations(skills)), time


def questions(made: ExamPlan) -> list[tuple[int, str]]:
    """All planned questions in order, as (study day, skill)."""
    return [(day.study_day, question.skill) for day in made.days for question in day.questions]


def chain(*weights: float, minutes: float = 1.0) -> list[ExamSkill]:
    """New skills, each a prerequisite of the next."""
    return [
        ExamSkill(f"s{number}", weight, minutes, (f"s{number - 1}",) if number else ())
        for number, weight in enumerate(weights)
    ]


@PATIENT
@given(exam=exams())
def test_no_day_exceeds_its_minutes_and_no_skill_comes_twice_on_one(
    exam: tuple[list[ExamSkill], StudyTime],
) -> None:
    """Days off, the exam day and minutes spent today are honoured too."""
    skills, time = exam

    made = plan(skills, time)

    for day in made.days:
        assert day.available == time.minutes_on(day.study_day) > 0
        assert day.minutes <= day.available + 1e-6
        names = [question.skill for question in day.questions]
        assert len(names) == len(set(names))


@PATIENT
@given(exam=exams())
def test_no_skill_comes_before_its_prerequisites(exam: tuple[list[ExamSkill], StudyTime]) -> None:
    """A skill is asked first when all it builds on was right once, or is asked earlier in the plan."""
    skills, time = exam
    by_name = {skill.id: skill for skill in skills}
    known = {skill.id for skill in skills if skill.is_open}

    for _, name in questions(plan(skills, time)):
        assert by_name[name].is_open or known.issuperset(by_name[name].requires)
        known.add(name)


@PATIENT
@given(exam=exams())
def test_planning_helps_and_more_minutes_never_lower_the_score(
    exam: tuple[list[ExamSkill], StudyTime],
) -> None:
    """Doing nothing ≤ the plan ≤ the plan with more minutes; all are shares."""
    scores = plan(*exam, more_minutes=5).scores

    assert scores.more is not None
    assert 0 <= scores.nothing <= scores.planned + 1e-3
    assert scores.planned <= scores.more <= 1


@pytest.mark.parametrize("days", [7, 20, 45])
def test_a_ladder_of_minutes_is_a_ladder_of_scores(days: int) -> None:
    """Plans made apart from each other rise with their minutes, up to a hundredth where greed is unlucky."""
    skills = [ExamSkill(f"s{n}", n % 4, 1 + n % 3, (f"s{n // 2}",) if n else ()) for n in range(40)]

    scores = [
        plan(skills, StudyTime(TODAY, TODAY + days, (minutes,))).scores.planned for minutes in range(2, 40, 4)
    ]

    assert all(later >= earlier - 0.01 for earlier, later in pairwise(scores))
    assert scores[-1] > scores[0] + 0.2


@PATIENT
@given(exam=exams())
def test_without_weight_there_is_nothing_to_plan(exam: tuple[list[ExamSkill], StudyTime]) -> None:
    """An exam of nothing asks nothing."""
    skills, time = exam

    made = plan([replace(skill, weight=0) for skill in skills], time, more_minutes=5)

    assert not questions(made)
    assert not made.sacrificed
    assert made.scores.planned == 0


@PATIENT
@given(exam=exams())
def test_the_same_question_gets_the_same_plan(exam: tuple[list[ExamSkill], StudyTime]) -> None:
    """Nothing is drawn."""
    assert plan(*exam) == plan(*exam)


@PATIENT
@given(exam=exams(), unit=st.sampled_from([2.0, 0.25, 16.0]))
def test_the_unit_of_weights_does_not_matter(exam: tuple[list[ExamSkill], StudyTime], unit: float) -> None:
    """Points, per cent or shares: the same plan."""
    skills, time = exam

    scaled = plan([replace(skill, weight=unit * skill.weight) for skill in skills], time)

    assert questions(scaled) == questions(plan(skills, time))


def test_the_scores_of_doing_nothing_are_those_of_the_forgetting_curve() -> None:
    """Weighted means of recall today and on the exam day."""
    states = [MemoryState(4.0, 5, TODAY - 3, TODAY, right=1), MemoryState(40.0, 5, TODAY - 9, TODAY, right=1)]
    skills = [ExamSkill(f"s{n}", 1 + 2 * n, 1, (), state) for n, state in enumerate(states)]

    scores = plan(skills, StudyTime(TODAY, TODAY + 10, (0,))).scores

    today = [recall_on(state, TODAY) for state in states]
    then = [retrievability(4.0, 13), retrievability(40.0, 19)]
    assert scores.today == pytest.approx((today[0] + 3 * today[1]) / 4)
    assert scores.nothing == scores.planned == pytest.approx((then[0] + 3 * then[1]) / 4)


def test_a_review_is_planned_late_where_it_counts_and_the_heavier_skill_where_room_is_short() -> None:
    """One minute on one day: the heavier of two alike skills gets it."""
    state = MemoryState(5.0, 5, TODAY - 5, TODAY, right=1)
    skills = [ExamSkill("light", 1, 1, (), state), ExamSkill("heavy", 3, 1, (), state)]

    one_day = plan(skills, StudyTime(TODAY, TODAY + 1, (1,)))
    week = plan(skills[1:], StudyTime(TODAY, TODAY + 7, (1,)))

    assert questions(one_day) == [(TODAY, "heavy")]
    assert (TODAY + 6, "heavy") in questions(week)


def test_a_question_says_what_it_gains() -> None:
    """A new skill starts from nothing; a review from what the curve says."""
    state = MemoryState(5.0, 5, TODAY - 5, TODAY, right=1)
    skills = [ExamSkill("new", 1, 1), ExamSkill("old", 1, 1, (), state)]

    made = plan(skills, StudyTime(TODAY, TODAY + 1, (2,)))

    assert made.today is not None
    new, old = sorted(made.today.questions, key=lambda question: question.skill)
    assert (new.is_new, new.recall, new.exam_before) == (True, 0, 0)
    assert not old.is_new
    assert old.recall == pytest.approx(0.9)
    assert old.exam_before == pytest.approx(retrievability(5.0, 6))
    assert old.exam_after > old.exam_before
    assert made.scores.planned == pytest.approx((new.exam_after + old.exam_after) / 2)


def test_weightless_prerequisites_are_learned_for_what_they_open() -> None:
    """A chain of three with weight at its end takes all three, in order."""
    made = plan(chain(0, 0, 5), StudyTime(TODAY, TODAY + 3, (1,)))

    assert questions(made) == [(TODAY, "s0"), (TODAY + 1, "s1"), (TODAY + 2, "s2")]


def test_a_shared_prerequisite_is_worth_the_sum_of_what_it_opens() -> None:
    """Ten light skills behind one gate beat one review that beats each of them alone with its gate."""
    gate = ExamSkill("gate", 0, 4)
    behind = [ExamSkill(f"s{n}", 1, 1, ("gate",)) for n in range(10)]
    known = ExamSkill("old", 4, 1, (), MemoryState(300, 5, TODAY - 1, TODAY, right=1))

    made = plan([known, gate, *behind], StudyTime(TODAY, TODAY + 1, (14,)))

    assert {name for _, name in questions(made)} == {"gate", *(skill.id for skill in behind)}


@pytest.mark.parametrize(
    ("skills", "minutes", "why"),
    [
        (chain(5, minutes=9), 5, LeftOut.NO_TIME),
        (chain(0, 0, 0, 0, 0, 0, 0, 5), 3, LeftOut.LOCKED),
        ([ExamSkill("heavy", 9, 1), ExamSkill("s", 1, 1)], 1, LeftOut.LIGHT),
        ([ExamSkill("s", 1, 1, ("s",))], 5, LeftOut.LOCKED),
    ],
)
def test_what_is_left_out_is_told_with_why(skills: list[ExamSkill], minutes: float, why: LeftOut) -> None:
    """No room, too much before it, too light, or waiting for itself."""
    made = plan(skills, StudyTime(TODAY, TODAY + 1, (minutes,)))

    (lost,) = made.sacrificed
    assert (lost.skill, lost.recall, lost.last_day) == (skills[-1].id, 0, None)
    assert lost.why is why or (why is LeftOut.LOCKED and not lost.behind)
    assert lost.sentence()


def test_a_skill_left_to_fade_is_told_too() -> None:
    """Last asked long before the exam, with little left."""
    state = MemoryState(1.0, 5, TODAY - 30, TODAY, right=1)

    made = plan([ExamSkill("s", 1, 1, (), state)], StudyTime(TODAY, TODAY + 20, (0,)))

    (lost,) = made.sacrificed
    assert (lost.why, lost.last_day) == (LeftOut.FADED, TODAY - 30)
    assert lost.recall == pytest.approx(retrievability(1.0, 50))


def test_a_far_exam_and_a_long_chain_stay_plannable() -> None:
    """Two years and a chain of a thousand: what is out of reach is given up, the rest is planned."""
    skills = [replace(skill, weight=1.0) for skill in chain(*[1.0] * 1_000)]

    made = plan(skills, StudyTime(TODAY, TODAY + 732, (0.0,) * 6 + (2.0,)))

    assert 150 <= len(questions(made)) <= 210
    assert len(made.sacrificed) >= 790


@pytest.mark.parametrize(
    ("exam", "minutes"), [(-1, (5.0,)), (733, (5.0,)), (3, (5.0, 5.0)), (3, (-1.0,)), (3, (float("nan"),))]
)
def test_time_that_makes_no_sense_is_refused(exam: int, minutes: tuple[float, ...]) -> None:
    """The past, beyond two years, half a week, negative minutes, no number."""
    with pytest.raises(ValueError, match=r"exam must lie|minutes are"):
        StudyTime(TODAY, TODAY + exam, minutes)


@pytest.mark.parametrize(("weight", "minutes"), [(-1, 1), (float("nan"), 1), (1, 0), (1, float("inf"))])
def test_a_skill_that_makes_no_sense_is_refused(weight: float, minutes: float) -> None:
    """Negative or no number for a weight, no time or endless time for a question."""
    with pytest.raises(ValueError, match="a weight is 0 or more"):
        ExamSkill("s", weight, minutes)
