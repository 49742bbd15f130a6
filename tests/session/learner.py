"""A learner for tests: a clock to be set, a small course, and answers that are right or wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

COURSE = Path(__file__).parent / "course"
MORNING = datetime(2026, 11, 21, 10, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at=MORNING):
        self.at = at

    def __call__(self):
        return self.at

    def go_on(self, **time):
        self.at += timedelta(**time)


def right(question):
    """The reference answers of a question, as a learner would type them."""
    return question.variant.answers


def wrong(question, which=0):
    """One of the listed wrong answers of a question."""
    return {**right(question), **question.variant.reject[which].texts}


def answer(study, texts):
    """Check and submit; the stage that follows."""
    return study.submit(texts, study.check(texts))


def numbers(question):
    """What makes a question the same question."""
    return question.variant.exercise.id, question.variant.seed, question.variant.prompt
