"""The judge against `sympy.simplify(a - b) == 0` on 100 pairs of calculus answers from the bank, in one run.

Both sides have read the texts; judging alone is timed, each judge in a sweep of its own over all pairs. The
figure is the ratio of medians.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import sympy
from report import median, percentile, publish, table

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.maths.expr import Expr
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.symbolic.bridge import to_sympy
from trainer.maths.text import to_text
from trainer.paths import exercises_folder

PAIRS = 100


def pairs():
    """Accepted and rejected forms against the reference, for symbolic exercises of one part."""
    bank = load_bank([exercises_folder()])
    for seed in range(10):
        for exercise in bank.exercises.values():
            if exercise.kind != "derive" or len(exercise.parts) > 1:
                continue
            variant = make_variant(exercise, seed)
            part = variant.parts[0]
            for texts in (*variant.accept[:1], *(form.texts for form in variant.reject[:1])):
                yield texts[part.name], to_text(part.reference), variant.names


def ours(answer: Expr, reference: Expr, names: Names) -> bool:
    """This judge's opinion."""
    return compare(answer, reference, names).outcome is Outcome.EQUAL


def theirs(answer: sympy.Expr, reference: sympy.Expr) -> bool:
    """SymPy's simplify of the difference."""
    return bool(sympy.simplify(answer - reference) == 0)


def timed(judge: Callable[..., bool], sides: list[tuple[Any, ...]]) -> tuple[list[bool], list[float]]:
    """The opinions on all pairs and the seconds each took."""
    opinions, times = [], []
    for pair in sides:
        started = time.perf_counter()
        opinions.append(judge(*pair))
        times.append(time.perf_counter() - started)
    return opinions, times


def main() -> None:
    """Time both judges on the same pairs."""
    chosen = list(islice(pairs(), PAIRS))
    read = [(parse(answer, names), parse(reference, names), names) for answer, reference, names in chosen]
    sent = [(to_sympy(left, names), to_sympy(right, names)) for left, right, names in read]
    timed(ours, read[:5]), timed(theirs, sent[:5])
    mine, own = timed(ours, read)
    other, its = timed(theirs, sent)
    rows = [
        [name, f"{median(times) * 1e6:.0f} µs", f"{percentile(times, 0.99) * 1e3:.2f} ms"]
        for name, times in (("this judge", own), ("`simplify(a - b) == 0`", its))
    ]
    disagree = sum(a != b for a, b in zip(mine, other, strict=True))
    body = table(["judge", "median", "99th percentile"], rows)
    body += f"\n\nRatio of medians: 1/{median(its) / median(own):.0f} (target 1/50). "
    body += f"Different opinions: {disagree} of {len(chosen)}."
    publish("Judging 100 calculus answers", body)


if __name__ == "__main__":
    main()
