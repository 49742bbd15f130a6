"""The queue of a study day: what is asked, in which order and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.events import Attempt, Mode, Seen
from trainer.memory.fsrs import MemoryState, after_attempt, recall_on
from trainer.memory.queue import Limits, QueueItem, plan
from trainer.memory.rating import Rating
from trainer.memory.reasons import Reason, Why
from trainer.memory.today import Progress

PATIENT = settings(deadline=None, max_examples=60)  # a busy machine is no failure
TODAY = 740_000


@dataclass(frozen=True)
class Skill:
    """A skill as the queue sees it."""

    part: str
    order: int
    requires: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ("first", "second")


def bank(**requires: str) -> dict[str, Skill]:
    """Skills in one part by keyword; the value lists prerequisites."""
    return {
        name: Skill("part", order, tuple(needed.split()))
        for order, (name, needed) in enumerate(requires.items())
    }


def learned(days_ago: int, *ratings: Rating) -> MemoryState:
    """A state after attempts on successive days, the first so many days ago."""
    state = None
    for offset, rating in enumerate(ratings or (Rating.GOOD,)):
        state = after_attempt(state, "s", TODAY - days_ago + offset, rating)
    assert state is not None
    return state


def answer(progress: Progress, item: QueueItem, rating: Rating, mode: Mode = Mode.DAILY) -> Progress:
    """The progress after one more answer today."""
    number = len(progress.attempts)
    attempt = Attempt(
        f"attempt-{number}", item.skill, item.exercise, "derive", 0, number, TODAY, rating, mode, 30_000
    )
    state = after_attempt(progress.states.get(item.skill), item.skill, TODAY, rating)
    seen = progress.seen.get(item.exercise, Seen(0, 0))
    return replace(
        progress,
        states={**progress.states, item.skill: state},
        attempts=[*progress.attempts, attempt],
        seen={**progress.seen, item.exercise: Seen(seen.attempts + 1, number)},
    )


def asked(items: tuple[QueueItem, ...]) -> list[str]:
    """The skills in asking order."""
    return [item.skill for item in items]


def item_of(skill: str) -> QueueItem:
    """A question about a skill, whatever the queue says."""
    return QueueItem(skill, f"{skill}/1", Why(Reason.NEW), is_new=False)


def test_due_skills_come_by_lowest_predicted_recall() -> None:
    """The one most nearly forgotten first, and none that is not due."""
    skills = bank(fresh="", old="", older="")
    progress = Progress(TODAY, {"fresh": learned(0), "old": learned(5), "older": learned(30)})

    items = plan(skills, progress)

    assert asked(items) == ["older", "old"]
    assert items[0].why == Why(
        Reason.DUE,
        overdue=TODAY - progress.states["older"].due_day,
        recall=recall_on(progress.states["older"], TODAY),
    )


def test_a_due_prerequisite_comes_before_its_due_dependant() -> None:
    """Also through a skill between them that is not due."""
    skills = bank(product="", chain="product", network="chain")
    progress = Progress(TODAY, {"product": learned(5), "chain": learned(0), "network": learned(60)})

    assert asked(plan(skills, progress)) == ["product", "network"]


def test_a_new_skill_waits_until_each_prerequisite_has_been_right() -> None:
    """A prerequisite that was only ever missed holds it up; one right answer sets it free."""
    skills = bank(power="", chain="power")
    missed = Progress(TODAY, {"power": replace(learned(0, Rating.AGAIN), due_day=TODAY + 1)})
    right = Progress(TODAY, {"power": learned(0)})

    assert asked(plan(skills, missed)) == []
    assert asked(plan(skills, right)) == ["chain"]


def test_a_first_day_follows_the_prerequisites_up_to_the_cap() -> None:
    """Ten new skills of a chain of twelve, each behind the one it builds on."""
    names = [f"s{index}" for index in range(12)]
    skills = {
        name: Skill("p", index, tuple(names[max(0, index - 1) : index])) for index, name in enumerate(names)
    }

    items = plan(skills, Progress(TODAY))

    assert asked(items) == names[:10]
    assert all(item.is_new and item.why.reason is Reason.NEW for item in items)


@pytest.mark.parametrize(("limits", "counts"), [(Limits(new=1), (3, 1)), (Limits(reviews=2), (2, 3))])
def test_the_caps_count_what_was_done_today(limits: Limits, counts: tuple[int, int]) -> None:
    """Reviews and new skills are cut, and an answer uses up its share."""
    skills = bank(a="", b="", c="", x="", y="", z="")
    progress = Progress(TODAY, {name: learned(20) for name in "abc"})

    items = plan(skills, progress, limits)
    left = plan(skills, answer(progress, items[0], Rating.GOOD), limits)

    assert (sum(not item.is_new for item in items), sum(item.is_new for item in items)) == counts
    assert asked(left) == asked(items)[1:]


def test_the_minutes_of_a_day_end_the_queue() -> None:
    """At 60 seconds a question, three minutes hold three questions, and two after half a minute was spent."""
    skills = bank(a="", b="", c="", d="", e="")
    progress = Progress(TODAY, {name: learned(20) for name in "abcde"}, typical_ms=60_000)

    items = plan(skills, progress, Limits(minutes=3))
    left = plan(skills, answer(progress, items[0], Rating.GOOD), Limits(minutes=3))

    assert (len(items), len(left)) == (3, 2)


def test_a_missed_skill_comes_back_after_three_to_six_others() -> None:
    """The distance is drawn from the attempt, so a restart in between changes nothing."""
    skills = {f"s{index}": Skill(f"p{index % 3}", index) for index in range(10)}
    progress = Progress(TODAY, {name: learned(20) for name in skills})
    first = plan(skills, progress)[0]

    progress = answer(progress, first, Rating.AGAIN)
    items = plan(skills, progress)

    assert 3 <= asked(items).index(first.skill) <= 6
    assert items[asked(items).index(first.skill)].why == Why(Reason.REPEAT)


def test_a_missed_skill_comes_back_at_the_end_if_fewer_questions_remain() -> None:
    """And as often as it is missed again."""
    skills = bank(a="", b="")
    progress = Progress(TODAY, {name: learned(20) for name in skills})
    first, second = plan(skills, progress)

    progress = answer(progress, first, Rating.AGAIN)
    assert asked(plan(skills, progress)) == [second.skill, first.skill]

    progress = answer(answer(progress, second, Rating.GOOD), first, Rating.AGAIN)
    assert asked(plan(skills, progress)) == [first.skill]
    assert asked(plan(skills, answer(progress, first, Rating.HARD))) == []


def test_a_skill_missed_in_an_exam_is_not_repeated_that_day() -> None:
    """Only practice repeats at once; the exam's failure is due tomorrow."""
    skills = bank(a="")

    progress = answer(Progress(TODAY), item_of("a"), Rating.AGAIN, Mode.EXAM)

    assert asked(plan(skills, progress)) == []
    assert progress.states["a"].due_day == TODAY + 1


