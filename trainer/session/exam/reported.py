"""One question of an exam that was handed in, as values that stay readable when exercises change later.

All texts were taken down at hand-in: nothing here needs the bank. “Prose” is text with TeX between `$`, as
the bank has it; “TeX” is a formula alone, without `$`. What learners typed is raw: whoever renders it has to
escape it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trainer.session.feedback import Mark

_FOLLOWS: Final = {Mark.RIGHT: "follows", Mark.WRONG: "does not follow"}


class Standing(StrEnum):
    """What became of a question, in a word or two."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "not right"
    UNCLEAR = "unclear"
    BLANK = "left blank"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One line of a derivation: as typed, its TeX (empty where it could not be read), whether it follows."""

    text: str
    tex: str
    mark: Mark

    @property
    def said(self) -> str:
        """What is said of it: a right line need not follow from the one before, and a wrong one may."""
        return _FOLLOWS.get(self.mark, self.mark.value)


@dataclass(frozen=True, slots=True)
class ReportedPart:
    """One answer box, with the learner's text and the right one.

    `label` is prose (empty where the question has one part without a label). `text` is as typed, over several
    lines for derivations and code, and empty where the box was left blank; then `mark` is None. `tex` and
    `right_tex` are empty where a text is no formula (choice, order, code, derivation) or unreadable. `right`
    is one right answer as it would be typed. `points` lie in 0 .. 1. `mark` is CARRIED where an earlier error
    of the learner's own was carried forward and this step follows from it. `sentence` is prose, may be empty.
    """

    name: str
    label: str
    text: str
    tex: str
    right: str
    right_tex: str
    mark: Mark | None
    points: float
    sentence: str
    malrule: str = ""
    lines: tuple[ReportedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An option of a choice or a line to be put in order: its letter or number, its prose.

    `right` tells a right option; for lines it is False, and their right order is the part's `right`.
    """

    mark: str
    text: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named mistake: the id of its mal-rule (`listed` for one the author foresaw), its sentence (prose)."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReportedQuestion:
    """One question of the paper, as asked, as answered and as judged.

    `number` counts from 1. `topic` is the blueprint's heading for it, else the part of the course; `part` the
    part of the course. `prompt` and `premise` (the start of a derivation, the shapes of arrays; often empty)
    are prose. `items` are the options or lines. `figure` holds lines to be shown as they are in a fixed pitch
    (the drawing of a graph, the first lines of code), `solved` the graph with its numbers, and `outline` says
    a graph in words. `solution` is the worked answer, prose line by line.

    `points` (0 .. 1) is the share earned, partial and carried credit in it and the cost of `hints` out of it;
    `possible` is what the question counts, out of 100 for the whole paper (0 where withdrawn). `active_ms` is
    the time it was open, `usual_ms` the learner's own median for this kind before the exam, if known.
    `withdrawn` is a sentence that says why it does not count (empty: it counts).
    """

    number: int
    skill: str
    title: str
    topic: str
    part: str
    exercise: str
    kind: str
    seed: int
    template_hash: str
    prompt: str
    premise: str
    items: tuple[Item, ...]
    figure: tuple[str, ...]
    solved: tuple[str, ...]
    outline: tuple[str, ...]
    parts: tuple[ReportedPart, ...]
    solution: tuple[str, ...]
    points: float
    possible: float
    active_ms: int
    usual_ms: int | None
    flagged: bool
    hints: int = 0
    withdrawn: str = ""

    @property
    def earned(self) -> float:
        """What it has brought, out of `possible`."""
        return self.points * self.possible

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not any(part.text.strip() for part in self.parts)

    @property
    def standing(self) -> Standing:
        """What became of it."""
        if self.withdrawn:
            return Standing.WITHDRAWN
        if self.blank:
            return Standing.BLANK
        counted = [part for part in self.parts if part.mark is not Mark.UNDECIDED]
        if all(part.mark in (None, Mark.UNREADABLE) for part in counted):
            return Standing.UNCLEAR
        if all(part.points == 1.0 for part in counted):
            return Standing.RIGHT
        return Standing.PARTLY if any(part.points for part in counted) else Standing.WRONG

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The mistakes that were recognised, each once."""
        named = [part for part in self.parts if part.malrule]
        found = (Mistake(part.malrule, part.sentence.split("\n\n")[0]) for part in named)
        return tuple(dict.fromkeys(found))
