"""Days and reasons are said as a person would say them."""

from datetime import date

import pytest

from trainer.memory.events import Mode
from trainer.memory.fsrs import MemoryState
from trainer.memory.rating import Evidence, Rating, rate
from trainer.session.wording import (
    due_words,
    left_out,
    next_due_words,
    next_review_words,
    rating_reason,
    time_words,
)

SATURDAY = date(2026, 11, 21).toordinal()


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, "today, Sat 21 Nov"),
        (1, "tomorrow, Sun 22 Nov"),
        (3, "in 3 days, Tue 24 Nov"),
        (60, "in 60 days, Wed 20 Jan 2027"),
        (-2, "since Thu 19 Nov"),
    ],
)
def test_a_day_is_said_with_its_distance_and_its_date(ahead, words):
    """The distance first, then weekday, day and month, and the year only where it is another."""
    assert due_words(SATURDAY + ahead, SATURDAY) == words


def test_a_missed_skill_comes_back_on_the_same_day():
    """The due day of a missed skill is not the next time that it is asked."""
    state = MemoryState(1.0, 5.0, SATURDAY, SATURDAY + 1)

    assert next_due_words(state, SATURDAY, Rating.AGAIN).startswith("again today")
    assert next_due_words(state, SATURDAY, Rating.HARD) == "tomorrow, Sun 22 Nov"


def test_a_drill_says_that_nothing_has_moved():
    """Neither the due day of a known skill nor that a new one is new."""
    state = MemoryState(1.0, 5.0, SATURDAY, SATURDAY + 1)

    assert next_due_words(state, SATURDAY, Rating.AGAIN, Mode.EXTRA) == "tomorrow, Sun 22 Nov, as before"
    assert next_due_words(None, SATURDAY, Rating.GOOD, Mode.EXTRA) == "in its turn, as a new skill"


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(), "Right at the first try: Good."),
        (Evidence(hints=1), "Right after a hint: Hard."),
        (Evidence(active_ms=90_001, typical_ms=45_000), "Right, in more than twice your usual time: Hard."),
        (Evidence(tries=2), "Right at the second try: Hard."),
        (Evidence(tries=2, share=0.75), "Mostly right at the second try: Hard."),
        (Evidence(tries=2, share=0.0), "Wrong twice: Again."),
        (Evidence(share=0.0), "Wrong, and no second try: Again."),
        (Evidence(gave_up=True, share=0.0), "Given up: Again."),
    ],
)
def test_every_way_to_a_rating_has_its_sentence(evidence, reason):
    """The sentence ends with the rating that the rule gives."""
    assert rating_reason(evidence, rate(evidence)) == reason


def test_a_time_is_said_in_minutes_and_seconds():
    """Seconds have two digits."""
    assert [time_words(ms) for ms in (0, 7_400, 750_000)] == ["0:00", "0:07", "12:30"]


def test_the_next_review_is_after_today_even_where_one_was_put_off():
    """What is due already, but more than the day takes, comes tomorrow; nobody is told of a past day."""
    overdue = MemoryState(1.0, 5.0, SATURDAY - 4, SATURDAY - 2)
    later = MemoryState(9.0, 5.0, SATURDAY, SATURDAY + 3)

    assert next_review_words([later], SATURDAY) == "in 3 days, Tue 24 Nov"
    assert next_review_words([later, overdue], SATURDAY) == "tomorrow, Sun 22 Nov"
    assert next_review_words([], SATURDAY) == ""


def test_a_folder_that_does_not_exist_is_no_exercise():
    """It is named; what else is missing is counted."""
    assert left_out(0, ["/nowhere"]) == "There is no folder /nowhere."
    assert left_out(2, ["/nowhere"]) == (
        "There is no folder /nowhere. 2 exercises were left out; “trainer check” says why."
    )
    assert left_out(0) == ""
