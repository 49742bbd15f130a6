"""Finds out that a typed number has no value, such as `1/0` or `ln(-1)`, and where in it that begins.

Knows nothing of right answers: what is no number is no answer to a question for one.
"""

from __future__ import annotations

from trainer.errors import AnswerError, TrainerError
from trainer.maths.expr import Array, Collection, Div, Expr, Interval, Relation, children, symbols
from trainer.maths.rational import rational
from trainer.maths.text import to_text

_LONGEST_SHOWN = 30


def refuse_without_value(answer: Expr) -> None:
    """AnswerError, with the place where that begins, if an answer without variables has no real value."""
    if symbols(answer) or isinstance(answer, (Array, Collection, Interval)):
        return
    number = answer.right if isinstance(answer, Relation) else answer
    if _has_value(number):
        return
    place = _first_without(number)
    raise AnswerError(_words(place), offset=max(place.span[0], 0))


def _first_without(expr: Expr) -> Expr:
    """The innermost part without a value, the first of several."""
    for part in children(expr):
        if not _has_value(part):
            return _first_without(part)
    return expr


def _words(place: Expr) -> str:
    if isinstance(place, Div) and rational(place.den) == 0:
        return "nothing can be divided by 0, so this is no number"
    text = to_text(place)
    shown = f"“{text}”" if len(text) <= _LONGEST_SHOWN else "this part"
    return f"{shown} has no real value, so this is no number"


def _has_value(expr: Expr) -> bool:
    """Whether it is a number, or was not found to be none."""
    from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

    try:
        precise(expr, {})
    except UndefinedError:
        return False
    except (TooLargeError, TrainerError):
        return True
    return True
