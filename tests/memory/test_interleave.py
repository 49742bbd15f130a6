"""The order of a day's questions, against exhaustive search and as laws."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.interleave import Place, arrange

PATIENT = settings(deadline=None)  # a busy machine is no failure


def places(parts: str) -> list[Place]:
    """One ordinary place per letter, which is its part."""
    return [Place(f"{part}{index}", part) for index, part in enumerate(parts)]


def meetings(parts: list[str], previous: str = "") -> int:
    """How many neighbours share a part."""
    return sum(one == other for one, other in pairwise([previous, *parts]))


@PATIENT
@given(parts=st.text("abc", max_size=6), previous=st.sampled_from(["", "a", "b"]))
def test_neighbours_differ_in_part_wherever_any_order_can_do_it(parts: str, previous: str) -> None:
    """Exhaustive search over all orders finds one without meetings only if ours is one."""
    possible = any(meetings(list(order), previous) == 0 for order in permutations(parts))

    order = [skill[0] for skill in arrange(places(parts), asked=0, previous_part=previous)]

    assert sorted(order) == sorted(parts)
    assert (meetings(order, previous) == 0) == possible


def test_within_what_interleaving_allows_the_first_priority_comes_first() -> None:
    """The lowest recall leads, and the next of its part follows after one of another."""
    assert arrange(places("aab"), asked=0) == ["a0", "b2", "a1"]


def test_prerequisites_come_before_what_builds_on_them() -> None:
    """Even if their predicted recall is higher."""
    chain = [Place("c", "x", frozenset({"b"})), Place("b", "x", frozenset({"a"})), Place("a", "x")]

    assert arrange(chain, asked=0) == ["a", "b", "c"]


def test_skills_that_wait_for_each_other_are_asked_all_the_same() -> None:
    """A circle of prerequisites is the author's mistake; the learner still gets the questions."""
    circle = [Place("a", "x", frozenset({"b"})), Place("b", "x", frozenset({"a"}))]

    assert arrange(circle, asked=0) == ["a", "b"]


@PATIENT
@given(
    ordinary=st.integers(0, 12),
    gaps=st.lists(st.integers(3, 6), min_size=1, max_size=3),
)
def test_a_repeat_comes_after_three_to_six_others_or_at_the_end(ordinary: int, gaps: list[int]) -> None:
    """Skills missed one after the other, each with its own drawn distance."""
    asked = len(gaps)
    repeats = [Place(f"r{i}", "p", ready_at=i + 1 + gap) for i, gap in enumerate(gaps)]

    order = arrange([*repeats, *places("a" * ordinary)], asked=asked)

    for index in range(len(gaps)):
        between = asked - (index + 1) + order.index(f"r{index}")
        left_then = [skill for skill in order[order.index(f"r{index}") :] if skill.startswith("a")]
        assert 3 <= between <= 6 or (between < 3 and not left_then)


def test_an_urgent_prerequisite_comes_at_once() -> None:
    """Before anything of higher priority, and whatever its part."""
    order = arrange([*places("ab"), Place("gap", "a", urgent=True)], asked=3, previous_part="a")

    assert order[0] == "gap"


@PATIENT
@given(
    parts=st.lists(st.sampled_from("abc"), min_size=1, max_size=10),
    links=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8),
    ready=st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=3),
    previous=st.sampled_from(["", "a"]),
)
def test_asking_the_first_leaves_the_rest_as_it_was(
    parts: list[str], links: set[tuple[int, int]], ready: dict[int, int], previous: str
) -> None:
    """So that planning again after each answer, or after a restart, goes on with the same order."""
    given_places = [
        Place(
            str(index),
            part,
            waits_for=frozenset(str(before) for before, after in links if after == index and before < after),
            ready_at=ready.get(index),
        )
        for index, part in enumerate(parts)
    ]
    order = arrange(given_places, 0, previous)

    first = next(place for place in given_places if place.skill == order[0])
    rest = [place for place in given_places if place is not first]

    assert arrange(rest, 1, first.part) == order[1:]
