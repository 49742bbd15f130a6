"""`trainer variants`: what an exercise becomes for many seeds; the same question twice is marked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.asked import asked_for
from trainer.cli.settings import AsJson, ExerciseId, Exercises, examples, settings

if TYPE_CHECKING:
    from trainer.authoring.sample import Row
    from trainer.maths.expr import Expr

NAME: Final = "variants"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer variants power-rule/single-power",
    "trainer variants power-rule/single-power --seed 100 --count 5 --json",
    "trainer new slope-of-a-square --in my-course",
    "trainer variants my-course/slope-of-a-square.yaml --count 50",
)
_GAP: Final = "  "
_NARROWEST: Final = 20
_MOST: Final = 1_000


def run(
    context: typer.Context,
    exercise: ExerciseId,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=_MOST, help="How many variants.")
    ] = 10,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The first seed.")] = 0,
    as_json: AsJson = False,
    exercises: Exercises = None,
) -> None:
    """List the numbers and answers of an exercise for many seeds, and count how many questions differ.

    EXERCISE is an id, a file (its first exercise), or FILE#ID.
    """
    from trainer.authoring.sample import sample

    asked = asked_for(settings(context, exercises=exercises), exercise)
    rows = sample(asked.exercise, range(seed, seed + count))
    if asked.others:
        typer.echo(f"The first exercise of the file. Others: {', '.join(asked.others)}", err=True)
    typer.echo(json.dumps([_fields(row) for row in rows]) if as_json else "\n".join(_lines(rows)))


def _fields(row: Row) -> dict[str, object]:
    return {
        "seed": row.seed,
        "params": _texts(row.params),
        "answers": _texts(row.answers),
        "same_as": row.same_as,
    }


def _texts(values: Mapping[str, Expr | str]) -> dict[str, str]:
    from trainer.maths.text import to_text

    return {name: value if isinstance(value, str) else to_text(value) for name, value in values.items()}


def _lines(rows: Sequence[Row]) -> list[str]:
    """The table, its last column wrapped to the width of the terminal, and the count."""
    from trainer.maths.drawing.boxes import cell_width

    names = list(rows[0].params)
    cells = [["seed", *(_name(name) for name in names)]]
    cells += [[str(row.seed), *(_drawn(row.params[name]) for name in names)] for row in rows]
    widths = [max(cell_width(line[i]) for line in cells) for i in range(len(names) + 1)]
    said = ["answer", *(_said(row) for row in rows)]
    room = max(_NARROWEST, shutil.get_terminal_size().columns - sum(widths) - len(_GAP) * len(widths) - 1)
    found = []
    for line, text in zip(cells, said, strict=True):
        head = _GAP.join(
            " " * (width - cell_width(cell)) + cell for cell, width in zip(line, widths, strict=True)
        )
        for i, piece in enumerate(wrap(text, room) or [""]):
            found.append(f"{head if i == 0 else ' ' * cell_width(head)}{_GAP}{piece}")
    return [*found, "", _counted(rows)]


def _counted(rows: Sequence[Row]) -> str:
    again = sum(row.same_as is not None for row in rows)
    if not again:
        return f"{len(rows)} variants, all different."
    return f"{len(rows)} variants, {len(rows) - again} different questions; {again} repeat an earlier seed."


def _said(row: Row) -> str:
    several = len(row.answers) > 1
    answers = [
        f"{_name(name)} = {_drawn(value)}" if several else _drawn(value)
        for name, value in row.answers.items()
    ]
    mark = f"   = seed {row.same_as}" if row.same_as is not None else ""
    return f"{', '.join(answers)}{mark}"


def _drawn(value: Expr | str) -> str:
    from trainer.maths.drawing.prose import render
    from trainer.maths.drawing.tex import to_tex

    return " ".join(render(value if isinstance(value, str) else f"${to_tex(value)}$", 10_000))


def _name(name: str) -> str:
    from trainer.maths.expr import Symbol

    return name if name[:1].isdigit() else _drawn(Symbol(name))
