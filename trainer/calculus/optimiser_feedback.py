"""What is said to a learner who took a wrong step of an optimiser, by the rule that recognised it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FEEDBACK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plus-for-minus": "The step was added. It is subtracted, so that the loss falls.",
        "minus-for-plus": "The step was subtracted. It has its minus already, so it is added.",
        "learning-rate-forgotten": "The learning rate is missing: it is a factor of the step.",
        "no-bias-correction": r"The bias correction is missing. Divide the average by $1 - \beta^t$.",
        "bias-correction-first-step": r"This is the correction of $t = 1$. Raise $\beta$ to the step number.",
        "bias-correction-step-before": "The exponent of the correction is one too small. Count from $t = 1$.",
        "bias-correction-step-after": "The exponent of the correction is one too large. Count from $t = 1$.",
        "bias-correction-multiplied": r"The bias correction divides by $1 - \beta^t$. This multiplies by it.",
        "betas-exchanged": r"The betas are exchanged: $\beta_1$ averages gradients, $\beta_2$ their squares.",
        "square-forgotten": "This averages the gradient itself. $v$ averages its square.",
        "gradient-squared": "The gradient was squared here. Only $v$ averages squares.",
        "factor-squared": "The factor before the square was squared too. Only the gradient is.",
        "first-moment-squared": "$v$ averages the square of the gradient, not that of $m$.",
        "fresh-factor-forgotten": "An average takes in a share of the new value. This took all of it.",
        "fresh-factor-put-in": r"This momentum adds the gradient in full, without a factor $1 - \beta$.",
        "shares-exchanged": "The two shares are exchanged, that of the old value and that of the new one.",
        "old-value-forgotten": "This starts anew. A share of the old value stays.",
        "old-value-in-full": "The old value stayed in full. It keeps only its share.",
        "beta-on-both": r"$\beta$ multiplies the old velocity only. The gradient enters in full.",
        "velocity-sign": "The gradient entered the velocity with the wrong sign.",
        "gradient-sign": "The gradient entered the average with the wrong sign.",
        "learning-rate-twice": "The learning rate went into the velocity. It belongs to the step alone.",
        "epsilon-inside-root": r"$\epsilon$ stands beside the root, not under it.",
        "epsilon-outside-root": r"$\epsilon$ stands under the root, not beside it.",
        "root-forgotten": "The root is missing: the step is divided by the root of $v$.",
        "root-of-first-moment": "This took the root of $m$. The step is divided by the root of $v$.",
        "moments-exchanged": "$m$ and $v$ are exchanged: the step is $m$ over the root of $v$.",
        "division-forgotten": "The step is not divided by the root of $v$.",
        "step-with-old-value": "The step was taken with the old value. Renew that first, then the weight.",
        "step-with-gradient": "The weight moved by the gradient alone, not by what was made of it.",
        "decay-in-gradient": "The decay went into the gradient. AdamW takes it from the weight itself.",
        "decay-forgotten": "The weight decay is missing. AdamW takes it from the weight, here.",
        "decay-without-learning-rate": "The weight decay is multiplied by the learning rate too.",
        "decay-rescaled": "The decay was divided by the root of $v$. AdamW keeps it apart from that.",
        "decay-added": "The weight decay was added. It is subtracted, so that the weight shrinks.",
    }
)
"""A sentence or two for each rule: what was done, and what to do instead."""
