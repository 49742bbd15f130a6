"""Checks an author's gradient against central differences of the loss, at one random point."""

from __future__ import annotations

from trainer.bank.details import Code, Tensor
from trainer.bank.variant import Variant
from trainer.maths.expr import symbols
from trainer.maths.judging.sampling import sample

_TOLERANCE = 1e-6


def disagreement(variant: Variant) -> str:
    """What is wrong with the reference of a tensor or of code whose loss is given; empty where they agree."""
    detail = variant.detail
    if isinstance(detail, Code):
        from trainer.grading.code_answers import task_fault

        return task_fault(variant)
    if not isinstance(detail, Tensor) or detail.loss is None:
        return ""
    import numpy as np

    from trainer.grading.code.inputs import value_of
    from trainer.grading.code.slopes import numeric_gradient

    reference = variant.parts[0].reference
    used = symbols(detail.loss) | symbols(reference) | {detail.variable}
    point = {name: np.asarray(array[..., 0]) for name, array in sample(variant.names, used).items()}
    slopes = numeric_gradient(detail.loss, point, detail.variable)
    given = value_of(reference, point)
    if given.shape != slopes.shape:
        return f"the answer has not the shape of {detail.variable}, whose gradient it is"
    gap = np.max(np.abs(given - slopes) / np.maximum(1, np.abs(slopes)))
    if gap < _TOLERANCE:
        return ""
    worst = np.unravel_index(int(np.argmax(np.abs(given - slopes))), slopes.shape)
    entry = ", ".join(str(int(i) + 1) for i in worst)
    return (
        f"the answer is not the gradient of the loss: entry {entry} is {given[worst]:.6g}, "
        f"central differences give {slopes[worst]:.6g}"
    )
