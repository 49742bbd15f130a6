"""Answers that are not one value: equations such as `w = 3`, sets, intervals and inequalities."""

from __future__ import annotations

from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Collection,
    Constant,
    Expr,
    Interval,
    Neg,
    Relation,
    Symbol,
    symbols,
)
from trainer.maths.judging.verdict import EQUAL, Evidence, Outcome, Requirement, Verdict
from trainer.maths.names import Names

_INFINITY = Constant("inf")
_MINUS_INFINITY = Neg(_INFINITY)
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_SPARE = 5
"""Members of a set beyond three for each that is asked for."""


def right_side(answer: Expr) -> Expr:
    """What is claimed in `w = 3` or `f(x) = 2x`: the right side, where the left is only a name."""
    match answer:
        case Relation("=", Symbol(), right):
            return right
        case Relation("=", Call("diff"), right):
            return right
        case Relation("=", left, Symbol()):
            return left
    return answer


def compare_structured(answer: Expr, reference: Expr, names: Names, requirement: Requirement) -> Verdict:
    """Sets in any order, intervals by their ends, relations by what they say."""
    answer, reference = _as_interval(answer, reference), _as_interval(reference, answer)
    if isinstance(reference, Collection):
        members = answer.items if isinstance(answer, (Collection, Array)) else (answer,)
        return _sets(members, reference.items, names, requirement)
    if isinstance(reference, Interval) and isinstance(answer, Interval):
        return _intervals(answer, reference, names, requirement)
    if isinstance(reference, Relation) and isinstance(answer, Relation):
        return _relations(answer, reference, names)
    if isinstance(answer, Collection) and len(answer.items) == 1:
        from trainer.maths.judging.judge import compare

        return compare(answer.items[0], reference, names, requirement)
    return Verdict(
        Outcome.DIFFERENT, Evidence.STRUCTURAL, f"{_asked(reference)} is asked for.", detail="shape"
    )


def _as_interval(expr: Expr, other: Expr) -> Expr:
    """`(a, b)`, `[a, b]` and `x > a` as the intervals they are where the other side is one."""
    if not isinstance(other, Interval):
        return expr
    match expr:
        case Array((low, high)):
            return Interval(low, high, expr.round, expr.round, expr.span)
        case Relation("<" | "<=" as op, Symbol(name), end) if name not in symbols(end):
            return Interval(_MINUS_INFINITY, end, True, op == "<", expr.span, name)
        case Relation(">" | ">=" as op, Symbol(name), end) if name not in symbols(end):
            return Interval(end, _INFINITY, op == ">", True, expr.span, name)
        case Relation(op, end, Symbol() as symbol) if op in _FLIPPED and not isinstance(end, Symbol):
            return _as_interval(Relation(_FLIPPED[op], symbol, end, expr.span), other)
    return expr


def _asked(reference: Expr) -> str:
    words = {
        Interval: "An interval such as (0, 1]",
        Relation: "An equation or inequality",
        Collection: "A set",
    }
    return words.get(type(reference), "One value")


def _sets(
    given: tuple[Expr, ...], wanted: tuple[Expr, ...], names: Names, requirement: Requirement
) -> Verdict:
    from trainer.maths.judging.judge import compare

    members = dict.fromkeys(given)
    if len(members) > _SPARE + 3 * len(wanted):
        message = f"These are more values than are compared with {len(wanted)}."
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, message)
    left = set(range(len(wanted)))
    extra = 0
    unknown: Verdict | None = None
    for member in members:
        verdicts = [compare(member, other, names, requirement) for other in wanted]
        same = [place for place, verdict in enumerate(verdicts) if verdict.outcome is Outcome.EQUAL]
        unknown = next((v for v in verdicts if v.outcome is Outcome.UNDECIDED), unknown)
        left.discard(next((place for place in same if place in left), -1))
        extra += not same
    if not left and not extra:
        return EQUAL
    if unknown is not None:
        return unknown
    parts = [f"{len(left)} missing" if left else "", f"{extra} too many" if extra else ""]
    message = f"Of the {len(wanted)} values, {' and '.join(part for part in parts if part)}."
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, message)


def _intervals(answer: Interval, reference: Interval, names: Names, requirement: Requirement) -> Verdict:
    from trainer.maths.judging.judge import compare

    if answer.of and reference.of and answer.of != reference.of:
        message = f"The interval of {reference.of} is asked for."
        return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, message, detail="shape")
    for side, left, right in (("lower", answer.low, reference.low), ("upper", answer.high, reference.high)):
        verdict = compare(left, right, names, requirement)
        if verdict.outcome is not Outcome.EQUAL:
            return Verdict(verdict.outcome, verdict.evidence, f"The {side} end differs.", verdict.witness)
    if (answer.open_low, answer.open_high) != (reference.open_low, reference.open_high):
        message = "The ends are right; look again at which of them belong to the interval."
        return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, message, detail="ends")
    return EQUAL


def _relations(answer: Relation, reference: Relation, names: Names) -> Verdict:
    from trainer.maths.judging.relative import compare_ratio, same_sign

    left, right = _rising(answer), _rising(reference)
    if left.op != right.op:
        return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, "The relation says something else.")
    given, wanted = _difference(left), _difference(right)
    verdict = compare_ratio(given, wanted, names)
    if verdict.outcome is not Outcome.EQUAL or left.op in ("=", "!="):
        return verdict
    if same_sign(given, wanted, names):
        return verdict
    return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, "The relation says something else.")


def _rising(relation: Relation) -> Relation:
    """The relation with its smaller side first."""
    if relation.op not in (">", ">="):
        return relation
    return Relation(_FLIPPED[relation.op], relation.right, relation.left, relation.span)


def _difference(relation: Relation) -> Expr:
    return Add((relation.left, Neg(relation.right)))
