"""What an exam says line by line: questions, the map, the hand-in, the report; reads and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from trainer.plain.lines import WIDTH, in_lines, listed
from trainer.plain.reading import printable
from trainer.session.amounts import counted, percent, points, wrapped
from trainer.session.exam.credit import credit, questions_named
from trainer.session.exam.report import total
from trainer.session.wording import time_words

if TYPE_CHECKING:
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.report import Report, Share
    from trainer.session.exam.reported import ReportedPart, ReportedQuestion
    from trainer.session.exam.sheet import Overview, Sheet
    from trainer.store.exam_rows import StoredExam

_MOST_EARLIER: Final = 7
"""So many earlier papers are compared with."""


def opening_lines(exam: Exam) -> list[str]:
    """What the exam is, and how it goes."""
    stored = exam.stored
    hints = "No hints."
    if stored.hint_cost is not None:
        hints = f"Each hint costs {percent(stored.hint_cost)} of its question."
    return _wrapped(
        [
            f"Exam: {stored.title}. {counted(len(exam.sheets), 'question')},"
            f" {counted(stored.minutes, 'minute')}. {percent(stored.pass_mark)} of the points pass. {hints}",
            "Nothing is judged before you hand in, and every answer can be changed until then.",
            "Enter leaves a question as it is; :help lists what can be typed.",
            *(row for note in exam.notes for row in in_lines(note)),
        ]
    )


def resumed_lines(exam: Exam) -> list[str]:
    """Where the exam stands on coming back."""
    answered = len(exam.overview.answered)
    return _wrapped(
        [
            f"Exam: {exam.stored.title}, begun before. {time_words(exam.left_ms)} left,"
            f" {answered} of {len(exam.sheets)} questions answered. :help lists what can be typed.",
            *(f"Question {sheet.number}: {sheet.withdrawn}" for sheet in exam.sheets if sheet.withdrawn),
        ]
    )


def offer_lines(exam: StoredExam) -> list[str]:
    """An exam is open, and another one is wished for."""
    left = time_words(max(0, exam.minutes * 60_000 - exam.elapsed_ms))
    return _wrapped(
        [
            f"The exam “{exam.title}” is still open, with {left} left. Only one can be open.",
            "Type “go on” for that one, “abandon” to put it aside without a score and begin the other, or"
            " Enter to leave everything as it is.",
        ]
    )


def sheet_lines(sheet: Sheet, total: int) -> list[str]:
    """The question as it is asked, with the hints shown so far."""
    flag = " Flagged." if sheet.is_flagged else ""
    heading = f"Question {sheet.number} of {total}.{flag}"
    if sheet.asked is None:
        return ["", heading, *in_lines(sheet.withdrawn)]
    variant = sheet.asked.variant
    hints = (row for hint in sheet.asked.hints for row in in_lines(f"Hint: {hint}"))
    return ["", f"{heading} {sheet.asked.why}", *in_lines(variant.prompt), *listed(variant), *hints]


def map_lines(overview: Overview) -> list[str]:
    """Which questions are what."""
    rows = [
        ("Answered", overview.answered),
        ("Blank", overview.blank),
        ("Flagged", overview.flagged),
        ("Withdrawn", overview.withdrawn),
    ]
    shown = [row for row in rows if row[1] or row[0] in ("Answered", "Blank")]
    return _wrapped([f"{name}: {_listed(numbers) or 'none'}." for name, numbers in shown])


def asked_lines(overview: Overview) -> list[str]:
    """What the learner should know before handing in."""
    blank, flagged = overview.blank, overview.flagged
    told = [
        f"{counted(len(blank), 'question')} blank: {_listed(blank)}." if blank else "No question is blank."
    ]
    if flagged:
        told.append(f"{counted(len(flagged), 'question')} flagged: {_listed(flagged)}.")
    return _wrapped([" ".join(told), "Type :hand-in once more to hand in; Enter goes back to the questions."])


def summary_lines(report: Report) -> list[str]:
    """The score, by topic and question, and the mistakes that were made."""
    lines = [
        "",
        f"{report.title}: {percent(report.score)}, {'passed' if report.passed else 'not passed'}"
        f" ({percent(report.pass_mark)} pass). Handed in {report.ended},"
        f" {time_words(report.spent_ms)} of {report.minutes}:00 minutes.",
    ]
    if report.predicted is not None:
        value, low, high = map(percent, (report.predicted.value, report.predicted.low, report.predicted.high))
        lines.append(f"Foreseen: {value}, between {low} and {high}.")
    all_of_it = total(report.questions)
    earned = f"{points(all_of_it.earned)} of {points(all_of_it.possible)} points."
    lines.append(" ".join([earned, *credit(report)]))
    lines += [_share_line(share) for share in report.per_topic]
    lines += [_question_line(question) for question in report.questions]
    for seen in report.mistakes:
        lines += in_lines(f"Mistake in {questions_named(seen.questions)}: {seen.sentence}")
    if report.earlier:
        last = report.earlier[-_MOST_EARLIER:]
        scores = ", ".join(f"{paper.at:%Y-%m-%d} {percent(paper.score)}" for paper in last)
        before = len(report.earlier) - len(last)
        lines.append(f"Earlier papers: {scores}{f' (and {before} before these)' if before else ''}.")
    return _wrapped(lines)


def report_lines(report: Report) -> list[str]:
    """The summary, and then every question with its answers, marks and worked answer."""
    return [*summary_lines(report), *(row for one in report.questions for row in _whole(one))]


def _whole(question: ReportedQuestion) -> list[str]:
    lines = ["", f"Question {question.number}. {question.title}. {question.standing.capitalize()}."]
    if question.withdrawn:
        return [*lines, *in_lines(question.withdrawn)]
    lines += in_lines(question.prompt)
    lines += in_lines(question.premise) if question.premise else []
    lines += [row for item in question.items for row in in_lines(f"{item.mark}) {item.text}")]
    lines += question.outline or question.figure
    for part in question.parts:
        lines += _part(part, several=len(question.parts) > 1)
    if question.solution:
        lines += ["Worked answer:", *(row for text in question.solution for row in in_lines(text))]
    return lines


def _part(part: ReportedPart, *, several: bool) -> list[str]:
    if part.mark is None and not several:
        return _right(part)
    label = f"{part.label or part.name}: {part.mark or 'left blank'}." if several else ""
    lines = in_lines(label) if label else []
    typed = printable(part.text).split("\n")
    if part.mark is not None:
        lines += ["You wrote:", *typed] if len(typed) > 1 else [f"You wrote: {typed[0]}"]
    lines += [f"Line {i}: {line.said}." for i, line in enumerate(part.lines, 1)]
    lines += in_lines(part.sentence) if part.sentence else []
    return lines if part.points == 1.0 else lines + _right(part)


def _right(part: ReportedPart) -> list[str]:
    if part.right_tex:
        return in_lines(f"Right: ${part.right_tex}$")
    return ["Right:", *part.right.split("\n")] if "\n" in part.right else [f"Right: {part.right}"]


def _share_line(share: Share) -> str:
    return f"{share.title}: {points(share.earned)} of {points(share.possible)} points."


def _question_line(question: ReportedQuestion) -> str:
    usual = f", usually {time_words(question.usual_ms)}" if question.usual_ms is not None else ""
    flag = ", flagged" if question.flagged else ""
    return (
        f"{question.number}. {question.title}: {question.standing}, {points(question.earned)} of"
        f" {points(question.possible)} points, {time_words(question.active_ms)}{usual}{flag}."
    )


def _wrapped(lines: Iterable[str]) -> list[str]:
    """The lines, with those that are too long for a terminal broken between words."""
    return [row for line in lines for row in (wrapped(line, WIDTH) if len(line) > WIDTH else [line])]


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in order, neighbours drawn together: “1 to 4, 7”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