def test_a_missed_skill_brings_its_weak_prerequisite_at_once_and_says_so() -> None:
    """The strong one stays away; the weak one need not be due."""
    skills = bank(strong="", weak="", chain="strong weak", other="")
    weak = replace(learned(4), due_day=TODAY + 9)
    states = {"strong": learned(0), "weak": weak, "chain": learned(20), "other": learned(20)}
    progress = answer(Progress(TODAY, states), item_of("chain"), Rating.AGAIN)

    items = plan(skills, progress)

    assert asked(items) == ["weak", "other", "chain"]
    assert items[0].why == Why(Reason.PREREQUISITE, recall=recall_on(weak, TODAY), of="chain")


def test_an_unseen_prerequisite_is_brought_in_behind_its_own() -> None:
    """Filling a gap keeps to the rule that a new skill's prerequisites have been right."""
    skills = bank(power="", sums="power", chain="sums")
    progress = answer(Progress(TODAY, {"chain": learned(20)}), item_of("chain"), Rating.AGAIN)

    items = plan(skills, progress)

    assert asked(items) == ["power", "sums", "chain"]
    assert items[0].why == Why(Reason.PREREQUISITE, recall=None, of="chain")
    assert [item.is_new for item in items] == [True, True, False]


def test_a_prerequisite_that_was_practised_today_is_not_brought_in_again() -> None:
    """Right today is strong enough."""
    skills = bank(power="", chain="power")
    progress = Progress(TODAY, {"power": learned(20), "chain": learned(20)})

    progress = answer(progress, item_of("power"), Rating.GOOD)
    progress = answer(progress, item_of("chain"), Rating.AGAIN)

    assert asked(plan(skills, progress)) == ["chain"]


