"""Whether the maths in texts can be drawn, and fits where it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.source import Source
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.texts import Role, Shown, shown
from trainer.bank.exercise import Skill
from trainer.bank.positions import Text
from trainer.errors import AuthorError
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.prose import render

WIDTH = 76
"""Columns for a question on a terminal of 80."""

TITLE = 50
"""Columns for the title of a skill, beside the progress of a session."""

_UNBROKEN = 10_000
_BOUNDED = frozenset({Role.QUESTION, Role.OPTION, Role.LINE})
_MATHS = re.compile(r"\\\$|\$\$.+?\$\$|\$(?:\\\$|[^$])+?\$|`[^`]*`", re.DOTALL)
_STRAY = re.compile(r"\$|\\[A-Za-z]{2,}")


def typesetting(subject: Subject) -> Iterator[Finding]:
    """The first fault of each written text: maths that cannot be drawn, or is wider than 76 columns."""
    done: set[Text | None] = set()
    for variant in subject.variants:
        for text in shown(variant):
            finding = _fault(subject, text) if text.written not in done else None
            if finding is not None:
                done.add(text.written)
                yield finding


def head_typesetting(skill: Skill, source: Source) -> Iterator[Finding]:
    """The same for the title and the reason of a skill, which have no place of their own."""
    if (width := cell_width(skill.title)) > TITLE:
        message = f"the title takes {width} columns; at most {TITLE} fit beside what else stands there"
        yield Finding("too-wide", message, skill.file, *source.key_place("title"))
    for key, text in (("title", skill.title), ("why", skill.why)):
        undrawn = _undrawn(text)
        if undrawn is not None:
            yield Finding("typesetting", f"{key}: {undrawn[0]}", skill.file, *source.key_place(key))


def _fault(subject: Subject, text: Shown) -> Finding | None:
    undrawn = _undrawn(text.text)
    if undrawn is not None:
        message, offset = undrawn
        return _finding("typesetting", subject, text, message, offset)
    if text.role in _BOUNDED and (wide := _too_wide(text.text)) is not None:
        width, offset = wide
        message = f"this takes {width} columns of the {WIDTH} that there are: break it into two displays"
        return _finding("too-wide", subject, text, message, offset)
    return None


def _undrawn(text: str) -> tuple[str, int] | None:
    """Why the text cannot be drawn and the offset of the place, or None."""
    try:
        render(text, WIDTH)
    except AuthorError as error:
        return error.message, error.column - 1
    outside = _MATHS.sub(lambda span: " " * len(span[0]), text)
    stray = _STRAY.search(outside)
    if stray is None:
        return None
    if stray[0] == "$":
        return "this $ has no partner; write \\$ for a dollar", stray.start()
    return (
        f"{stray[0]} stands outside of $…$, where it is shown as it is; is a $ missing before it?",
        stray.start(),
    )


def _too_wide(text: str) -> tuple[int, int] | None:
    """The width of the first piece of maths that takes more columns than there are, and its offset."""
    for span in _MATHS.finditer(text):
        if span[0].startswith("$"):
            indent = 4 if span[0].startswith("$$") else 0
            width = max((cell_width(line) for line in render(span[0], _UNBROKEN)), default=0) - indent
            if width > WIDTH:
                return width, span.start()
    return None


def _finding(rule: str, subject: Subject, text: Shown, message: str, offset: int) -> Finding:
    exercise = subject.exercise
    if text.written is None:
        return Finding(rule, f"{text.role}: {message}", exercise.file, exercise.line)
    line, column = subject.source.place(text.written, _written_offset(text, offset))
    return Finding(rule, message, exercise.file, line, column)


def _written_offset(text: Shown, offset: int) -> int:
    """Where in the written text the maths begins in which `offset` of the shown text lies."""
    if text.written is None or text.text == text.written:
        return offset
    signs = text.text.count("$", 0, offset + 1)
    places = [match.start() for match in re.finditer(r"\$", text.written)]
    return places[min(signs, len(places)) - 1] if signs and places else 0
