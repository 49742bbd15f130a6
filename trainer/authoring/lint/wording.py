"""Slips in texts that no learner should meet: notes of the author's, half a pair of quotes, lost places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.texts import Role, written
from trainer.bank.positions import Text

_NOTE: Final = re.compile(r"\b(?:TODO|FIXME|TBD|XXX|lorem ipsum)\b|\?{3}")
_NO_PROSE: Final = re.compile(r"\$\$.+?\$\$|\$[^$]+\$|```.*?```|`[^`]*`", re.DOTALL)
_PLACE: Final = re.compile(
    r"\b(?:all|none|both|any|each|neither|either) (?:of )?(?:the |these )?(?:above|below)\b"
    r"|\b(?:options?|choices?) (?:(?-i:[A-J])|\d\d?|one|two|three)\b|\banswers? (?-i:[A-J])\b"
    r"|\b(?:first|second|third|fourth|fifth|last|next|previous|top|bottom) (?:option|choice)\b",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"\blines? \d\d?\b", re.IGNORECASE)
"""In a choice, this may be a line of what the question shows."""

_SHUFFLED: Final = frozenset({"choice", "order"})


def slip(subject: Subject) -> Iterator[Finding]:
    """The first note to oneself of each text, and quotation marks of a text processor around or inside it."""
    for _, text in written(subject.exercise):
        prose = _NO_PROSE.sub(lambda span: " " * len(span[0]), text)
        if note := _NOTE.search(prose):
            message = f"{note[0]!r} looks like a note to yourself; a learner would read it"
            yield _finding("slip", subject, text, note.start(), message)
        if (at := _quote(prose)) is not None:
            message = (
                f"{prose[at]} would be shown to the learner; YAML's quotes are ' and \", "
                "and quotes within a text come in pairs"
            )
            yield _finding("slip", subject, text, at, message)


def by_place(subject: Subject) -> Iterator[Finding]:
    """Texts about options or lines by letter or place: their order is another one for every seed."""
    if subject.exercise.kind not in _SHUFFLED:
        return
    for _, text in written(subject.exercise):
        prose = _NO_PROSE.sub(lambda span: " " * len(span[0]), text)
        place = _PLACE.search(prose) or (_LINE.search(prose) if subject.exercise.kind == "order" else None)
        if place is not None:
            message = f"“{place[0]}”: what is shown is shuffled for every question; say what stands there"
            yield _finding("by-place", subject, text, place.start(), message)


def same_texts(subject: Subject) -> Iterator[Finding]:
    """Options or lines that read the same but for capitals, blanks and the mark at the end."""
    role = {"choice": Role.OPTION, "order": Role.LINE}.get(subject.exercise.kind)
    seen: dict[str, Text] = {}
    for text in (text for own, text in written(subject.exercise) if own is role):
        said = " ".join(text.split()).rstrip(" .,;:!").casefold() if "$" not in text else text
        if said in seen:
            message = f"this reads the same as line {seen[said].line} of the file"
            yield _finding("same-options", subject, text, 0, message)
        seen.setdefault(said, text)


def _quote(prose: str) -> int | None:
    """Where a text opens with a mark that was meant for YAML, or has half a pair."""
    if prose.startswith("“") and prose.find("”") in (-1, len(prose) - 1):
        return 0
    if prose.count("“") != prose.count("”"):
        return max(prose.find("“"), prose.find("”"))
    return None


def _finding(rule: str, subject: Subject, text: Text, offset: int, message: str) -> Finding:
    return Finding(rule, message, subject.exercise.file, *subject.source.place(text, offset))
