"""What an exam plan says: the questions of each day, the score to expect, and what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.memory.calibration import Source


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """One question of a day.

    `recall` is the chance that it will be right on that day (0 if it is new). `exam_before` and `exam_after`
    are expected recall on the exam day without and with this question, if the skill is not asked again.
    """

    skill: str
    is_new: bool
    recall: float
    exam_before: float
    exam_after: float
    minutes: float


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A study day with its questions, prerequisites first, and the minutes there are."""

    study_day: int
    available: float
    questions: tuple[PlannedQuestion, ...] = ()

    @property
    def minutes(self) -> float:
        """The minutes its questions take."""
        return sum(question.minutes for question in self.questions)


class LeftOut(StrEnum):
    """LeftOut a skill of the exam is left out."""

    NO_TIME = "no time"
    LOCKED = "locked"
    LIGHT = "too little weight"
    FADED = "faded"


@dataclass(frozen=True, slots=True)
class Sacrifice:
    """A skill of the exam that the plan gives up: never practised, or fading since it last was.

    `share` is its part of the exam (0 to 1), `recall` what is left on the exam day, `last_day` the day of its
    last attempt, planned ones included (None if there is none). `minutes` is what a question of it
    takes, all that has to be learned before it (`behind`) included.
    """

    skill: str
    why: LeftOut
    share: float
    recall: float
    minutes: float
    last_day: int | None = None
    behind: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The reason in one sentence, without the skill's name."""
        match self.why:
            case LeftOut.NO_TIME:
                return "No day has room for it."
            case LeftOut.LOCKED:
                count = len(self.behind)
                skills = "1 other skill comes" if count == 1 else f"{count} other skills come"
                return f"{skills} before it, {self.minutes:.0f} minutes in all."
            case LeftOut.LIGHT:
                return f"{100 * self.share:.0f} % of the exam is little for its {self.minutes:.0f} minutes."
            case LeftOut.FADED:
                return f"Not asked again; {100 * self.recall:.0f} % of it is left on the exam day."


@dataclass(frozen=True, slots=True)
class Score:
    """An expected share of the exam's points (0 to 1)."""

    expected: float
    low: float
    high: float
    source: Source


@dataclass(frozen=True, slots=True)
class Scores:
    """Expected weighted recall (0 to 1): were the exam today, and on its day with nothing more done, by the
    plan, and with some minutes more on every day (None if not asked for)."""

    today: float
    nothing: float
    planned: float
    more: float | None = None


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """The plan: each study day with minutes, the scores, and what is given up, heaviest first."""

    days: tuple[PlannedDay, ...]
    scores: Scores
    sacrificed: tuple[Sacrifice, ...]

    @property
    def today(self) -> PlannedDay | None:
        """The first study day of the plan; None if there is no time left."""
        return self.days[0] if self.days else None

    @property
    def minutes(self) -> float:
        """The minutes of all planned questions."""
        return sum(day.minutes for day in self.days)
