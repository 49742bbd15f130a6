"""What a whole exam has brought: its score by topic and skill, mistakes, earlier papers; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trainer.session.exam.reported import Mistake, ReportedQuestion


class HandedIn(StrEnum):
    """What ended an exam: the learner's wish, or the clock."""

    KEY = "by key"
    TIME = "by time"


@dataclass(frozen=True, slots=True)
class Share:
    """What one topic or skill has brought: `earned` of `possible` points, of 100 for the whole paper."""

    name: str
    title: str
    earned: float
    possible: float

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where nothing was possible."""
        return self.earned / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True)
class SeenMistake:
    """A mistake, and the numbers of the questions in which it was made, in the order of the paper.

    Its sentence is that of the first one; `is_one` tells whether it is the same in all.
    """

    mistake: Mistake
    questions: tuple[int, ...]
    is_one: bool = True

    @property
    def count(self) -> int:
        """In how many questions it was made."""
        return len(self.questions)

    @property
    def sentence(self) -> str:
        """The mistake in words (prose); where its sentence differs, from which question it is."""
        said = self.mistake.sentence or self.mistake.rule
        return said if self.is_one else f"As in question {self.questions[0]}: {said}"


@dataclass(frozen=True, slots=True)
class EarlierPaper:
    """An earlier exam of the same blueprint: its id, when it was handed in (aware), its score (0 .. 1)."""

    exam: str
    at: datetime
    score: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The score (0 .. 1) that the memory model foresaw when the exam began, and the range it lies in."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Report:
    """A whole exam after hand-in.

    `blueprint` is its name (the file's, without ending), `title` its heading. `started` and `handed_in` are
    aware datetimes in the learner's time zone of that moment. `spent_ms` is the time the exam was open, never
    more than the minutes allowed. `pass_mark` lies in 0 .. 1. `earlier` is oldest first, without this one.
    `questions` are all of the paper, in its order, withdrawn ones too. `hint_cost` is the share of a
    question's points that each hint cost (None: there were none).
    """

    exam: str
    blueprint: str
    title: str
    seed: int
    started: datetime
    handed_in: datetime
    ended: HandedIn
    minutes: int
    spent_ms: int
    pass_mark: float
    questions: tuple[ReportedQuestion, ...]
    earlier: tuple[EarlierPaper, ...] = ()
    predicted: Prediction | None = None
    hint_cost: float | None = None

    @property
    def score(self) -> float:
        """The share of the points that counted, from 0 to 1; 0 where no question counted."""
        return total(self.questions).share

    @property
    def passed(self) -> bool:
        """Whether the score reaches the pass mark (a rounding error aside)."""
        return self.score >= self.pass_mark - 1e-9

    @property
    def per_topic(self) -> tuple[Share, ...]:
        """The score of each topic (the blueprint's heading, else the part of the course)."""
        return _shares((question.topic, question.topic, question) for question in self.questions)

    @property
    def per_skill(self) -> tuple[Share, ...]:
        """The score of each skill."""
        return _shares((question.skill, question.title, question) for question in self.questions)

    @property
    def missed(self) -> frozenset[str]:
        """The skills that did not bring all their points; questions that were withdrawn aside."""
        return frozenset(share.name for share in self.per_skill if share.possible and share.share < 1)

    @property
    def mistakes(self) -> tuple[SeenMistake, ...]:
        """The mistakes that were recognised, most frequent first.

        One mal-rule is one mistake however its sentence is filled; what authors listed is told apart by it.
        """
        found: dict[str, list[tuple[int, Mistake]]] = {}
        for question in self.questions:
            named = {_same_mistake(mistake): mistake for mistake in reversed(question.mistakes)}
            for key, mistake in named.items():
                found.setdefault(key, []).append((question.number, mistake))
        ordered = sorted(found.values(), key=lambda seen: -len(seen))
        return tuple(map(_seen, ordered))


def total(questions: Iterable[ReportedQuestion]) -> Share:
    """What questions have brought together."""
    questions = tuple(questions)
    earned = sum(question.earned for question in questions)
    return Share("", "", earned, sum(question.possible for question in questions))


def _shares(named: Iterable[tuple[str, str, ReportedQuestion]]) -> tuple[Share, ...]:
    found: dict[str, Share] = {}
    for name, title, question in named:
        before = found.get(name, Share(name, title, 0.0, 0.0))
        found[name] = Share(name, title, before.earned + question.earned, before.possible + question.possible)
    return tuple(found.values())


def _same_mistake(mistake: Mistake) -> str:
    return mistake.sentence if mistake.rule == "listed" else mistake.rule


def _seen(made: list[tuple[int, Mistake]]) -> SeenMistake:
    mistakes = [mistake for _, mistake in made]
    return SeenMistake(mistakes[0], tuple(number for number, _ in made), len(set(mistakes)) == 1)
