"""Takes a marked question down as texts, so that its report needs no bank later; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trainer.bank.details import Choices, Code, ComputedGraph, Derivation, Lines, Tensor
from trainer.bank.parts import shown
from trainer.errors import AnswerError
from trainer.maths.drawing.tex import to_tex
from trainer.maths.judging.verdict import Outcome, Verdict
from trainer.maths.text import to_text
from trainer.session.exam.marking import Marked, is_blank, spread
from trainer.session.exam.reported import Item, ReportedLine, ReportedPart, ReportedQuestion
from trainer.session.feedback import Mark, PartFeedback, feedback
from trainer.session.premises import shapes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.grading import PartGrade
    from trainer.session.exam.sheet import Sheet
    from trainer.session.views import Question

_LINE_MARKS: Final = {
    Outcome.EQUAL: Mark.RIGHT,
    Outcome.DIFFERENT: Mark.WRONG,
    Outcome.UNDECIDED: Mark.UNDECIDED,
    Outcome.UNREADABLE: Mark.UNREADABLE,
}
_NO_FORMULA: Final = frozenset({"choice", "order", "code", "derivation"})
_LEFT_OUT: Final = "This could be neither proved nor refuted; its points were left out."


def taken_down(
    sheet: Sheet, marked: Marked | None, hint_cost: float | None, usual_ms: int | None
) -> ReportedQuestion:
    """The question with its marks (None: left blank, or withdrawn); `usual_ms` is the learner's median."""
    saved, drawn, asked = sheet.saved, sheet.drawn, sheet.asked
    counted = 1.0 if marked is None else marked.counted
    return ReportedQuestion(
        number=sheet.number,
        skill=drawn.skill,
        title=drawn.title,
        topic=drawn.topic,
        part=drawn.part,
        exercise=drawn.exercise,
        kind=drawn.kind,
        seed=drawn.seed,
        template_hash=drawn.template_hash,
        prompt=asked.variant.prompt if asked else "",
        premise=_premise(asked.variant) if asked else "",
        items=_items(asked.variant) if asked else (),
        figure=_figure(asked.variant) if asked else (),
        solved=_solved(asked.variant) if asked else (),
        outline=_outline(asked.variant) if asked else (),
        parts=_parts(asked, saved.texts, marked) if asked else (),
        solution=asked.variant.solution if asked else (),
        points=marked.points * max(0.0, 1 - (hint_cost or 0.0) * saved.hints) if marked else 0.0,
        possible=drawn.possible * counted if asked else 0.0,
        active_ms=saved.active_ms,
        usual_ms=usual_ms,
        flagged=saved.flagged,
        hints=saved.hints,
        withdrawn=sheet.withdrawn,
    )


def _parts(asked: Question, texts: Mapping[str, str], marked: Marked | None) -> tuple[ReportedPart, ...]:
    variant = asked.variant
    if marked is None:
        return tuple(_blank(part, variant) for part in variant.parts)
    texts = spread(variant, texts)
    said = feedback(variant, marked.grade, decided=True)
    return tuple(
        _blank(part, variant) if is_blank(graded) else _part(part, variant, texts[part.name], graded, one)
        for part, graded, one in zip(variant.parts, marked.grade.parts, said, strict=True)
    )


def _blank(part: Part, variant: Variant) -> ReportedPart:
    right, right_tex = _right(part, variant)
    return ReportedPart(part.name, part.label, "", "", right, right_tex, None, 0.0, "")


def _part(part: Part, variant: Variant, text: str, graded: PartGrade, said: PartFeedback) -> ReportedPart:
    right, right_tex = _right(part, variant)
    return ReportedPart(
        name=part.name,
        label=part.label,
        text=text,
        tex=_tex(text, part, variant),
        right=right,
        right_tex=right_tex,
        mark=said.mark,
        points=graded.score,
        sentence=_sentence(said, graded.verdict),
        malrule=graded.malrule,
        lines=_lines(text, graded, variant),
    )


def _sentence(said: PartFeedback, verdict: Verdict) -> str:
    if said.mark is Mark.UNDECIDED:
        return _LEFT_OUT
    if said.mark is Mark.UNREADABLE:
        return f"This cannot be read: {verdict.message.rstrip('.')}."
    return said.sentence


def _right(part: Part, variant: Variant) -> tuple[str, str]:
    """One right answer as it would be typed, and its TeX."""
    if variant.exercise.kind in _NO_FORMULA:
        return variant.answers[part.name], ""
    return to_text(shown(part)), to_tex(shown(part))


def _tex(text: str, part: Part, variant: Variant) -> str:
    if variant.exercise.kind in _NO_FORMULA:
        return ""
    from trainer.grading import read_answer

    try:
        return to_tex(read_answer(text, variant.names, part.requirement))
    except AnswerError:
        return ""


def _lines(text: str, graded: PartGrade, variant: Variant) -> tuple[ReportedLine, ...]:
    """The lines of a derivation with whether each follows from the one before."""
    if not isinstance(variant.detail, Derivation):
        return ()
    from trainer.grading.typed_lines import lines_of

    bodies = [body for _, body in lines_of(text)]
    marks = [_LINE_MARKS[verdict.outcome] for verdict in graded.lines]
    if len(marks) != len(bodies):
        marks = [Mark.UNREADABLE] * len(bodies)
    return tuple(
        ReportedLine(body, _line_tex(body, variant), m) for body, m in zip(bodies, marks, strict=True)
    )


def _line_tex(body: str, variant: Variant) -> str:
    from trainer.grading.typed_lines import read_body

    try:
        return to_tex(read_body(body, variant.names))
    except AnswerError:
        return ""


def _premise(variant: Variant) -> str:
    match variant.detail:
        case Derivation(start):
            return f"Start: $${to_tex(start)}$$"
        case Tensor():
            return shapes_of(variant)
    return ""


def _items(variant: Variant) -> tuple[Item, ...]:
    match variant.detail:
        case Choices(options):
            return tuple(Item(option.letter, option.text, option.right) for option in options)
        case Lines(lines):
            return tuple(Item(str(line.number), line.text) for line in lines)
    return ()


def _figure(variant: Variant) -> tuple[str, ...]:
    match variant.detail:
        case ComputedGraph(drawing):
            return drawing
        case Code(starter=starter):
            return tuple(starter.rstrip().split("\n"))
    return ()


def _solved(variant: Variant) -> tuple[str, ...]:
    return variant.detail.solved if isinstance(variant.detail, ComputedGraph) else ()


def _outline(variant: Variant) -> tuple[str, ...]:
    return variant.detail.outline if isinstance(variant.detail, ComputedGraph) else ()
