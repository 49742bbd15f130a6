"""What a plain session says, in lines of text with all maths inside the line; reads and decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trainer.bank.details import Choices
from trainer.maths.judging.verdict import Outcome
from trainer.session.amounts import counted
from trainer.session.feedback import feedback, summed_up
from trainer.session.wording import time_words

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.session.views import HomeFigures, Question, Result, Summary

WIDTH: Final = 79
_SINGLE: Final = {"order": "numbers in order", "derivation": "line 1", "code": "line 1"}
_LINE_MARKS: Final = {
    Outcome.EQUAL: "follows",
    Outcome.DIFFERENT: "does not follow",
    Outcome.UNDECIDED: "undecided",
    Outcome.UNREADABLE: "unreadable",
}
_DISPLAYED: Final = re.compile(r"\$\$(.+?)\$\$[ \n]*([.,;:]?)", re.DOTALL)


def in_lines(text: str) -> list[str]:
    """Prose with its maths in single rows, a displayed formula in a row of its own; no row is empty."""
    from trainer.maths.drawing.prose import render

    return [row for row in render(_DISPLAYED.sub(r"\n\n$\1$\2\n\n", text), WIDTH) if row]


def question_lines(question: Question) -> list[str]:
    """The question as it is asked, with the hints shown so far."""
    new = " New skill." if question.is_new else ""
    heading = f"Question {question.number} of {question.total}. {question.skill.title}.{new}"
    hints = (row for hint in question.hints for row in in_lines(f"Hint: {hint}"))
    return ["", heading, *in_lines(question.variant.prompt), *listed(question.variant), *hints]


def listed(variant: Variant) -> list[str]:
    """What stands under the prompt: options, lines, the start of a derivation, the shapes of arrays."""
    from trainer.plain.listing import items, premise, verbatim

    rows = [row for mark, text in items(variant) for row in _hung(f"{mark} ", in_lines(text))]
    return [*in_lines(premise(variant)), *rows, *verbatim(variant)]


def _hung(mark: str, rows: list[str]) -> list[str]:
    blank = " " * len(mark)
    return [(blank if i else mark) + row for i, row in enumerate(rows)]


def prompt_name(part: Part, variant: Variant) -> str:
    """What a part is called where it is asked for."""
    if len(variant.parts) == 1:
        if isinstance(variant.detail, Choices):
            return "letters" if variant.detail.several else "letter"
        return _SINGLE.get(variant.exercise.kind, "answer")
    label = " ".join(in_lines(part.label)) or part.name
    return f"{label} ({variant.parts.index(part) + 1} of {len(variant.parts)})"


def home_lines(figures: HomeFigures) -> list[str]:
    """The day at a glance."""
    time, days = counted(figures.minutes, "minute"), counted(figures.streak, "day")
    return [
        f"Due: {figures.due}. New: {figures.new}. About {time}. Streak: {days}.",
        "Type an answer, or :help for what else can be typed.",
    ]


def result_lines(result: Result) -> list[str]:
    """What became of an answer, and what can be done next."""
    variant = result.question.variant
    lines = [f"{summed_up(result.grade)}." if result.grade else "Given up."]
    for part in feedback(variant, result.grade, decided=result.decided) if result.grade else ():
        label = f"{part.label}: {part.mark}." if len(variant.parts) > 1 else ""
        if said := f"{label} {part.sentence}".strip():
            lines += in_lines(said)
    if result.grade:
        verdicts = result.grade.parts[0].lines
        lines += [f"Line {i}: {_LINE_MARKS[verdict.outcome]}." for i, verdict in enumerate(verdicts, 1)]
    if not result.decided:
        return [*lines, "One more try is left: type an answer, or :next to go on without."]
    lines += _right(result)
    if result.solution:
        lines += ["Worked answer:", *(row for line in result.solution for row in in_lines(line))]
    lines.append(f"{result.reason} It comes back {result.next_due}.")
    rate = ", or :1 to :4 to rate it yourself" if result.can_be_rated else ""
    return [*lines, f"Press Enter for the next question{rate}."]


def _right(result: Result) -> list[str]:
    """The right options or order where the answer was another; any right answer if it is not worked out."""
    from trainer.plain.listing import right_items

    variant = result.question.variant
    if result.grade and result.grade.outcome is Outcome.EQUAL:
        return []
    if found := right_items(variant):
        return ["Right:", *(row for mark, text in found for row in _hung(f"{mark} ", in_lines(text)))]
    if result.solution:
        return []
    answers = variant.answers
    named = [f"{part.label or part.name}: " if len(answers) > 1 else "" for part in variant.parts]
    texts = [answers[part.name].split("\n") for part in variant.parts]
    rows = [f"{name}{row}" for name, lines in zip(named, texts, strict=True) for row in lines]
    return ["Right:", *(line for row in rows for line in in_lines(row))]


def summary_lines(summary: Summary) -> list[str]:
    """What the session has brought."""
    time = time_words(summary.active_ms)
    lines = ["", f"Session: {counted(summary.questions, 'question')}, {summary.right} right, {time} minutes."]
    for skill in summary.skills:
        lines.append(f"{skill.title}: {skill.right} of {skill.asked} right; comes back {skill.next_due}.")
    lines.append(f"Left for today: {summary.left}.")
    if not summary.left and summary.next_due:
        lines.append(f"Next due: {summary.next_due}.")
    return lines
