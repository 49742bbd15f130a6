"""A paper to be printed → a document: the questions with room to write, and if asked for, answers at the end.

Tells nothing of what a learner answered; the answers are the right ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.export import prose
from trainer.export.document import (
    Block,
    Column,
    Document,
    Entry,
    Facts,
    Formula,
    Inline,
    Line,
    Listing,
    Room,
    Section,
    Table,
    Typed,
    Words,
    words,
)
from trainer.export.question import asked, item_mark, right_answer, right_items, worked
from trainer.session.amounts import counted, percent, points
from trainer.session.exam.report import Report
from trainer.session.exam.reported import ReportedQuestion

_LONG: Final = frozenset({"code", "derivation"})
_ROWS: Final = {"code": 14, "derivation": 8, "number": 3}
_ROWS_OF_OTHERS: Final = 4


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """What is printed of an exam: its heading, minutes, pass mark (0 .. 1), and its questions in order."""

    title: str
    minutes: int
    pass_mark: float
    questions: tuple[ReportedQuestion, ...]


def paper_of(report: Report) -> PrintedPaper:
    """The paper of an exam that was handed in, without questions that were withdrawn."""
    kept = tuple(question for question in report.questions if not question.withdrawn)
    return PrintedPaper(report.title, report.minutes, report.pass_mark, kept)


def paper_document(paper: PrintedPaper, *, answers: bool) -> Document:
    """The paper; with `answers`, the right answers and worked solutions on pages of their own."""
    possible = sum(question.possible for question in paper.questions)
    told = (
        f"{counted(len(paper.questions), 'question')}, {points(possible)} points,"
        f" {counted(paper.minutes, 'minute')}. Passed with {percent(paper.pass_mark)} of the points."
    )
    name = Facts(((words("Name"), (Room(1),)), (words("Date"), (Room(1),))))
    blocks: list[Block] = [name, *(_question(question) for question in paper.questions)]
    if answers:
        blocks.append(Section("Answers", (_key(paper.questions),), new_page=True))
        blocks.append(Section("Solutions", tuple(_solutions(paper.questions))))
    return Document(paper.title, told, tuple(blocks))


def _question(question: ReportedQuestion) -> Section:
    picked = question.kind in ("choice", "order")
    blocks = [*asked(question, with_items=not picked), *(_picking(question) if picked else _room(question))]
    return Section(_heading(question), tuple(blocks), whole=True)


def _heading(question: ReportedQuestion) -> str:
    worth = f"{points(question.possible)} {'point' if question.possible == 1 else 'points'}"
    return f"{question.number}. {question.title} ({worth})"


def _picking(question: ReportedQuestion) -> Iterator[Block]:
    """Boxes to tick, or lines to be numbered."""
    box = "☐ " if question.kind == "choice" else ""
    yield Listing(tuple(Entry(f"{box}{item_mark(item)}", prose.blocks(item.text)) for item in question.items))
    if question.kind == "order":
        yield Facts(((words("Your order"), (Room(1),)),))


def _room(question: ReportedQuestion) -> Iterator[Block]:
    if len(question.parts) == 1:
        yield Room(_ROWS.get(question.kind, _ROWS_OF_OTHERS))
        return
    yield Facts(tuple((prose.line(part.label or part.name), (Room(1),)) for part in question.parts))


def _key(questions: Sequence[ReportedQuestion]) -> Table:
    """The right answers, those of several lines aside, which stand with their solutions."""
    rows = tuple((words(str(question.number)), _short_answer(question)) for question in questions)
    return Table("The right answer to each question", (Column("Question"), Column("Answer")), rows)


def _short_answer(question: ReportedQuestion) -> Line:
    if question.kind in _LONG:
        return words("see the solution")
    if items := right_items(question):
        return words(", ".join(item.mark for item in items))
    inlines: list[Inline] = []
    for part in question.parts:
        inlines += words(";  ") if inlines else ()
        if len(question.parts) > 1:
            inlines += (*prose.line(part.label or part.name), Words(": "))
        inlines.append(Formula(part.right_tex) if part.right_tex else Typed(part.right))
    return tuple(inlines)


def _solutions(questions: Sequence[ReportedQuestion]) -> Iterator[Block]:
    for question in questions:
        blocks: list[Block] = []
        if question.kind in _LONG:
            blocks += right_answer(question.parts[0], code=question.kind == "code")
        blocks += [block for section in worked(question) for block in section.blocks]
        yield Section(f"{question.number}. {question.title}", tuple(blocks), whole=True)
