"""Reported questions as JSON, for the store and for scripts, and back; decides nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from trainer.session.exam.reported import Item, ReportedLine, ReportedPart, ReportedQuestion
from trainer.session.feedback import Mark

_TUPLES = ("figure", "solved", "outline", "solution")


def to_json(question: ReportedQuestion) -> str:
    """All of a question, in ASCII, which keeps even a lone surrogate that a terminal has sent."""
    return json.dumps(asdict(question))


def from_json(text: str) -> ReportedQuestion:
    """What `to_json` has written."""
    fields: dict[str, Any] = json.loads(text)
    fields["items"] = tuple(Item(**item) for item in fields["items"])
    fields["parts"] = tuple(_part(part) for part in fields["parts"])
    return ReportedQuestion(**fields | {name: tuple(fields[name]) for name in _TUPLES})


def _part(fields: dict[str, Any]) -> ReportedPart:
    lines = tuple(ReportedLine(line["text"], line["tex"], Mark(line["mark"])) for line in fields["lines"])
    mark = None if fields["mark"] is None else Mark(fields["mark"])
    return ReportedPart(**fields | {"lines": lines, "mark": mark})
