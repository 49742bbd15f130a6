"""Exercises written inline: a test shows the YAML that it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from trainer.bank.exercise import Exercise
from trainer.bank.reading import read_file

FORMS = """
accept: ["1", "2"]
reject: [{answer: "123456", because: no}, {answer: "654321", because: no}]
"""
"""Forms for tests that are not about forms."""

Read = Callable[[str], Exercise]


@pytest.fixture
def read() -> Read:
    """Reads one exercise from its keys; `id: one` and forms are added where they are missing."""

    def reader(keys: str) -> Exercise:
        text = dedent(keys).strip() + "\n"
        text += "" if "accept:" in text else FORMS.strip() + "\n"
        text = text if "id:" in text else "id: one\n" + text
        document = "exercises:\n  -\n" + indent(text, "    ")
        content = read_file(document.encode(), Path("99-tests/sample.yaml"))
        assert not content.faults, [str(fault) for fault in content.faults]
        (exercise,) = content.exercises
        return exercise

    return reader
