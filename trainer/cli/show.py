"""`trainer show`: one question as the learner sees it, or with its answers for scripts."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

import typer

from trainer.cli.asked import asked_for
from trainer.cli.settings import AsJson, ExerciseId, Exercises, Seed, examples, settings

if TYPE_CHECKING:
    from trainer.bank.variant import Variant

NAME: Final = "show"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer show power-rule/single-power --seed 7",
    "trainer show power-rule/single-power --seed 7 --json",
    "trainer new slope-of-a-square --in my-course",
    "trainer show my-course/slope-of-a-square.yaml",
    "trainer show my-course/slope-of-a-square.yaml#power-times-number --seed 7",
)
WIDEST: Final = 100


def run(
    context: typer.Context,
    exercise: ExerciseId,
    seed: Seed = 0,
    as_json: AsJson = False,
    exercises: Exercises = None,
) -> None:
    """Show a question: drawn, or with --json all of it, answers included.

    EXERCISE is an id, a file (its first exercise), or FILE#ID.
    """
    from trainer.bank.variant import make_variant

    asked = asked_for(settings(context, exercises=exercises), exercise)
    variant = make_variant(asked.exercise, seed)
    if asked.others:
        typer.echo(f"The first exercise of the file. Others: {', '.join(asked.others)}", err=True)
    typer.echo(json.dumps(_fields(variant)) if as_json else "\n".join(_lines(variant)))


def _fields(variant: Variant) -> dict[str, object]:
    from trainer.maths.text import to_text

    return {
        "skill": variant.exercise.skill,
        "exercise": variant.exercise.id,
        "kind": variant.exercise.kind,
        "seed": variant.seed,
        "prompt": variant.prompt,
        "given": {name: to_text(expr) for name, expr in variant.given.items()},
        "variables": {name: str(domain) for name, domain in variant.names.variables.items()},
        "parts": [
            {
                "name": part.name,
                "label": part.label,
                "answer": variant.answers[part.name],
                "value": part.value,
                **_listed(variant),
            }
            for part in variant.parts
        ],
        "hints": list(variant.hints),
        "solution": list(variant.solution),
    }


def _listed(variant: Variant) -> dict[str, list[dict[str, str | int]]]:
    """The options of a choice, or the lines to be put in order."""
    from trainer.bank.details import Choices, Lines

    match variant.detail:
        case Choices(options):
            return {"options": [{"letter": option.letter, "text": option.text} for option in options]}
        case Lines(lines):
            return {"lines": [{"number": line.number, "text": line.text} for line in lines]}
    return {}


def _lines(variant: Variant) -> list[str]:
    from trainer.bank.details import Code, ComputedGraph
    from trainer.maths.drawing.prose import render
    from trainer.plain.listing import items, premise

    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = render(variant.prompt, width)
    if said := premise(variant):
        lines += ["", *render(said, width)]
    if listed := items(variant):
        lines.append("")
    if isinstance(variant.detail, ComputedGraph):
        lines += ["", *variant.detail.drawing]
    elif isinstance(variant.detail, Code):
        lines += ["", *variant.detail.starter.rstrip().split("\n")]
    for mark, text in listed:
        rows = render(text, width - len(mark) - 1)
        lines += [f"{' ' * len(mark) if i else mark} {row}" for i, row in enumerate(rows)]
    if len(variant.parts) > 1:
        lines += [
            "",
            *(row for part in variant.parts for row in render(f"- {part.label or part.name}", width)),
        ]
    return lines
