"""One question of a report → a section: what was asked, what was answered, what is right and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trainer.export import prose
from trainer.export.document import (
    Badge,
    Block,
    Column,
    Display,
    Entry,
    Facts,
    Formula,
    Inline,
    Line,
    Listing,
    Paragraph,
    Preformatted,
    Section,
    Table,
    Tone,
    Typed,
    Words,
    words,
)
from trainer.session.amounts import counted, percent, points
from trainer.session.exam.reported import Item, ReportedPart, ReportedQuestion, Standing
from trainer.session.feedback import Mark
from trainer.session.wording import time_words

_BLANK: Final = Badge("○", "left blank", Tone.PLAIN)
_STANDINGS: Final = {
    Standing.RIGHT: ("✓", Tone.GOOD),
    Standing.PARTLY: ("◐", Tone.DOUBT),
    Standing.WRONG: ("✗", Tone.BAD),
    Standing.UNCLEAR: ("?", Tone.DOUBT),
    Standing.BLANK: ("○", Tone.PLAIN),
    Standing.WITHDRAWN: ("⊘", Tone.PLAIN),
}
_MARKS: Final = {
    Mark.RIGHT: ("✓", Tone.GOOD),
    Mark.CARRIED: ("✓", Tone.GOOD),
    Mark.WRONG: ("✗", Tone.BAD),
    Mark.UNDECIDED: ("?", Tone.DOUBT),
    Mark.UNREADABLE: ("?", Tone.DOUBT),
}
_LISTED_KINDS: Final = frozenset({"choice", "order"})
_GIVEN: Final = {"choice": "Picked", "order": "Your order"}
"""What an answer is called that was not typed."""


def anchor(number: int) -> str:
    """The name of the section of a question within its document."""
    return f"question-{number}"


def standing(value: Standing) -> Badge:
    """What became of a question."""
    sign, tone = _STANDINGS[value]
    return Badge(sign, value.value, tone)


def question_section(question: ReportedQuestion) -> Section:
    """The question with its answer, verdict and worked answer."""
    return Section(
        f"{question.number}. {question.title}",
        (*asked(question), *_answered(question), *worked(question)),
        anchor=anchor(question.number),
        note=_note(question),
        whole=True,
    )


def _note(question: ReportedQuestion) -> Line:
    time = time_words(question.active_ms)
    if question.usual_ms is not None:
        time += f" (usually {time_words(question.usual_ms)})"
    said = [question.topic, f"{points(question.earned)} of {points(question.possible)} points", time]
    if question.hints:
        said.append(counted(question.hints, "hint"))
    if question.flagged:
        said.append("⚑ flagged")
    return (standing(question.standing), Words(" · " + " · ".join(said)))


def asked(question: ReportedQuestion, *, with_items: bool = True) -> Iterator[Block]:
    """What the question says before anything is answered."""
    yield from prose.blocks(question.prompt)
    yield from prose.blocks(question.premise)
    if question.figure:
        language = "python" if question.kind == "code" else ""
        yield Preformatted("\n".join(question.figure), "; ".join(question.outline), language)
    if question.items and with_items:
        yield Listing(tuple(Entry(item_mark(item), prose.blocks(item.text)) for item in question.items))


def worked(question: ReportedQuestion) -> Iterator[Section]:
    """The worked answer, a graph with its numbers before it."""
    if not question.solution and not question.solved:
        return
    blocks: list[Block] = []
    if question.solved:
        blocks.append(Preformatted("\n".join(question.solved), "; ".join(question.outline)))
    for step in question.solution:
        blocks += prose.blocks(step)
    yield Section("Worked answer", tuple(blocks))


def right_answer(part: ReportedPart, *, code: bool = False) -> tuple[Block, ...]:
    """One right answer to a part, drawn where it is a formula."""
    if part.right_tex:
        return (Display(part.right_tex),)
    if "\n" in part.right or code:
        return (Preformatted(part.right, language="python" if code else ""),)
    return (Paragraph((Typed(part.right),)),)


def right_items(question: ReportedQuestion) -> tuple[Item, ...]:
    """The right options of a choice, or the lines in a right order; empty for other kinds."""
    if question.kind != "order":
        return tuple(item for item in question.items if item.right)
    by_mark = {item.mark: item for item in question.items}
    numbers = re.findall(r"\d+", question.parts[0].right)
    return tuple(by_mark[number] for number in numbers if number in by_mark)


def item_mark(item: Item) -> str:
    """The letter or number of an item as it stands before it: `b)`, `3.`."""
    return f"{item.mark}." if item.mark.isdecimal() else f"{item.mark})"


def _answered(question: ReportedQuestion) -> Iterator[Block]:
    if question.withdrawn:
        yield Paragraph((standing(Standing.WITHDRAWN), Words(f" {question.withdrawn}")))
        return
    if len(question.parts) > 1:
        blocks: tuple[Block, ...] = (_table_of_parts(question), *_remarks(question.parts))
    else:
        blocks = tuple(_only_part(question, question.parts[0]))
    yield Section("Your answer", blocks)


def _only_part(question: ReportedQuestion, part: ReportedPart) -> Iterator[Block]:
    if question.kind == "code" and part.text.strip():
        yield Preformatted(part.text, language="python")
    elif part.lines:
        yield _table_of_lines(part)
    rows: list[tuple[Line, tuple[Block, ...]]] = []
    if not part.lines and question.kind != "code" and part.text.strip():
        given = words(_GIVEN.get(question.kind, "Typed"))
        rows.append((given, (Paragraph((Typed(part.text),)),)))
    if part.tex:
        rows.append((words("Understood as"), (Display(part.tex),)))
    rows.append((words("Result"), (Paragraph((_badge(part),)), *prose.blocks(part.sentence))))
    if part.mark is not Mark.RIGHT and (
        part.right_tex or question.kind in _LISTED_KINDS or not question.solution
    ):
        rows.append((words("Right answer"), _right_in_full(question, part)))
    yield Facts(tuple(rows))


def _right_in_full(question: ReportedQuestion, part: ReportedPart) -> tuple[Block, ...]:
    """The right answer, options and lines in full."""
    if items := right_items(question):
        return (Listing(tuple(Entry(item_mark(item), prose.blocks(item.text)) for item in items)),)
    return right_answer(part, code=question.kind == "code")


def _table_of_parts(question: ReportedQuestion) -> Table:
    rows = tuple(
        (
            _name(part),
            (Typed(part.text),) if part.text.strip() else words("–"),
            (Formula(part.tex),) if part.tex else words("–"),
            (Formula(part.right_tex),) if part.right_tex else (Typed(part.right),),
            (_badge(part),),
        )
        for part in question.parts
    )
    columns = tuple(map(Column, ("Part", "Typed", "Understood as", "Right answer", "Result")))
    return Table(f"Your answers to question {question.number}", columns, rows)


def _table_of_lines(part: ReportedPart) -> Table:
    rows = tuple(
        (
            words(str(number)),
            (Typed(line.text),),
            (Formula(line.tex),) if line.tex else words("–"),
            (_badge_of(line.mark, line.said),),
        )
        for number, line in enumerate(part.lines, 1)
    )
    columns = tuple(map(Column, ("Line", "Typed", "Understood as", "Result")))
    return Table("Your lines, each judged against the one before", columns, rows)


def _remarks(parts: tuple[ReportedPart, ...]) -> Iterator[Block]:
    """What is said about the parts, each sentence once."""
    said: dict[str, list[ReportedPart]] = {}
    for part in parts:
        if part.sentence:
            said.setdefault(part.sentence, []).append(part)
    for sentence, of in said.items():
        names: list[Inline] = []
        for part in of:
            names += [Words(", "), *_name(part)] if names else _name(part)
        yield Paragraph((*names, Words(": "), *prose.line(sentence)))


def _name(part: ReportedPart) -> Line:
    return prose.line(part.label or part.name)


def _badge(part: ReportedPart) -> Badge:
    if part.mark is None:
        return _BLANK
    if part.mark is Mark.WRONG and part.points:
        return Badge("◐", f"partly right: {percent(part.points)} of the points", Tone.DOUBT)
    return _badge_of(part.mark, part.mark.value)


def _badge_of(mark: Mark, word: str) -> Badge:
    sign, tone = _MARKS[mark]
    return Badge(sign, word, tone)
