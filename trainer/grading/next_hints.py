"""The hints for a derivation as far as it is written: about the next step from its last right line.

A hint follows what is left to be carried out in that line, by the rules of calculus. The author's own lines
come first while nothing is written; later those that are not behind the learner yet come last.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from trainer.bank.details import Derivation
from trainer.bank.variant import Variant
from trainer.calculus.tidy import neaten
from trainer.errors import AnswerError, TrainerError
from trainer.grading.derivation import MOST_LINES
from trainer.grading.links import follows
from trainer.grading.typed_lines import lines_of, read_body
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Call, Expr, Symbol, walk
from trainer.maths.functions import OPERATORS
from trainer.maths.judging.verdict import Outcome

_FINISHED = "Nothing is left to be carried out: check your lines."


@dataclass(frozen=True, slots=True)
class NextHints:
    """What can be said from here, in its order; `opening` says from where, and is told with each.

    `refused` is whether a line after the last right one was found wrong, which is worth a hint of its own.
    """

    opening: str
    lines: tuple[str, ...]
    refused: bool = False

    def next(self, told: Collection[str]) -> str | None:
        """The first hint that is not among those `told` already; None where all of them are."""
        for line in self.lines:
            if not any(said.endswith(line) for said in told):
                return f"{self.opening} {line}".strip()
        fresh = self.refused and not any(said.startswith(self.opening) for said in told)
        return self.opening if fresh else None

    def left(self, told: Collection[str]) -> int:
        """How many are not told yet."""
        return sum(not any(said.endswith(line) for said in told) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Stand:
    """The last right line (at first the start), how many lines are right, and how many of them are steps."""

    last: Expr
    right: int
    steps: int
    refused: bool


def next_hints(variant: Variant, text: str) -> NextHints:
    """The hints from where the lines of `text` stand; a line that cannot be read ends them.

    May take as long as checking the lines does.
    """
    detail = variant.detail
    if not isinstance(detail, Derivation):
        raise TypeError("only a derivation is written line by line")
    stand = _stand(variant, detail.start, text)
    own = () if None in variant.exercise.template.hints else variant.hints
    if not stand.right:
        lines = variant.hints or _derived(detail, stand)
    else:
        lines = _derived(detail, stand)
        lines += () if lines == (_FINISHED,) else own[stand.steps :]
    return NextHints(_opening(stand), lines, stand.refused)


def _stand(variant: Variant, start: Expr, text: str) -> _Stand:
    last, right, steps = start, 0, 0
    for _, line in lines_of(text)[:MOST_LINES]:
        try:
            expr = read_body(line, variant.names)
        except AnswerError:
            break
        outcome = follows(expr, last, variant.names).outcome
        if outcome is not Outcome.EQUAL:
            return _Stand(last, right, steps, outcome is Outcome.DIFFERENT)
        steps += neaten(expr) != neaten(last)
        last, right = expr, right + 1
    return _Stand(last, right, steps, refused=False)


def _opening(stand: _Stand) -> str:
    before = f"line {stand.right}" if stand.right else "the question"
    if stand.refused:
        return f"Line {stand.right + 1} does not follow from {before}. Go on from {before}."
    return f"From line {stand.right}:" if stand.right else ""


def _derived(detail: Derivation, stand: _Stand) -> tuple[str, ...]:
    """Hints from the form of the last right line: its first operator that holds no other."""
    call = _first_operator(stand.last)
    if call is None:
        missing = detail.wanted - stand.right
        if missing <= 0:
            return (_FINISHED,)
        way = "one line more" if missing == 1 else f"{missing} lines more"
        return (f"The result is there, but not the way: write at least {way} before it.",)
    if call is stand.last:
        return _about(call)
    return tuple(f"For ${to_tex(call)}$: {hint}" for hint in _about(call))


def _first_operator(expr: Expr) -> Call | None:
    for node in walk(expr):
        if isinstance(node, Call) and _is_operator(node) and not any(map(_holds, node.args)):
            return node
    return None


def _holds(expr: Expr) -> bool:
    return any(_is_operator(node) for node in walk(expr))


def _is_operator(node: Expr) -> bool:
    return isinstance(node, Call) and (node.name in OPERATORS or (node.name == "sum" and len(node.args) == 4))


def _about(call: Call) -> tuple[str, ...]:
    from trainer.calculus.explain import hints
    from trainer.calculus.limit_steps import limit_hints

    match call:
        case Call("diff", (f, Symbol(x), *_)):
            try:
                return hints(f, x)
            except TrainerError:
                return (f"Carry out ${to_tex(call)}$ next.",)
        case Call("limit", (_, Symbol(), _, *_)):
            return limit_hints(call)
    return (f"Carry out ${to_tex(call)}$ next.",)
