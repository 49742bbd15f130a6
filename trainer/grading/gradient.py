"""Grades gradients, Jacobians and Hessians: component by component, or one array for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import prod

from trainer.bank.variant import Variant
from trainer.errors import AnswerError
from trainer.grading import expressions
from trainer.grading.misplaced import TRANSPOSED, Place, is_transposed, misplaced
from trainer.grading.mistakes import AUTHOR, Mistake, listed_mistake
from trainer.grading.reading import read_answer
from trainer.grading.result import MISSING, Grade, PartGrade, together, unread
from trainer.maths.expr import Array, Expr
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict
from trainer.maths.reading.dimensions import Shape, say
from trainer.maths.text import to_text

_FEWEST_MOVED = 2
_ONE_HERE = "one component belongs here; an array of all goes into the first box, with the others empty"


def grade(variant: Variant, texts: Mapping[str, str]) -> Grade:
    """The grade of the components; one array typed into the first box stands for all of them.

    Right components in the wrong places are named: a transposed matrix, another order of the variables. An
    array of another size cannot be read as an answer, unless it is the transpose.
    """
    whole = _whole(variant, texts)
    if whole is not None:
        shape, wanted = _shape(whole), _wanted(variant)
        if not _fits(shape, wanted):
            return _of_another_size(variant, whole, shape, wanted)
        entries = _entries(whole)
        names = (part.name for part in variant.parts)
        texts = {name: to_text(entry) for name, entry in zip(names, entries, strict=True)}
    elif arrays := _among_components(variant, texts):
        return unread(variant, arrays)
    graded = expressions.grade(variant, texts)
    wrong = [part.name for part in graded.parts if part.verdict.outcome is Outcome.DIFFERENT]
    if len(wrong) < _FEWEST_MOVED or any(part.malrule == AUTHOR for part in graded.parts):
        return graded
    answers, _ = expressions.read_all(variant, texts)
    mistake = _moved(variant, [answers[part.name] for part in variant.parts])
    if mistake is None:
        return graded
    parts = (_named(part, mistake, wrong[0]) if part.name in wrong else part for part in graded.parts)
    return replace(graded, parts=tuple(parts))


def _moved(variant: Variant, answers: list[Expr]) -> Mistake | None:
    rows, columns = _grid(_wanted(variant))
    references = [part.reference for part in variant.parts]

    @cache
    def equal(typed: Place, right: Place) -> bool:
        given = answers[typed[0] * columns + typed[1]]
        wanted = references[right[0] * columns + right[1]]
        return compare(given, wanted, variant.names).outcome is Outcome.EQUAL

    return misplaced(rows, columns, equal)


def _named(part: PartGrade, mistake: Mistake, first: str) -> PartGrade:
    """The part with the mistake named; it is said once, at the first wrong part."""
    message = mistake.feedback if part.name == first else ""
    return replace(part, verdict=replace(part.verdict, message=message), malrule=mistake.rule)


# -- one array for all ------------------------------------------------------------------------------------


def _whole(variant: Variant, texts: Mapping[str, str]) -> Array | None:
    """The array in the first box, where the others are empty."""
    first = variant.parts[0]
    if any(texts.get(part.name, "").strip() for part in variant.parts[1:]):
        return None
    try:
        whole = read_answer(texts.get(first.name, ""), variant.names, first.requirement)
    except AnswerError:
        return None
    return whole if isinstance(whole, Array) else None


def _among_components(variant: Variant, texts: Mapping[str, str]) -> dict[str, Verdict]:
    """The boxes in which an array stands though one component belongs there, and those still empty."""
    answers, unread_parts = expressions.read_all(variant, texts)
    arrays = [name for name, answer in answers.items() if isinstance(answer, Array) and _is_several(answer)]
    verdict = Verdict(Outcome.UNREADABLE, Evidence.OFFSET, _ONE_HERE, offset=0)
    return {**unread_parts, **dict.fromkeys(arrays, verdict)} if arrays else {}


def _is_several(array: Array) -> bool:
    return len(array.items) > 1 or isinstance(array.items[0], Array)


def _of_another_size(variant: Variant, whole: Array, shape: Shape, wanted: Shape) -> Grade:
    """A listed wrong answer and the transpose are wrong; anything else is no answer to this question yet."""
    name = variant.parts[0].name
    if (listed := listed_mistake(variant, {name: whole})) is not None:
        return _refused(variant, listed)
    if len(wanted) == len(shape) and shape == wanted[::-1]:
        entries, (rows, columns) = _entries(whole), _grid(shape)
        references = [part.reference for part in variant.parts]

        def equal(typed: Place, right: Place) -> bool:
            given, other = entries[typed[0] * columns + typed[1]], references[right[0] * rows + right[1]]
            return compare(given, other, variant.names).outcome is Outcome.EQUAL

        if is_transposed(rows, columns, equal):
            return _refused(variant, TRANSPOSED)
    message = f"your array is {say(shape)}, but {say(wanted)} is asked for"
    verdict = Verdict(Outcome.UNREADABLE, Evidence.OFFSET, message, offset=0)
    return unread(variant, dict.fromkeys((part.name for part in variant.parts), MISSING) | {name: verdict})


def _refused(variant: Variant, mistake: Mistake) -> Grade:
    """No component right, because the array as a whole is not."""
    first = variant.parts[0].name
    wrong = Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL)
    return together([_named(PartGrade(part.name, wrong, 0.0), mistake, first) for part in variant.parts])


def _fits(shape: Shape, wanted: Shape) -> bool:
    """Whether an array can stand for the components: of their shape, or a list of them in any direction."""
    same_size = prod(shape) == prod(wanted)
    return shape == wanted or (same_size and (len(shape) == 1 or (len(wanted) == 1 and 1 in shape)))


def _grid(shape: Shape) -> tuple[int, int]:
    return (1, shape[0]) if len(shape) == 1 else (shape[0], shape[1])


def _wanted(variant: Variant) -> Shape:
    """The shape of the components, from the last one's name: `3`, or `2_3` for row 2, column 3."""
    return tuple(int(side) for side in variant.parts[-1].name.split("_"))


def _shape(array: Array) -> Shape:
    first = array.items[0]
    return (len(array.items), len(first.items)) if isinstance(first, Array) else (len(array.items),)


def _entries(expr: Expr) -> list[Expr]:
    if not isinstance(expr, Array):
        return [expr]
    return [entry for item in expr.items for entry in _entries(item)]
