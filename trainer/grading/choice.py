"""Grades a choice: the letters that were picked, with the feedback of the first wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trainer.bank.details import Choices
from trainer.bank.variant import Variant
from trainer.grading.result import MISSING, Grade, PartGrade, together, unread
from trainer.maths.judging.verdict import EQUAL, Evidence, Outcome, Verdict

_SEPARATOR = re.compile(r"[\s,;\[\]]+|(?<=[a-z])(?=[a-z])")
_ONLY_ONE = "One option is asked for; the first letter stands for it."


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the picked letters, such as `b` or `a, c`.

    With several right options the points are the share of them that was picked, less the same for each wrong
    one; never below 0.
    """
    choices, name = variant.detail, variant.parts[0].name
    if not isinstance(choices, Choices):
        raise TypeError("a choice has options")
    text = texts.get(name, "").strip().lower()
    if not text:
        return unread(variant, {name: MISSING})
    picked = set(filter(None, _SEPARATOR.split(text)))
    known = {option.letter for option in choices.options}
    if strangers := picked - known:
        return unread(variant, {name: _stranger(text, min(strangers), max(known))})
    if len(picked) > 1 and not choices.several:
        return unread(variant, {name: Verdict(Outcome.UNREADABLE, Evidence.OFFSET, _ONLY_ONE, offset=1)})
    return together([_judged(name, choices, picked)])


def _judged(name: str, choices: Choices, picked: set[str]) -> PartGrade:
    wrong = [option for option in choices.options if option.right != (option.letter in picked)]
    if not wrong:
        return PartGrade(name, EQUAL, 1.0)
    taken = next((option for option in wrong if not option.right), None)
    message = taken.because if taken else f"{len(wrong)} more {'is' if len(wrong) == 1 else 'are'} right."
    verdict = Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, message)
    score = _share(choices, picked) if choices.several else 0.0
    return PartGrade(name, verdict, score, malrule="listed" if taken else "")


def _share(choices: Choices, picked: set[str]) -> float:
    """So that picking one of many, or all there are, is worth little."""
    right = {option.letter for option in choices.options if option.right}
    return max(0.0, (len(picked & right) - len(picked - right)) / max(1, len(right)))


def _stranger(text: str, letter: str, last: str) -> Verdict:
    message = f"“{letter[:10]}” is no option; the letters go from a to {last}"
    return Verdict(Outcome.UNREADABLE, Evidence.OFFSET, message, offset=text.find(letter))
