"""Checks one exercise: reads its formulas, makes its variants, and applies every rule about exercises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from trainer.authoring.failure import failure
from trainer.authoring.lint.degenerate import degenerate
from trainer.authoring.lint.equations import equations
from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.giveaway import gives_away
from trainer.authoring.lint.hints import cut, explained, hints
from trainer.authoring.lint.numeric import numeric
from trainer.authoring.lint.promises import promises
from trainer.authoring.lint.question import other_function, other_name, other_precision, unshown
from trainer.authoring.lint.refused import refused
from trainer.authoring.lint.repeated import same_accept
from trainer.authoring.lint.same_wrong import same_wrong
from trainer.authoring.lint.source import Source
from trainer.authoring.lint.spelling import spelling
from trainer.authoring.lint.subject import Subject
from trainer.authoring.lint.typesetting import typesetting
from trainer.authoring.lint.unused import unused
from trainer.authoring.lint.wording import by_place, same_texts, slip
from trainer.bank.exercise import Exercise
from trainer.bank.variant import Variant, make_variant
from trainer.errors import AuthorError

_PROSE = frozenset({"ask", "hints", "solution", "because", "label", "option", "line"})
_FEWER = {"code": 1, "derivation": 2}
"""Code is run as a program for each of its answers, the limits of a derivation are SymPy's."""
_IS_RIGHT = re.compile(r"\(\d+ times: rejected answer (\d+) equals the right one[;)]")
_UNMET = re.compile(r"\(\d+ times: [^;]* does not hold[;)]")
"""The commonest reason why there is no draw."""
_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    unshown,
    promises,
    numeric,
    refused,
    same_wrong,
    same_accept,
    other_name,
    other_function,
    other_precision,
    equations,
    degenerate,
    gives_away,
    typesetting,
    by_place,
    same_texts,
    slip,
    spelling,
    unused,
    hints,
    cut,
    explained,
)


def check_exercise(exercise: Exercise, source: Source, seeds: int) -> list[Finding]:
    """Everything found about `exercise`, its promises tried for the seeds 0 to `seeds` - 1.

    Where a formula cannot be read or no variant can be made, that is all that is said.
    """
    try:
        exercise.template  # noqa: B018  # reading it is the check
    except AuthorError as fault:
        return [_placed("placeholder" if fault.field in _PROSE else "formula", fault, exercise, source)]
    try:
        variants = _variants(exercise, seeds)
    except AuthorError as fault:
        return [_placed("no-variant", fault, exercise, source)]
    subject = Subject(exercise, source, variants)
    return [finding for check in _CHECKS for finding in _tried(check, subject)]


def _tried(check: Callable[[Subject], Iterator[Finding]], subject: Subject) -> list[Finding]:
    """What a rule finds; where it fails itself, that is found, and the other rules go on."""
    try:
        return list(check(subject))
    except Exception as bug:  # noqa: BLE001 -- a bug of ours must not hide what the other rules find
        return [found("failed", subject.exercise.fault(failure(bug)))]


def _placed(rule: str, fault: AuthorError, exercise: Exercise, source: Source) -> Finding:
    """The finding at the place of the fault; where it has none, at that of its key or of the answer meant."""
    finding = found(rule, fault, exercise.file)
    if (fault.line, fault.column) != (exercise.line, 1):
        return finding
    wrong = _IS_RIGHT.search(fault.message)
    if wrong is not None and len(exercise.reject) >= int(wrong[1]):
        text = next(iter(exercise.reject[int(wrong[1]) - 1].texts.values()))
        line, column = source.place(text, 0)
        return replace(
            finding, message=f"this wrong answer is right; {finding.message}", line=line, column=column
        )
    if _UNMET.search(fault.message):
        line, column = source.key_place("where", exercise.line)
        advice = "loosen `where`, or widen `params`"
        return replace(finding, message=f"{finding.message}; {advice}", line=line, column=column)
    line, column = source.key_place(fault.field.partition(".")[0] or "id", exercise.line)
    return replace(finding, line=line, column=column)


def _variants(exercise: Exercise, seeds: int) -> tuple[Variant, ...]:
    """The variants for the first seeds, fewer of kinds that take long to grade."""
    most = min(seeds, _FEWER.get(exercise.kind, seeds))
    return tuple(make_variant(exercise, seed) for seed in range(most))
