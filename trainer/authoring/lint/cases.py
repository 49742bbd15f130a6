"""Which of the fixed inputs of a code exercise cannot be used, where nothing else says so."""

from __future__ import annotations

from trainer.bank.authored import AuthoredCode
from trainer.bank.details import Code
from trainer.bank.positions import Text
from trainer.bank.variant import Variant
from trainer.errors import TrainerError


def unusable_case(variant: Variant) -> tuple[str, Text] | None:
    """What is wrong with the first case at which a formula has no value or a kink is near, and its place."""
    code, written = variant.detail, variant.exercise.detail
    if not isinstance(code, Code) or not isinstance(written, AuthoredCode):
        return None
    import numpy as np

    from trainer.grading.code.inputs import FROM_KINKS, expected_values, value_of
    from trainer.grading.code_answers import task_of

    task = task_of(code)
    for case, texts in zip(code.cases, written.cases, strict=True):
        try:
            values = {name: value_of(formula, {}) for name, formula in case.items()}
            found = expected_values(task, values)
            near = [kink for kink in code.away if (np.abs(value_of(kink, values)) <= FROM_KINKS).any()]
        except (TrainerError, KeyError):  # a case with some of the variables; the others are drawn
            continue
        place = next(iter(texts.values()))
        if undefined := [name for name, value in found.items() if not np.isfinite(value).all()]:
            return f"{undefined[0]} has no value in this case", place
        if near:
            return "this case lies at a kink that `away` keeps inputs from", place
    return None
