"""What a focus and a drill ask, beside the queue of the day."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.test_queue import TODAY, Skill, answer, asked, bank, item_of, learned
from trainer.memory.events import Mode, Seen
from trainer.memory.missed import Missed
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


def test_a_focus_brings_in_what_was_never_right_though_it_is_not_due() -> None:
    """Else a skill whose prerequisite went wrong in an exam today could not be reached at all."""
    skills = bank(below="", wanted="below")
    progress = Progress(TODAY, {"below": learned(0, Rating.AGAIN)})
    focus = Focus(frozenset({"wanted"}))

    (first,) = focus.plan(skills, progress)
    then = focus.plan(skills, answer(progress, first, Rating.GOOD))

    assert (first.skill, asked(then)) == ("below", ["wanted"])


def test_a_full_day_leaves_all_of_a_focus() -> None:
    """The caps of a day are no caps of a focus, neither for what is new nor for what is due."""
    skills = bank(a="", b="", due="", wanted="", late="")
    progress = Progress(TODAY, {"due": learned(90), "late": learned(90)})
    for skill in ("a", "b", "due"):
        progress = answer(progress, item_of(skill), Rating.GOOD)

    assert asked(Focus(frozenset({"wanted", "late"})).plan(skills, progress)) == ["late", "wanted"]


def test_a_focus_says_for_what_it_brings_in_something_else() -> None:
    """Also where the one that was named builds on it through another."""
    skills = bank(root="", middle="root", wanted="middle")

    items = Focus(frozenset({"wanted"})).plan(skills, Progress(TODAY, {}))

    assert asked(items) == ["root", "middle", "wanted"]
    assert [item.why.of for item in items] == ["wanted", "wanted", ""]
    assert items[0].why.sentence({"wanted": "Chain rule"}) == (
        "First, because “Chain rule” builds on it and it was never right."
    )


def test_what_an_exam_has_missed_comes_before_what_it_builds_on() -> None:
    """Though that was never practised, and though the exam's answers were given today."""
    skills = bank(root="", wrong="root", blank="root")
    progress = answer(Progress(TODAY, {}), item_of("wrong"), Rating.AGAIN, Mode.EXAM)

    items = Missed(frozenset({"wrong", "blank"})).plan(skills, progress)

    assert asked(items) == ["wrong", "blank"]
    assert {item.why.sentence() for item in items} == {"Missed in the exam."}


def test_what_is_missed_again_brings_in_what_was_never_right() -> None:
    """A prerequisite that was right once, however weak now, is not what the learner wants to practise."""
    skills = bank(root="", weak="", wrong="root weak", other="")
    progress = Progress(TODAY, {"weak": learned(400)})
    missed = Missed(frozenset({"wrong", "other"}))

    items = missed.plan(skills, answer(progress, item_of("wrong"), Rating.AGAIN))

    assert asked(items) == ["root", "other", "wrong"]
    assert items[0].why.reason is Reason.PREREQUISITE
    assert items[0].why.of == "wrong"


def test_what_went_well_before_the_exam_is_asked_again_after_it() -> None:
    """Only an answer since the exam ends it; one of this morning was refuted."""
    skills = bank(a="", b="")
    morning = answer(Progress(TODAY, {}), item_of("a"), Rating.GOOD)
    sat = answer(morning, item_of("a"), Rating.AGAIN, Mode.EXAM)
    missed = Missed(frozenset({"a"}), since_ms=1)

    before = missed.plan(skills, sat)
    after = missed.plan(skills, answer(sat, before[0], Rating.GOOD))

    assert (asked(before), asked(after)) == (["a"], [])


@given(st.lists(st.booleans(), max_size=40))
@settings(deadline=None, max_examples=40)
def test_practice_of_what_was_missed_ends_when_all_of_it_was_right(outcomes: list[bool]) -> None:
    """Nothing else but gaps is ever asked, and nothing that is right comes again."""
    skills = bank(root="", a="root", b="a", c="b", outside="")
    missed, progress = Missed(frozenset({"a", "c"})), Progress(TODAY, {})

    right = []
    for outcome in [*outcomes, *[True] * 5]:
        items = missed.plan(skills, progress)
        if not items:
            break
        progress = answer(progress, items[0], Rating.GOOD if outcome else Rating.AGAIN)
        right += [items[0].skill] if outcome else []

    assert missed.plan(skills, progress) == ()
    assert len(right) == len(set(right))
    assert {"a", "c"} <= set(right) <= {"root", "a", "b", "c"}