def test_the_exercise_is_the_one_seen_longest_ago() -> None:
    """Never seen ones first, in the file's order."""
    skills = {"s": Skill("p", 0, exercises=("s/a", "s/b", "s/c"))}
    due = {"s": learned(20)}

    assert plan(skills, Progress(TODAY, due))[0].exercise == "s/a"
    assert plan(skills, Progress(TODAY, due, seen={"s/a": Seen(1, 5)}))[0].exercise == "s/b"
    seen = {"s/a": Seen(1, 9), "s/b": Seen(7, 5), "s/c": Seen(1, 6)}
    assert plan(skills, Progress(TODAY, due, seen=seen))[0].exercise == "s/b"


def test_skills_that_cannot_be_asked_hold_nothing_up() -> None:
    """Neither a skill without exercises, nor one that has left the bank, nor an unknown prerequisite."""
    skills = {"empty": Skill("p", 0, exercises=()), "chain": Skill("p", 1, ("empty", "unknown"))}

    assert asked(plan(skills, Progress(TODAY, {"gone": learned(20)}))) == ["chain"]


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (Why(Reason.DUE, overdue=0, recall=0.897), "Due today; predicted recall 90 %."),
        (Why(Reason.DUE, overdue=1, recall=0.8), "Due for 1 day; predicted recall 80 %."),
        (Why(Reason.DUE, overdue=12, recall=0.5), "Due for 12 days; predicted recall 50 %."),
        (Why(Reason.NEW), "New; it builds on nothing before it."),
        (
            Why(Reason.NEW, builds_on=("power-rule", "sums")),
            "New; it builds on: power rule, Sums.",
        ),
        (Why(Reason.REPEAT), "Missed earlier today; it comes back until it is right."),
        (
            Why(Reason.PREREQUISITE, of="sums", recall=0.83),
            "Brought in to fill a gap: “Sums” was missed, and this has 83 % recall.",
        ),
        (
            Why(Reason.PREREQUISITE, of="chain-rule"),
            "Brought in to fill a gap: “chain rule” was missed, and this was never practised.",
        ),
    ],
)
def test_a_reason_is_a_sentence(why: Why, sentence: str) -> None:
    """With the titles of skills where they are known."""
    assert why.sentence({"sums": "Sums"}) == sentence


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Skill], Progress]:
    """A bank in topological order and any learner's states before today."""
    size = draw(st.integers(1, 9))
    names = [f"s{index}" for index in range(size)]
    skills, states = {}, {}
    for index, name in enumerate(names):
        requires = draw(st.sets(st.sampled_from(names[:index]), max_size=2)) if index else set()
        skills[name] = Skill(draw(st.sampled_from("abc")), index, tuple(sorted(requires)), (f"{name}/1",))
        ratings = draw(st.lists(st.sampled_from(Rating), max_size=3))
        if ratings:
            states[name] = learned(draw(st.integers(len(ratings), 60)), *ratings)
    return skills, Progress(TODAY, states)


@PATIENT
@given(situation=situations(), new=st.integers(0, 5), reviews=st.integers(0, 5))
def test_answering_right_goes_on_with_the_rest_of_the_same_queue(
    situation: tuple[dict[str, Skill], Progress], new: int, reviews: int
) -> None:
    """Planning is done again after each answer, and yet the day is the one that was announced."""
    skills, progress = situation
    limits = Limits(new, reviews)
    announced = plan(skills, progress, limits)

    for index, item in enumerate(announced):
        assert plan(skills, progress, limits) == announced[index:]
        progress = answer(progress, item, Rating.GOOD)

    assert plan(skills, progress, limits) == ()


@PATIENT
@given(situation=situations(), ratings=st.lists(st.sampled_from(Rating), max_size=25))
def test_a_new_skill_is_only_asked_when_its_prerequisites_have_been_right(
    situation: tuple[dict[str, Skill], Progress], ratings: list[Rating]
) -> None:
    """However the day goes, misses and gaps included."""
    skills, progress = situation
    for rating in ratings:
        items = plan(skills, progress)
        if not items:
            break
        first = items[0]
        if first.is_new:
            assert all(progress.was_right(other) for other in skills[first.skill].requires)
        assert len({item.skill for item in items}) == len(items)
        progress = answer(progress, first, rating)


@PATIENT
@given(situation=situations(), ratings=st.lists(st.sampled_from(Rating), max_size=25))
def test_a_day_ends_with_every_missed_skill_put_right(
    situation: tuple[dict[str, Skill], Progress], ratings: list[Rating]
) -> None:
    """Whatever is missed on the way comes back, until only right answers were last."""
    skills, progress = situation
    for rating in ratings + [Rating.GOOD] * 40:
        items = plan(skills, progress)
        if not items:
            break
        progress = answer(progress, items[0], rating)

    assert plan(skills, progress) == ()
    assert progress.missed() == {}
