"""Grades a derivation line by line: each against the line before it, the last against the result.

The first bad line is marked with its mistake; the lines after it are still judged from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.bank.details import Derivation
from trainer.bank.variant import Variant
from trainer.errors import AnswerError, TrainerError
from trainer.grading.compare import carried_out, unreadable
from trainer.grading.links import NO_LIMIT, first_bad, follows
from trainer.grading.lost_limits import lost_limit
from trainer.grading.mistakes import Mistake
from trainer.grading.result import MISSING, Grade, PartGrade, together, unread
from trainer.grading.typed_lines import lines_of, read_body
from trainer.maths.expr import Call, Expr, Symbol, children, rebuild, walk
from trainer.maths.functions import OPERATORS
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import EQUAL, Evidence, Outcome, Verdict
from trainer.maths.names import Names

MOST_LINES = 30
_UNSHOWN = "The result is right, but the way to it is asked for too: write the steps before it."
_OPERATOR_LEFT = "The last line still holds an operation to be carried out."


@dataclass(frozen=True, slots=True)
class _Written:
    """One line as typed: its place in the text, and its tree."""

    offset: int
    expr: Expr


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the lines; the points are the share of good links, the last line counting as one."""
    detail, part = variant.detail, variant.parts[0]
    if not isinstance(detail, Derivation):
        raise TypeError("a derivation has a start")
    text = texts.get(part.name, "")
    if not text.strip():
        return unread(variant, {part.name: MISSING})
    try:
        written = list(_read(text, variant.names))
    except AnswerError as error:
        return unread(variant, {part.name: unreadable(error)})
    links = _links(detail.start, written, variant.names)
    last = _last(written[-1], part.reference, variant.names)
    graded = _judged(part.name, detail, written, links, last, variant.names)
    return together([_as_listed(graded, variant, written)])


def _as_listed(graded: PartGrade, variant: Variant, written: list[_Written]) -> PartGrade:
    """The author's words where a listed wrong derivation says the same, line for line."""
    if graded.verdict.outcome is not Outcome.DIFFERENT:
        return graded
    for form in variant.reject:
        try:
            listed = list(_read(form.texts[graded.name], variant.names))
        except AnswerError:
            continue
        if len(listed) == len(written) and all(
            follows(line.expr, other.expr, variant.names).outcome is Outcome.EQUAL
            for line, other in zip(written, listed, strict=True)
        ):
            verdict = replace(graded.verdict, message=form.because)
            return replace(graded, verdict=verdict, malrule="listed")
    return graded


def _read(text: str, names: Names) -> Iterator[_Written]:
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise AnswerError(f"at most {MOST_LINES} lines are read", offset=lines[MOST_LINES][0], text=text)
    for offset, line in lines:
        try:
            expr = read_body(line, names)
        except AnswerError as error:
            raise AnswerError(error.message, offset=offset + error.offset, text=text) from None
        yield _Written(offset, expr)


def _links(start: Expr, written: list[_Written], names: Names) -> list[Verdict]:
    """The verdict on each line against the one before it."""
    verdicts: list[Verdict] = []
    before, has_value = start, True
    for line in written:
        verdict = follows(line.expr, before, names, before_has_value=has_value)
        has_value = verdict.detail != NO_LIMIT and (has_value or verdict.outcome is not Outcome.EQUAL)
        verdicts.append(verdict)
        before = line.expr
    return verdicts


def _last(line: _Written, reference: Expr, names: Names) -> Verdict:
    if any(isinstance(node, Call) and node.name in OPERATORS for node in walk(line.expr)):
        return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, _OPERATOR_LEFT, detail="not-finished")
    return compare(line.expr, reference, names)


def _judged(
    name: str, detail: Derivation, written: list[_Written], links: list[Verdict], last: Verdict, names: Names
) -> PartGrade:
    score = _share([*links, last])
    bad = first_bad(links)
    if bad is not None:
        before = written[bad - 1].expr if bad else detail.start
        is_wrong = links[bad].outcome is Outcome.DIFFERENT
        mistake = mistake_in_line(written[bad].expr, before, names) if is_wrong else None
        return _bad_line(name, bad, mistake, score, links)
    if last.outcome is not Outcome.EQUAL:
        return PartGrade(name, last, score, lines=tuple(links))
    if len(written) < detail.wanted:
        verdict = Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, _UNSHOWN, detail="not-shown")
        return PartGrade(name, verdict, 0.5, lines=tuple(links))
    return PartGrade(name, EQUAL, 1.0, lines=tuple(links))


def _share(verdicts: list[Verdict]) -> float:
    """The share of good ones among those that could be decided."""
    decided = [verdict.outcome for verdict in verdicts if verdict.outcome is not Outcome.UNDECIDED]
    return sum(outcome is Outcome.EQUAL for outcome in decided) / max(1, len(decided))


def _bad_line(
    name: str, index: int, mistake: Mistake | None, score: float, links: list[Verdict]
) -> PartGrade:
    link = links[index]
    before = f"line {index}" if index else "the question"
    judged = f"Line {index + 1} does not follow from {before}."
    if link.outcome is Outcome.UNDECIDED:
        judged = f"Line {index + 1} could not be decided."
    message = f"{judged} {mistake.feedback if mistake else link.message}".strip()
    verdict = Verdict(link.outcome, link.evidence, message, link.witness, detail=f"line-{index + 1}")
    return PartGrade(name, verdict, score, mistake.rule if mistake else "", lines=tuple(links))


def mistake_in_line(line: Expr, before: Expr, names: Names) -> Mistake | None:
    """What went wrong from the line before to this one, if it is known.

    A limit left out too early, or the mal-rule that turns one derivative into what this line says.
    """
    if (lost := lost_limit(line, before)) is not None:
        return lost
    from trainer.calculus.malrules import wrong_derivatives

    for node in walk(before):
        if not (isinstance(node, Call) and node.name == "diff" and len(node.args) == 2):
            continue
        f, x = node.args
        if not isinstance(x, Symbol):
            continue
        for wrong in wrong_derivatives(carried_out(f), x.name):
            try:
                candidate = carried_out(_replaced(before, node, wrong.expr))
                if compare(carried_out(line), candidate, names).outcome is Outcome.EQUAL:
                    return Mistake(wrong.rule, wrong.feedback)
            except TrainerError:
                break
    return None


def _replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    if expr is old:
        return new
    parts = children(expr)
    return rebuild(expr, tuple(_replaced(part, old, new) for part in parts)) if parts else expr
