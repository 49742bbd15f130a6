"""Building a variant and grading an answer, by kind, over the whole bank: medians in one run."""

from __future__ import annotations

import time
from collections import defaultdict

from report import median, percentile, publish, table

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.paths import exercises_folder

SEEDS = 10
CODE_SEEDS = 1


def main() -> None:
    """Time every exercise: its variants, and its reference, accepted and rejected answers."""
    building: dict[str, list[float]] = defaultdict(list)
    grading: dict[str, list[float]] = defaultdict(list)
    bank = load_bank([exercises_folder()])
    for exercise in bank.exercises.values():
        make_variant(exercise, 0)  # reads the template
        for seed in range(1, 1 + (CODE_SEEDS if exercise.kind == "code" else SEEDS)):
            started = time.perf_counter()
            variant = make_variant(exercise, seed)
            building[exercise.kind].append(time.perf_counter() - started)
            for texts in (variant.answers, *variant.accept, *(form.texts for form in variant.reject)):
                started = time.perf_counter()
                grade(variant, {**variant.answers, **texts})
                grading[exercise.kind].append(time.perf_counter() - started)
    rows = [
        [
            kind,
            f"{median(building[kind]) * 1e3:.2f} ms",
            f"{median(grading[kind]) * 1e3:.2f} ms",
            f"{percentile(grading[kind], 0.99) * 1e3:.1f} ms",
        ]
        for kind in building
    ]
    every = [taken for kind, times in grading.items() if kind != "code" for taken in times]
    built = [taken for times in building.values() for taken in times]
    body = table(["kind", "variant, median", "grading, median", "grading, 99th percentile"], rows)
    body += (
        f"\n\nAll kinds: variant {median(built) * 1e3:.2f} ms (target 5), grading but `code` "
        f"{median(every) * 1e3:.2f} ms (target 5). A `code` run has a target of 1 s."
    )
    publish("Variants and grading by kind", body)


if __name__ == "__main__":
    main()
