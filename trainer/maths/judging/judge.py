"""Decides whether an answer equals the reference on the declared domain, cheapest evidence first.

Same structure; a difference that two points show plainly; exact algebra; sampling in doubles, with high
precision wherever doubles cannot tell; a proof attempt within a time budget. Knows nothing of exercises,
mistakes or learners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.maths.expr import Array, Collection, Expr, Interval, Relation, symbols
from trainer.maths.judging import forms, relations
from trainer.maths.judging.plainly import clear_difference
from trainer.maths.judging.residue import same_residues
from trainer.maths.judging.verdict import EQUAL, NO_VALUE, Evidence, Outcome, Requirement, Verdict
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = Requirement()


def compare(answer: Expr, reference: Expr, names: Names, requirement: Requirement = PLAIN) -> Verdict:
    """The verdict on `answer` against `reference`; both are read under `names`.

    Equal means: equal at every point of the domain where the reference is defined, single points apart.
    """
    if not isinstance(reference, Relation):
        answer = relations.right_side(answer)
    if isinstance(answer, Array) and len(answer.items) == 1:
        answer = _unbracketed(answer, reference, names)
    if isinstance(reference, (Collection, Interval, Relation)) or isinstance(answer, (Collection, Interval)):
        verdict = relations.compare_structured(answer, reference, names, requirement)
    elif requirement.rounded:
        from trainer.maths.judging import numbers

        verdict = numbers.compare_rounded(answer, reference, names, requirement)
    elif requirement.up_to:
        verdict = _RELAXED[requirement.up_to](answer, reference, names)
    else:
        verdict = compare_values(answer, reference, names)
    if requirement.form and verdict.outcome is Outcome.EQUAL:
        return forms.check(answer, requirement.form, verdict)
    return verdict


def _unbracketed(answer: Array, reference: Expr, names: Names) -> Expr:
    """What stands in `[x]`, where a number is asked for."""
    (item,) = answer.items
    if isinstance(reference, (Collection, Interval, Relation)) or shape_of(reference, names):
        return answer
    return answer if isinstance(item, Array) else item


def compare_values(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Equality of two values or two arrays, nothing relaxed."""
    if answer == reference:
        return EQUAL
    if names_arrays(answer, reference, names):
        return _compare_arrays(answer, reference, names)
    if (clear := clear_difference(answer, reference, names)) is not None:
        return clear
    same = same_residues(answer, reference)
    if same:
        return Verdict(Outcome.EQUAL, Evidence.EXACT)
    from trainer.maths.judging.refute import compare_by_sampling

    verdict = compare_by_sampling(answer, reference, names, differs=same is False)
    if verdict.outcome is Outcome.UNDECIDED and verdict.detail != NO_VALUE:
        return _proved(answer, reference, names, verdict)
    return verdict


def _proved(answer: Expr, reference: Expr, names: Names, verdict: Verdict) -> Verdict:
    """The undecided `verdict`, unless SymPy proves one side within its budget."""
    from trainer.maths.symbolic.proof import prove

    outcome = prove(answer, reference, names)
    return verdict if outcome is None else Verdict(outcome, Evidence.PROVED)


def names_arrays(answer: Expr, reference: Expr, names: Names) -> bool:
    """Whether arrays take part in a comparison."""
    if isinstance(answer, Array) or isinstance(reference, Array):
        return True
    return names.has_arrays and any(names.domain(name).shape for name in symbols(answer) | symbols(reference))


def _compare_arrays(answer: Expr, reference: Expr, names: Names) -> Verdict:
    if isinstance(answer, Array) and isinstance(reference, Array):
        answer, reference = _alike(answer, reference), _alike(reference, answer)
        if len(answer.items) == len(reference.items):
            return _by_entries(answer, reference, names, compare_values)
    from trainer.maths.judging.arrays import compare_arrays

    return compare_arrays(answer, reference, names)


def _alike(array: Array, other: Array) -> Array:
    """One written row or column as a vector where the other array is one."""
    if isinstance(other.items[0], Array) or not isinstance(array.items[0], Array):
        return array
    rows = [row.items for row in array.items if isinstance(row, Array)]
    if len(rows) == 1:
        return Array(rows[0], array.span)
    return Array(tuple(row[0] for row in rows), array.span) if all(len(row) == 1 for row in rows) else array


def _by_entries(
    answer: Array, reference: Array, names: Names, decide: Callable[[Expr, Expr, Names], Verdict]
) -> Verdict:
    """Entry by entry; the first entry that is not equal decides."""
    best = EQUAL
    for index, (left, right) in enumerate(zip(answer.items, reference.items, strict=True), start=1):
        verdict = decide(left, right, names)
        if verdict.outcome is not Outcome.EQUAL:
            message = f"entry {index}: {verdict.message}" if verdict.message else f"entry {index} differs"
            return Verdict(verdict.outcome, verdict.evidence, message, verdict.witness, detail=verdict.detail)
        if verdict.evidence is not Evidence.STRUCTURAL:
            best = verdict
    return best


def _up_to_constant(answer: Expr, reference: Expr, names: Names) -> Verdict:
    match answer, reference:
        case Array(given), Array(wanted) if len(given) == len(wanted):
            return _by_entries(answer, reference, names, _up_to_constant)
    from trainer.maths.judging.relative import compare_slopes

    return compare_slopes(answer, reference, names)


def _up_to_factor(answer: Expr, reference: Expr, names: Names) -> Verdict:
    if names_arrays(answer, reference, names):
        from trainer.maths.judging.arrays import compare_arrays

        return compare_arrays(answer, reference, names, factor=True)
    from trainer.maths.judging.relative import compare_ratio

    return compare_ratio(answer, reference, names)


def _up_to_sign(answer: Expr, reference: Expr, names: Names) -> Verdict:
    from trainer.maths.expr import Neg

    verdict = compare_values(answer, reference, names)
    if verdict.outcome is Outcome.EQUAL:
        return verdict
    other = compare_values(answer, Neg(reference), names)
    return other if other.outcome is Outcome.EQUAL else verdict


_RELAXED: dict[str, Callable[[Expr, Expr, Names], Verdict]] = {
    "constant": _up_to_constant,
    "factor": _up_to_factor,
    "sign": _up_to_sign,
}
