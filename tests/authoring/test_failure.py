"""A bug of the trainer over a file is told with its place, and hides nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.learner import COURSE
from trainer.authoring import draft
from trainer.authoring.lint import check_file, exercise
from trainer.cli import preview

FAULTY = Path(__file__).parent / "faults" / "hints-missing.yaml"


def _broken(*_args: object) -> object:
    raise ZeroDivisionError("by nothing")


@pytest.fixture
def broken_rule(monkeypatch):
    """One rule that fails, among those that work."""
    monkeypatch.setattr(exercise, "_CHECKS", (_broken, *exercise._CHECKS))


def test_a_rule_that_fails_leaves_the_others(broken_rule):
    """Its own failure is an error at the exercise, whose author is told that it is not theirs."""
    report = check_file(FAULTY, [COURSE], seeds=1)

    (bug,) = report.errors
    assert (bug.rule, bug.line) == ("failed", 5)
    assert "no fault of yours: ZeroDivisionError: by nothing" in bug.message
    assert [one.rule for one in report.warnings] == ["hints"]


def test_the_place_is_the_innermost_of_our_own_lines(monkeypatch):
    """Not the line of a library or of the one who called."""
    monkeypatch.setattr(draft, "make_variant", lambda *_: _broken())
    (made,) = (draft.variant_or_fault(one, 0) for one in draft.read_draft(FAULTY).exercises)

    assert "in trainer/authoring/draft.py:" in made.message
    assert (made.file, made.line) == (FAULTY, 5)


def test_the_preview_goes_on_without_a_check(monkeypatch):
    """What failed between the files is told in its list of findings."""
    monkeypatch.setattr("trainer.authoring.lint.check_file", _broken)

    (bug,) = preview._checks(())(FAULTY).errors

    assert "by nothing" in bug.message
