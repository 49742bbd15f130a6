"""What is practised after an exam: the skills of its report that did not bring all their points."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from trainer.memory.days import Moment
from trainer.memory.missed import Missed

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.session.exam.report import Report


def practice_of(report: Report, bank: Bank, now: datetime) -> Missed:
    """The practice of what `report` shows as missed, under the ids of now.

    Where the clock stands before the hand-in, what is answered from now on counts.
    """
    skills = frozenset(bank.renamed_skills.get(skill, skill) for skill in report.missed)
    return Missed(skills, Moment.of(min(report.handed_in, now)).utc_ms)
