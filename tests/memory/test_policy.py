"""What a focus and a drill ask, beside the queue of the day."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.test_queue import TODAY, Skill, answer, asked, bank, learned
from trainer.memory.events import Mode, Seen
from trainer.memory.policy import Daily, Drill, Focus
from trainer.memory.queue import plan
from trainer.memory.rating import Rating
from trainer.memory.reasons import Reason
from trainer.memory.today import Progress


def test_a_focus_asks_its_skills_and_what_they_build_on_if_that_was_never_right() -> None:
    """A known prerequisite stays out, an unknown one comes first, and nothing else comes at all."""
    skills = bank(known="", unknown="", wanted="known unknown", other="")
    progress = Progress(TODAY, {"known": learned(1)})

    items = Focus(frozenset({"wanted"})).plan(skills, progress)

    assert asked(items) == ["unknown", "wanted"]


def test_a_focus_goes_on_with_what_is_not_due_yet() -> None:
    """Due first, then by lowest predicted recall, each skill once a day."""
    skills = bank(strong="", weaker="", due="", outside="")
    states = {
        "strong": learned(1, Rating.EASY),
        "weaker": learned(1, Rating.GOOD),
        "due": learned(90),
        "outside": learned(90),
    }
    focus = Focus(frozenset({"strong", "weaker", "due"}))
    progress = Progress(TODAY, states)

    items = focus.plan(skills, progress)
    after = focus.plan(skills, answer(progress, items[0], Rating.GOOD))

    assert asked(items) == ["due", "weaker", "strong"]
    assert [item.why.reason for item in items] == [Reason.DUE, Reason.FOCUS, Reason.FOCUS]
    assert asked(after) == ["weaker", "strong"]


def test_a_focus_ends() -> None:
    """Whatever is answered, each skill comes once and a missed one again until it is right."""
    skills = bank(a="", b="a", c="b")
    focus = Focus(frozenset({"c", "a"}))
    progress = Progress(TODAY, {"a": learned(3)})

    order = []
    while items := focus.plan(skills, progress):
        first_miss = items[0].skill not in order
        order.append(items[0].skill)
        progress = answer(progress, items[0], Rating.AGAIN if first_miss else Rating.GOOD)

    assert sorted(order) == ["a", "a", "b", "b", "c", "c"]


@given(count=st.integers(1, 12))
@settings(deadline=None)
def test_a_drill_takes_the_exercises_of_its_skill_in_turn(count: int) -> None:
    """Each of them is asked as often as the others, give or take one."""
    skills = {"s": Skill("part", 0, exercises=("one", "two", "three"))}
    progress = Progress(TODAY, {})

    for _ in range(count):
        (item,) = Drill("s").plan(skills, progress)
        seen = progress.seen.get(item.exercise, Seen(0, 0))
        now = sum(map(_times, progress.seen.values()))
        progress = replace(progress, seen={**progress.seen, item.exercise: Seen(seen.attempts + 1, now)})

    attempts = [_times(progress.seen.get(name, Seen(0, 0))) for name in ("one", "two", "three")]
    assert max(attempts) - min(attempts) <= 1


def test_a_drill_of_an_unknown_skill_asks_nothing() -> None:
    """The bank may have changed meanwhile."""
    assert Drill("gone").plan(bank(a=""), Progress(TODAY, {})) == ()


def test_drilling_neither_ends_nor_makes_a_repeat_of_the_day() -> None:
    """A skill missed in the day's practice still comes back after it went well in a drill."""
    skills = bank(a="", b="", c="", d="", e="", f="", g="")
    missed = answer(Progress(TODAY, {}), plan(skills, Progress(TODAY, {}))[0], Rating.AGAIN)
    (drilled,) = Drill("a").plan(skills, missed)

    after = Daily().plan(skills, answer(missed, drilled, Rating.GOOD, Mode.EXTRA))

    assert Reason.REPEAT in {item.why.reason for item in after if item.skill == "a"}


def _times(seen: Seen) -> int:
    return seen.attempts
