"""What of a score is not for plainly right answers, in sentences: parts, carried errors, hints, what left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from trainer.session.amounts import counted, percent, points
from trainer.session.exam.report import total
from trainer.session.feedback import Mark

if TYPE_CHECKING:
    from trainer.session.exam.report import Report
    from trainer.session.exam.reported import ReportedQuestion

_ALL: Final = 100.0
_NOTHING: Final = 0.05
"""So few points would be shown as none."""


def credit(report: Report) -> tuple[str, ...]:
    """The sentences that apply, in this order; none for a paper of right and wrong answers alone."""
    said = (_in_part(report), _hints(report), _left_out(report))
    return tuple(sentence for sentence in said if sentence)


def questions_named(numbers: Sequence[int]) -> str:
    """The questions by their numbers: “question 3”, “questions 3, 5 and 9”."""
    if len(numbers) == 1:
        return f"question {numbers[0]}"
    return f"questions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _in_part(report: Report) -> str:
    partly = _numbers(report, lambda question: 0 < question.points < 1 and not question.withdrawn)
    carried = _numbers(report, lambda question: _has(question, Mark.CARRIED))
    said = []
    if partly:
        said.append(f"{counted(len(partly), 'question')} brought part of the points")
    if carried:
        said.append(
            f"in {counted(len(carried), 'question')} later steps counted although an earlier one was wrong"
        )
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _hints(report: Report) -> str:
    helped = _numbers(report, lambda question: question.hints > 0)
    if report.hint_cost is None or not helped:
        return ""
    return f"Each hint cost {percent(report.hint_cost)} of its question: in {questions_named(helped)}."


def _left_out(report: Report) -> str:
    """Why the points that count are fewer than those of the paper."""
    left = _ALL - total(report.questions).possible
    withdrawn = _numbers(report, lambda question: bool(question.withdrawn))
    undecided = _numbers(report, lambda question: _has(question, Mark.UNDECIDED))
    if left < _NOTHING or not (withdrawn or undecided):
        return ""
    why = []
    if withdrawn:
        why.append(f"{questions_named(withdrawn)} {'was' if len(withdrawn) == 1 else 'were'} withdrawn")
    if undecided:
        why.append(f"in {questions_named(undecided)} not all could be decided")
    return f"{points(left)} of 100 points do not count: {', and '.join(why)}."


def _numbers(report: Report, holds: Callable[[ReportedQuestion], bool]) -> list[int]:
    return [question.number for question in report.questions if holds(question)]


def _has(question: ReportedQuestion, mark: Mark) -> bool:
    return any(part.mark is mark for part in question.parts)
