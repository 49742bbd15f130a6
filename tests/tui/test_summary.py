"""What is said at the end of a session, and where there was nothing to begin with."""

from __future__ import annotations

import pytest

from trainer.session.views import Summary
from trainer.tui.summary import what_is_left, what_was_done

TOMORROW = "The next review is due tomorrow, Sun 22 Nov."


@pytest.mark.parametrize(
    ("questions", "left", "was_asked", "done", "rest"),
    [
        (2, 1, True, "2 questions, 1 right, in 0:30 minutes.", "1 question is left for today."),
        (2, 0, True, "2 questions, 1 right, in 0:30 minutes.", f"Nothing is left for today. {TOMORROW}"),
        (0, 3, True, "No question was answered.", "3 questions are left for today."),
        (0, 0, False, "There is nothing to ask today.", TOMORROW),
        (0, 3, False, "All of this was practised today already.", "3 questions are left for today."),
    ],
)
def test_the_end_says_what_was_done_and_when_there_is_more(
    questions: int, left: int, was_asked: bool, done: str, rest: str
) -> None:
    """An empty day, and a focus that was all practised, are no session that was broken off."""
    summary = Summary(questions, 1, 30_000, (), left, "tomorrow, Sun 22 Nov", was_asked)

    assert (what_was_done(summary), what_is_left(summary)) == (done, rest)
