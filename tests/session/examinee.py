"""A learner in an exam for tests: a blueprint over the small course, papers filled in, time that ticks."""

from datetime import timedelta
from pathlib import Path

from trainer.bank.blueprint import Blueprint, Entry
from trainer.bank.positions import Text
from trainer.session.exam.sitting import Stage


def blueprint(count=4, *, weights=None, **changes):
    """Each of the four skills of the course once."""
    weights = weights or dict.fromkeys(("slopes", "chains", "sums", "steps"), 1)
    fields = {
        "name": "basics",
        "title": "Basics",
        "description": "The small course.",
        "count": count,
        "minutes": 10,
        "pass_mark": 0.6,
        "entries": tuple(Entry(Text(name), weight) for name, weight in weights.items()),
        "kinds": (),
        "hint_cost": None,
        "file": Path("basics.yaml"),
    }
    return Blueprint(**fields | changes)


def spend(exam, clock, seconds):
    """Let the time go on as a shell does, tick by tick."""
    for _ in range(seconds):
        clock.at += timedelta(seconds=1)
        exam.tick()


def fill_in(exam, numbers=None):
    """Answer these questions (else all) rightly."""
    for number in numbers or range(1, len(exam.sheets) + 1):
        sheet = exam.go(number)
        exam.answer(sheet.asked.variant.answers)


def hand_in(exam):
    """Hand in by key, and have it marked."""
    exam.ask()
    exam.hand_in()
    exam.close(exam.mark())
    assert exam.stage is Stage.HANDED_IN
