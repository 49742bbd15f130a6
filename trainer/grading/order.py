"""Grades an order of lines: right if no line stands before one that must come first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trainer.bank.details import Lines
from trainer.bank.variant import Variant
from trainer.grading.result import MISSING, Grade, PartGrade, together, unread
from trainer.maths.judging.verdict import EQUAL, Evidence, Outcome, Verdict

_NUMBERS = re.compile(r"[0-9]{1,2}")
_ALLOWED = re.compile(r"[0-9\s,;.)\[\]→>-]*")


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the numbers of the lines in the order given, such as `3 1 2`.

    The points are the share of the required pairs that stand the right way round.
    """
    lines, name = variant.detail, variant.parts[0].name
    if not isinstance(lines, Lines):
        raise TypeError("an order has lines")
    text = texts.get(name, "").strip()
    if not text:
        return unread(variant, {name: MISSING})
    if not _ALLOWED.fullmatch(text):
        return unread(variant, {name: _unreadable("write the numbers of the lines in order: 3 1 2")})
    given = [int(number) for number in _NUMBERS.findall(text)]
    wanted = sorted(line.number for line in lines.lines)
    if sorted(given) != wanted:
        return unread(variant, {name: _unreadable(_miscounted(given, wanted))})
    return together([_judged(name, lines, given)])


def _judged(name: str, lines: Lines, given: list[int]) -> PartGrade:
    place = {number: index for index, number in enumerate(given)}
    broken = [(first, second) for first, second in lines.before if place[first] > place[second]]
    if not broken:
        return PartGrade(name, EQUAL, 1.0)
    early, late = min(((second, first) for first, second in broken), key=lambda pair: place[pair[0]])
    texts = {line.number: line for line in lines.lines}
    own = texts[early].because
    message = own or f"Line {early} needs line {late} before it."
    verdict = Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, message)
    return PartGrade(name, verdict, 1 - len(broken) / len(lines.before), malrule="listed" if own else "")


def _miscounted(given: list[int], wanted: list[int]) -> str:
    missing = [number for number in wanted if number not in given]
    strangers = [number for number in given if number not in wanted]
    if strangers:
        return f"there is no line {strangers[0]}"
    if missing:
        return f"line {missing[0]} is missing"
    return "each line stands once"


def _unreadable(message: str) -> Verdict:
    return Verdict(Outcome.UNREADABLE, Evidence.OFFSET, message, offset=0)
