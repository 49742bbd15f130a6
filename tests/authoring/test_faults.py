"""Every seeded fault is found by its rule, at its place, in its words, and nothing else is found with it."""

import re
from pathlib import Path

import pytest

from tests.session.learner import COURSE
from trainer.authoring.lint import check_file
from trainer.authoring.lint.rules import RULES

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
EXPECTED = re.compile(rb"# expect: (\S+) (\d+):(\d+) (.*)\n")
ELSEWHERE = {"blueprint", "unreadable", "too-large", "changed", "pack", "failed"}
"""Rules about what no single file can show; they have tests of their own."""


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_a_seeded_fault_is_found_and_nothing_else(file):
    """The first line of each file names the rule, the place, and a part of the sentence."""
    rule, line, column, words = EXPECTED.match(file.read_bytes()).groups()

    report = check_file(file, [COURSE], seeds=2)

    (finding,) = (*report.errors, *report.warnings)
    assert (finding.rule, finding.line, finding.column) == (rule.decode(), int(line), int(column))
    assert words.decode() in finding.message
    assert finding.source


def test_every_rule_has_a_file_that_breaks_it():
    """A new rule needs a new file."""
    assert len(FAULTS) >= 40
    assert {EXPECTED.match(file.read_bytes())[1].decode() for file in FAULTS} == RULES.keys() - ELSEWHERE
