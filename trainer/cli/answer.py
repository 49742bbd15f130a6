"""`trainer answer`: grades an answer from standard input; touches no log."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import typer

from trainer.cli.asked import variant_of
from trainer.cli.settings import AsJson, ExerciseId, Exercises, Seed, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

NAME: Final = "answer"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    """echo '{"parts": {"answer": "72 x^7"}}' | trainer answer power-rule/single-power --seed 7 --json""",
)
_EXPECTED: Final = 'Standard input must hold {"parts": {name: text}} in JSON'
_LONGEST: Final = 1_000_000
"""Bytes that are read, many times what an answer may hold."""


def run(
    context: typer.Context,
    exercise: ExerciseId,
    seed: Seed = 0,
    as_json: AsJson = False,
    exercises: Exercises = None,
) -> None:
    """Grade an answer, given as {"parts": {name: text}} on standard input."""
    from trainer.grading import grade

    variant = variant_of(settings(context, exercises=exercises), exercise, seed)
    graded = grade(variant, _read(sys.stdin.buffer.read(_LONGEST + 1), variant))
    typer.echo(json.dumps(_fields(graded)) if as_json else "\n".join(_lines(variant, graded)))


def _read(data: bytes, variant: Variant) -> Mapping[str, str]:
    if len(data) > _LONGEST:
        raise TrainerError(f"{_EXPECTED}, at most {_LONGEST} bytes.")
    try:
        given: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise TrainerError(f"{_EXPECTED}: {error}.") from None
    parts = given.get("parts") if isinstance(given, dict) else None
    if not isinstance(parts, dict) or not all(isinstance(text, str) for text in parts.values()):
        raise TrainerError(f"{_EXPECTED}.")
    known = [part.name for part in variant.parts]
    unknown = [name for name in parts if name not in known]
    if unknown:
        raise TrainerError(f"There is no part {unknown[0]!r}; this question asks for {', '.join(known)}.")
    return parts


def _fields(graded: Grade) -> dict[str, object]:
    return {
        "verdict": graded.outcome,
        "score": graded.score,
        "parts": [
            {
                "name": part.name,
                "verdict": part.verdict.outcome,
                "evidence": part.verdict.evidence,
                "message": part.verdict.message,
                "witness": None if part.verdict.witness is None else asdict(part.verdict.witness),
                "mal-rule": part.malrule or None,
                "score": part.score,
                "carried": part.carried,
                "offset": part.verdict.offset,
            }
            for part in graded.parts
        ],
    }


def _lines(variant: Variant, graded: Grade) -> list[str]:
    from trainer.maths.drawing.prose import render
    from trainer.session.feedback import feedback, summed_up

    lines = [f"{summed_up(graded)}."]
    for part in feedback(variant, graded, decided=True):
        lines += render(f"{part.label or part.name}: {part.mark}. {part.sentence}".strip(), 79)
    return lines
