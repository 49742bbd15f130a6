"""Why a skill is asked now, as a value and as a sentence; computes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a skill is in the queue."""

    DUE = "due"
    NEW = "new"
    REPEAT = "repeat"
    PREREQUISITE = "prerequisite"
    FOCUS = "focus"
    DRILL = "drill"
    PLAN = "plan"
    MISSED = "missed"
    FOUNDATION = "foundation"


@dataclass(frozen=True, slots=True)
class ExamGain:
    """What a question is for: the exam's day in words, recall there without and with it, its share of it."""

    day: str
    before: float
    after: float
    share: float

    def sentence(self) -> str:
        """The gain in one sentence."""
        recall = f"predicted recall there {_percent(self.before)} → {_percent(self.after)}"
        if self.share:
            return f"For the exam on {self.day}: {recall}; weighs {_share(self.share)} of it."
        return f"For the exam on {self.day}: {recall}; what it asks builds on this."


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for one question.

    `overdue` counts study days since the skill became due (0 today), `recall` is the predicted probability of
    recall (None if never practised), `of` is the missed skill for which a PREREQUISITE was brought in, or the
    wanted one that needs a FOUNDATION, `builds_on` what a NEW skill requires, `exam` what a question of the
    PLAN is for.
    """

    reason: Reason
    overdue: int = 0
    recall: float | None = None
    of: str = ""
    builds_on: tuple[str, ...] = ()
    exam: ExamGain | None = None

    def sentence(self, titles: Mapping[str, str] | None = None) -> str:
        """The reason in one sentence, with the titles of skills where they are given."""
        match self.reason:
            case Reason.DUE:
                since = "today" if self.overdue == 0 else f"for {_days(self.overdue)}"
                return f"Due {since}; predicted recall {_percent(self.recall)}."
            case Reason.NEW if self.builds_on:
                return f"New; it builds on: {_listed(self.builds_on, titles)}."
            case Reason.NEW:
                return "New; it builds on nothing before it."
            case Reason.REPEAT:
                return "Missed earlier today; it comes back until it is right."
            case Reason.FOCUS:
                return f"Before it is due, for your focus; predicted recall {_percent(self.recall)}."
            case Reason.PLAN:
                return "" if self.exam is None else self.exam.sentence()
            case Reason.MISSED:
                return "Missed in the exam."
            case Reason.FOUNDATION:
                return f"First, because “{_title(self.of, titles)}” builds on it and it was never right."
            case Reason.DRILL:
                return "You are drilling this skill; its due day stays as it is."
            case Reason.PREREQUISITE:
                known = (
                    "was never practised" if self.recall is None else f"has {_percent(self.recall)} recall"
                )
                return f"Brought in to fill a gap: “{_title(self.of, titles)}” was missed, and this {known}."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _percent(recall: float | None) -> str:
    return f"{100 * (recall or 0.0):.0f} %"


def _share(share: float) -> str:
    return "less than 1 %" if share < 0.005 else _percent(share)


def _listed(skills: tuple[str, ...], titles: Mapping[str, str] | None) -> str:
    return ", ".join(_title(skill, titles) for skill in skills)


def _title(skill: str, titles: Mapping[str, str] | None) -> str:
    return (titles or {}).get(skill, skill.replace("-", " "))
