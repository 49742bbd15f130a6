"""The day of a learner with an exam ahead: within its minutes, each skill once, gaps and repeats first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.test_queue import TODAY, Skill, answer, asked, bank, learned
from trainer.memory.exam_goal import ExamGoal
from trainer.memory.planned import ExamAim, Planned, limits_after
from trainer.memory.planner import after_exam, plan
from trainer.memory.policy import Daily
from trainer.memory.queue import Limits
from trainer.memory.rating import Rating
from trainer.memory.reasons import ExamGain, Reason, Why
from trainer.memory.today import Progress

FEW = settings(max_examples=15, deadline=None)
SOON = ExamGoal("basics", TODAY + 9, (5.0,))


def aim(goal: ExamGoal = SOON, minutes: float = 1.0, **weights: float) -> ExamAim:
    """An aim in which every question takes as long; weights by skill."""
    return ExamAim(goal, weights, dict.fromkeys("abcdefgh", minutes))


@st.composite
def days(draw: st.DrawFn) -> tuple[dict[str, Skill], Progress, ExamAim]:
    """Up to eight skills in any order of prerequisites, some met before, and some minutes a day."""
    names = "abcdefgh"[: draw(st.integers(1, 8))]
    skills, states, weights = {}, {}, {}
    for order, name in enumerate(names):
        before = draw(st.frozensets(st.sampled_from(names[:order]), max_size=2)) if order else frozenset()
        skills[name] = Skill(draw(st.sampled_from(["one", "two"])), order, tuple(sorted(before)))
        if draw(st.booleans()):
            ratings = draw(st.lists(st.sampled_from(Rating), min_size=1, max_size=3))
            states[name] = learned(draw(st.integers(4, 60)), *ratings)
        if draw(st.booleans()):
            weights[name] = draw(st.sampled_from([0.1, 0.3, 1.0]))
    minutes = draw(st.sampled_from([1.0, 2.5, 6.0]))
    goal = ExamGoal("e", TODAY + draw(st.integers(1, 30)), (minutes,), on_exam_day=draw(st.booleans()))
    return skills, Progress(TODAY, states), aim(goal, draw(st.sampled_from([0.4, 0.5, 1.0])), **weights)


@FEW
@given(day=days(), ratings=st.lists(st.sampled_from([Rating.AGAIN, Rating.GOOD]), max_size=12))
def test_a_planned_day_keeps_to_its_minutes_and_ends(
    day: tuple[dict[str, Skill], Progress, ExamAim], ratings: list[Rating]
) -> None:
    """Whatever is answered: what is left fits, a skill comes again only when missed, and then it is over."""
    skills, progress, aimed = day
    policy, last = Planned(aimed), {}
    left = list(ratings)

    for _ in range(100):
        items = policy.plan(skills, progress)
        room = aimed.time(progress).minutes_on(TODAY)
        assert sum(aimed.minutes_for(item.skill) for item in items) <= room + 1e-6
        assert len(set(asked(items))) == len(items)
        if not items:
            break
        first = items[0]
        assert last.get(first.skill, Rating.AGAIN) is Rating.AGAIN
        if first.is_new:
            assert all(progress.was_right(other) for other in skills[first.skill].requires)
        last[first.skill] = left.pop() if left else Rating.GOOD
        progress = answer(progress, first, last[first.skill])
    else:
        raise AssertionError("the day did not end")


def test_the_day_is_the_planners_day() -> None:
    """The questions of the plan, with what each gains on the day of the exam and weighs in it."""
    skills = bank(a="", b="a", c="", d="")
    progress = Progress(TODAY, {"c": learned(30)})
    aimed = aim(b=0.25, c=0.75)

    items = Planned(aimed).plan(skills, progress)

    today = plan(aimed.skills(skills, progress), aimed.time(progress)).today
    assert today is not None
    assert asked(items) == [question.skill for question in today.questions]
    gains = {q.skill: (q.exam_before, q.exam_after) for q in today.questions}
    told = {item.skill: item.why.exam for item in items}
    assert {skill: (why.before, why.after) for skill, why in told.items() if why} == gains
    assert "d" not in gains


def test_a_missed_skill_and_the_gap_under_it_come_before_the_plan() -> None:
    """The prerequisite at once, the repeat after some others; neither is planned a second time."""
    skills = bank(a="", b="a", c="", d="", e="", f="", g="")
    weights = dict.fromkeys("bcdefg", 1 / 6)
    long_ago = learned(60)
    progress = Progress(TODAY, {"a": long_ago, "b": long_ago})
    policy = Planned(aim(ExamGoal("basics", TODAY + 9, (20.0,)), **weights))
    (missed,) = [item for item in policy.plan(skills, progress) if item.skill == "b"]

    items = policy.plan(skills, answer(progress, missed, Rating.AGAIN))

    assert (items[0].skill, items[0].why.reason) == ("a", Reason.PREREQUISITE)
    assert [item.why.reason for item in items if item.skill == "b"] == [Reason.REPEAT]
    assert asked(items).index("b") >= 3


@pytest.mark.parametrize(
    "goal",
    [replace(SOON, days_off=frozenset({TODAY})), replace(SOON, exam_day=TODAY)],
    ids=["a day off", "the exam's own day"],
)
def test_a_day_without_minutes_asks_nothing(goal: ExamGoal) -> None:
    """Though much is due."""
    progress = Progress(TODAY, {"a": learned(90)})

    assert Planned(aim(goal, a=1.0)).plan(bank(a="", b=""), progress) == ()
    assert Daily().plan(bank(a="", b=""), progress)


def test_reviews_that_the_exam_does_not_ask_wait() -> None:
    """They come back once it is over."""
    skills = bank(a="", b="")
    progress = Progress(TODAY, {"a": learned(90), "b": learned(90)})

    assert asked(Planned(aim(a=1.0)).plan(skills, progress)) == ["a"]
    over = replace(progress, study_day=SOON.exam_day + 1)
    assert set(asked(Planned(aim(a=1.0)).plan(skills, over))) == {"a", "b"}


def test_after_the_exam_what_is_overdue_comes_back_bit_by_bit() -> None:
    """Forty overdue skills, five minutes a day: the queue asks what `after_exam` foretells, day by day."""
    names = [f"s{number:02d}" for number in range(40)]
    skills = bank(**dict.fromkeys(names, ""))
    states = {name: learned(80 + number) for number, name in enumerate(names)}
    goal = ExamGoal("basics", TODAY - 1, (5.0,))
    policy = Planned(ExamAim(goal, {"s00": 1.0}))
    foretold = after_exam(states, TODAY, limits_after(goal, TODAY))

    assert 6 < len(foretold) < 30
    for day in foretold[:3]:
        progress = Progress(day.study_day, states)
        items = policy.plan(skills, progress)
        assert len(items) == progress.questions_within(5) == len(day.asked)
        assert sorted(asked(items)) == sorted(day.asked)
        for item in items:
            states = _right(states, item.skill, day.study_day)


def test_a_month_after_the_exam_the_day_is_an_ordinary_one() -> None:
    """The cap does not stay for ever."""
    assert limits_after(SOON, SOON.exam_day + 30) == Limits(minutes=5)
    assert limits_after(SOON, SOON.exam_day + 31) == Limits()


@pytest.mark.parametrize(("followed", "gentle"), [(0, 0), (4, 4), (30, 30), (200, 30)])
def test_a_plan_given_up_ends_gently_for_as_long_as_it_was_followed(followed: int, gentle: int) -> None:
    """From the day on which it is given up, for a month at most; one just tried out not at all."""
    goal = replace(SOON, since=TODAY - followed, given_up=TODAY)

    capped = [day for day in range(TODAY, TODAY + 60) if limits_after(goal, day) == Limits(minutes=5)]

    assert capped == list(range(TODAY, TODAY + gentle))
    assert limits_after(goal, TODAY + 60) == Limits()


def test_the_plan_is_made_once_for_the_same_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked three times for every question, it must not take three times as long."""
    made: list[int] = []

    def counted(*arguments: object) -> object:
        made.append(1)
        return plan(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("trainer.memory.planner.plan", counted)
    skills, policy = bank(a="", b=""), Planned(aim(a=0.5, b=0.5))
    first = policy.plan(skills, Progress(TODAY, {}))
    policy.plan(dict(skills), Progress(TODAY, {}))
    assert len(made) == 1

    policy.plan(skills, answer(Progress(TODAY, {}), first[0], Rating.GOOD))
    policy.plan({"a": skills["a"]}, Progress(TODAY, {}))

    assert len(made) == 3


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (
            ExamGain("Thu 12 Dec", 0.612, 0.83, 0.07),
            "For the exam on Thu 12 Dec: predicted recall there 61 % → 83 %; weighs 7 % of it.",
        ),
        (
            ExamGain("Thu 12 Dec", 0.0, 0.5, 0.001),
            "For the exam on Thu 12 Dec: predicted recall there 0 % → 50 %; weighs less than 1 % of it.",
        ),
        (
            ExamGain("Thu 12 Dec", 0.0, 0.5, 0.0),
            "For the exam on Thu 12 Dec: predicted recall there 0 % → 50 %; what it asks builds on this.",
        ),
    ],
)
def test_a_planned_question_says_what_it_is_for(gain: ExamGain, said: str) -> None:
    """The gain, and the weight of the skill in the exam."""
    assert Why(Reason.PLAN, exam=gain).sentence() == said


def _right(states: dict[str, object], skill: str, day: int) -> dict[str, object]:
    from trainer.memory.fsrs import after_attempt

    return {**states, skill: after_attempt(states[skill], skill, day, Rating.GOOD)}  # type: ignore[arg-type]
