"""Whether texts spell the terms of the field as the field and the bank do."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.source import Source
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.terms import misspelt
from trainer.authoring.lint.texts import written
from trainer.bank.exercise import Skill


def spelling(subject: Subject) -> Iterator[Finding]:
    """Every misspelt word of the author's own texts, at its place."""
    for _, text in written(subject.exercise):
        for offset, word, right in misspelt(text):
            line, column = subject.source.place(text, offset)
            yield Finding("spelling", _said(word, right), subject.exercise.file, line, column, right)


def head_spelling(skill: Skill, source: Source) -> Iterator[Finding]:
    """The same for the title and the reason of a skill, which have no place of their own."""
    for key, text in (("title", skill.title), ("why", skill.why)):
        for _, word, right in misspelt(text):
            yield Finding("spelling", _said(word, right), skill.file, *source.key_place(key), right)


def _said(word: str, right: str) -> str:
    return f"{word!r}: the bank writes {right!r}"
