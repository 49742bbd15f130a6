"""What a session shows: questions, results, summaries and figures as immutable values; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from trainer.memory.fsrs import MemoryState
from trainer.memory.rating import Rating
from trainer.session.drafts import Open

if TYPE_CHECKING:
    from trainer.bank.exercise import Skill
    from trainer.bank.variant import Variant
    from trainer.grading import Grade


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """The question on the screen.

    `number` counts from 1 in this session and `total` is how many it will have as things stand. `why` is a
    sentence. `kept` is what has happened to it so far. `ahead` is how many hints were left when the last was
    shown, where that hangs on what is written (None before).
    """

    number: int
    total: int
    skill: Skill
    variant: Variant
    why: str
    is_new: bool
    kept: Open = field(default_factory=Open)
    ahead: int | None = None

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints shown so far (prose with TeX)."""
        return self.kept.told or self.variant.hints[: self.kept.hints]

    @property
    def hints_left(self) -> int:
        """How many more hints there are, as far as that is known."""
        if self.ahead is not None:
            return self.ahead
        return max(0, len(self.variant.hints) - len(self.hints))

    @property
    def tries(self) -> int:
        """How many answers were judged so far (0 or 1)."""
        return self.kept.tries

    @property
    def draft(self) -> Mapping[str, str]:
        """What was typed before, by part, for the answer boxes."""
        return self.kept.texts


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What became of a judged answer (or of giving up).

    `decided` is False at the stage MISSED: then `rating`, `due` and `attempt` are None or empty, and the
    worked answer is kept back. `grade` is None if the learner gave up without a judged answer. `reason` says
    in a sentence how the rating came about, `next_due` in words when the skill comes back
    (“in 3 days, Tue 24 Nov”), and `solution` is the worked answer (prose with TeX). A drill cannot be rated.
    """

    question: Question
    texts: Mapping[str, str]
    grade: Grade | None
    decided: bool
    reason: str
    rating: Rating | None = None
    due: date | None = None
    next_due: str = ""
    solution: tuple[str, ...] = ()
    attempt: str = ""
    can_be_rated: bool = True

    @property
    def is_right(self) -> bool:
        """Whether the skill was shown (rated anything but Again)."""
        return self.rating is not None and self.rating.is_right


@dataclass(frozen=True, slots=True)
class SkillChange:
    """What a session changed about one skill: the memory before and after, and in words when it is due."""

    skill: str
    title: str
    asked: int
    right: int
    before: MemoryState | None
    after: MemoryState | None
    next_due: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A session that has ended: decided questions, those right, active time, skills in the order asked.

    `left` counts the questions that the day still holds; `next_due` says in words when the first review after
    today is due (empty if nothing was ever attempted). `was_asked` is False where there was no question.
    """

    questions: int
    right: int
    active_ms: int
    skills: tuple[SkillChange, ...]
    left: int
    next_due: str
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class NextUp:
    """The skill that comes next, its title, and why in a sentence."""

    skill: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """What is left of the study day: reviews due, new skills, minutes, what is next, and the streak.

    `next_due` says in words when the first review after today is due (empty if nothing was ever attempted).
    """

    due: int
    new: int
    minutes: int
    streak: int
    next: NextUp | None
    next_due: str = ""
