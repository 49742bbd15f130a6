"""The report of an exam → a document: what is told of the whole paper, and in which order.

Judges nothing: every number and sentence is the report's. The questions are written in `question.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trainer.export import prose
from trainer.export.document import (
    Badge,
    Bar,
    Block,
    Chart,
    Column,
    Document,
    Gauge,
    Line,
    Link,
    Paragraph,
    Portion,
    Section,
    Table,
    Tone,
    Words,
    words,
)
from trainer.export.figures import day, moment
from trainer.export.question import anchor, question_section, standing
from trainer.session.amounts import counted, percent, points
from trainer.session.exam.credit import credit
from trainer.session.exam.report import (
    HandedIn,
    Prediction,
    Report,
    Share,
    total,
)
from trainer.session.wording import time_words

if TYPE_CHECKING:
    from trainer.session.exam.reported import ReportedQuestion

_MOST_EARLIER = 7
_NONE = words("–")


def report_document(report: Report) -> Document:
    """The whole report: result, comparison, topics, skills, mistakes, times, and every question."""
    return Document(
        f"Exam report: {report.title}",
        f"Handed in {moment(report.handed_in)}, {_ended(report)}.",
        (
            Section("Result", tuple(_result(report)), anchor="result"),
            *_compared(report),
            Section("By topic", (_shares("Topic", report.per_topic),), anchor="topics"),
            Section("By skill", (_shares("Skill", report.per_skill),), anchor="skills"),
            *_mistakes(report),
            Section("Questions at a glance", (_overview(report),), anchor="glance"),
            Section(
                "The questions",
                tuple(question_section(question) for question in report.questions),
                new_page=True,
            ),
        ),
    )


def _ended(report: Report) -> str:
    spent = f"after {time_words(report.spent_ms)} of {counted(report.minutes, 'minute')}"
    return f"{spent}, when the time was over" if report.ended is HandedIn.TIME else spent


def _result(report: Report) -> Iterator[Block]:
    all_of_it = total(report.questions)
    badge = Badge("✓", "passed", Tone.GOOD) if report.passed else Badge("✗", "not passed", Tone.BAD)
    yield Paragraph((Words(percent(report.score), strong=True), Words(" "), badge))
    foreseen = report.predicted
    yield Gauge(
        report.score,
        report.pass_mark,
        None if foreseen is None else (foreseen.low, foreseen.value, foreseen.high),
    )
    earned = f"{points(all_of_it.earned)} of {points(all_of_it.possible)} points"
    yield Paragraph(words(f"{earned}. The pass mark is {percent(report.pass_mark)}."))
    if said := credit(report):
        yield Paragraph(words(" ".join(said)))
    if foreseen is not None:
        yield Paragraph(words(_foreseen(report.score, foreseen)))


def _foreseen(score: float, foreseen: Prediction) -> str:
    where = "above" if score > foreseen.high else "below" if score < foreseen.low else "inside"
    ends = f"{percent(foreseen.low)} to {percent(foreseen.high)}"
    began = f"Foreseen when the exam began: {percent(foreseen.value)} ({ends})."
    return f"{began} The score lies {where} that range."


def _compared(report: Report) -> Iterator[Section]:
    if not report.earlier:
        return
    earlier = report.earlier[-_MOST_EARLIER:]
    bars = [Bar(day(paper.at), paper.score) for paper in earlier]
    bars.append(Bar(day(report.handed_in), report.score, marked=True))
    change = report.score - earlier[-1].score
    said = "as much as" if abs(change) < 0.0005 else f"{points(abs(change) * 100)} points {_more(change)}"
    best = max(paper.score for paper in report.earlier)
    yield Section(
        "Compared with earlier papers",
        (
            Paragraph(
                words(f"{said[0].upper()}{said[1:]} the last paper; the best before was {percent(best)}.")
            ),
            Chart(
                f"Score of the last {counted(len(bars), 'paper')}", tuple(bars), report.pass_mark, "pass mark"
            ),
        ),
        anchor="compared",
    )


def _more(change: float) -> str:
    return "more than in" if change > 0 else "less than in"


def _shares(title: str, shares: tuple[Share, ...]) -> Table:
    rows = tuple(
        (
            prose.line(share.title),
            words(f"{points(share.earned)} of {points(share.possible)}"),
            (Portion(share.share),) if share.possible else _NONE,
        )
        for share in shares
    )
    columns = (Column(title), Column("Points", True), Column("Share", True))
    return Table(f"Points by {title.lower()}", columns, rows)


def _mistakes(report: Report) -> Iterator[Section]:
    if not report.mistakes:
        return
    rows = tuple(
        (prose.line(seen.sentence), words(str(seen.count)), _where(seen.questions))
        for seen in report.mistakes
    )
    columns = (Column("Mistake"), Column("Questions", True), Column("Where"))
    yield Section(
        "Mistakes that were recognised", (Table("How often and where", columns, rows),), anchor="mistakes"
    )


def _where(numbers: tuple[int, ...]) -> Line:
    """Links to the questions in which a mistake was made."""
    links: list[Words | Link] = []
    for number in numbers:
        links += [Words(", ")] if links else []
        links.append(Link(str(number), anchor(number)))
    return tuple(links)


def _overview(report: Report) -> Table:
    rows = tuple(
        (
            (Link(f"{question.number}. {question.title}", anchor(question.number)),),
            (standing(question.standing),),
            words(f"{points(question.earned)} of {points(question.possible)}"),
            words(time_words(question.active_ms)),
            words(_against_usual(question)),
        )
        for question in report.questions
    )
    columns = (
        Column("Question"),
        Column("Result"),
        Column("Points", True),
        Column("Time", True),
        Column("Your usual", True),
    )
    return Table("Result, points and time of each question (minutes:seconds)", columns, rows)


def _against_usual(question: ReportedQuestion) -> str:
    """The learner's own median for the kind, and how many times that the question took."""
    if not question.usual_ms:
        return "–"
    return f"{time_words(question.usual_ms)} (× {question.active_ms / question.usual_ms:.1f})"
