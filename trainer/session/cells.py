"""What counts for which try where single cells are judged as they are entered; shows and keeps nothing.

The first text of every cell makes up the first try, the second one the second; see docs/decisions/0008.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainer.maths.judging.verdict import Outcome
from trainer.session.attempts import became
from trainer.session.drafts import Open
from trainer.session.practice import Action

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

_DECIDED = (Outcome.EQUAL, Outcome.DIFFERENT)


def judge(variant: Variant, texts: Mapping[str, str]) -> Grade | None:
    """The grade of the filled cells; None where there are none, or the kind is judged as a whole only."""
    from trainer.grading.cells import JUDGED_AS_ENTERED, grade_cells

    return grade_cells(variant, texts) if variant.exercise.kind in JUDGED_AS_ENTERED else None


def after_cell(kept: Open, cell: str, texts: Mapping[str, str], grade: Grade) -> Open:
    """What is kept once `cell` was judged; an unreadable or undecided text counts for nothing."""
    judged = any(part.name == cell and part.verdict.outcome in _DECIDED for part in grade.parts)
    return kept.with_cell(cell, texts[cell]) if judged else kept


def first_try(kept: Open, variant: Variant, texts: Mapping[str, str]) -> tuple[dict[str, str], Grade] | None:
    """The first try of the table that is now `texts`, if one of its cells was wrong and is changed."""
    changed = kept.changed(texts)
    first = kept.table_of_try(0, texts)
    grade = judge(variant, first) if changed else None
    if grade is None:
        return None
    wrong = (part for part in grade.parts if part.verdict.outcome is Outcome.DIFFERENT and not part.carried)
    return (first, grade) if any(part.name in changed for part in wrong) else None


def counted(kept: Open, variant: Variant, texts: Mapping[str, str], grade: Grade) -> Grade:
    """The grade that counts for a second try: a cell that was changed twice counts with its second text."""
    second = kept.table_of_try(1, texts)
    if kept.first is None or second == texts:
        return grade
    from trainer.grading import grade as graded

    found = graded(variant, second)
    return grade if became(found) is Action.UNCLEAR else found
