"""`trainer coverage`: what the exercises cover, holes first, as tables, as JSON or as a graph."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, Exercises, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.authoring.coverage import Coverage
    from trainer.bank.exercise import Skill

NAME: Final = "coverage"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer coverage",
    "trainer coverage --json",
    "trainer coverage --graphviz > skills.dot    to be drawn with “dot -Tsvg -O skills.dot”",
    "trainer new slope-of-a-square --in my-course",
    "trainer coverage --exercises my-course",
)
_GAP: Final = "  "
_WIDEST_SKILL: Final = 32
_LEVEL_SIGNS: Final = {"beginner": "b", "intermediate": "i", "advanced": "a"}


def run(
    context: typer.Context,
    as_json: AsJson = False,
    graphviz: Annotated[
        bool, typer.Option("--graphviz", help="Write the prerequisites as a graph in DOT.")
    ] = False,
    exercises: Exercises = None,
) -> None:
    """Show skills by kind, level and part, what is missing, and what requires what."""
    from trainer.authoring import coverage as core

    if as_json and graphviz:
        raise TrainerError("Choose one of --json and --graphviz.")
    bank = settings(context, exercises=exercises).bank()
    skills = list(bank.skills.values())
    if graphviz:
        typer.echo(core.graphviz(skills))
        return
    found = core.coverage(bank)
    layers = core.layers(skills)
    typer.echo(json.dumps(_fields(found, layers)) if as_json else "\n".join(_lines(found, layers)))


def _fields(found: Coverage, layers: list[list[Skill]]) -> dict[str, object]:
    return {
        "holes": [
            {"sort": hole.sort, "where": hole.where, "sentence": hole.sentence} for hole in found.holes
        ],
        "skills": [
            {
                "skill": each.skill.id,
                "title": each.skill.title,
                "part": each.skill.part,
                "level": each.skill.level,
                "requires": [str(name) for name in each.skill.requires],
                "kinds": dict(each.kinds),
            }
            for each in found.skills
        ],
        "layers": [[skill.id for skill in layer] for layer in layers],
    }


def _lines(found: Coverage, layers: list[list[Skill]]) -> list[str]:
    width = shutil.get_terminal_size().columns
    blocks = [_holes(found, width), _kinds(found), _levels(found), _layers(layers, width)]
    return [line for block in blocks for line in [*block, ""]][:-1]


def _holes(found: Coverage, width: int) -> Iterator[str]:
    sorts: dict[str, list[str]] = {}
    for hole in found.holes:
        sorts.setdefault(hole.sort, []).append(f"{hole.where}: {hole.sentence}")
    yield f"Holes ({len(found.holes)})" if found.holes else "No holes."
    for sort, sentences in sorts.items():
        yield f"{_GAP}{sort} ({len(sentences)})"
        for sentence in sentences:
            yield from wrap(
                sentence,
                width - 1,
                initial_indent=_GAP * 2,
                subsequent_indent=_GAP * 3,
                break_on_hyphens=False,
            )


def _kinds(found: Coverage) -> Iterator[str]:
    """A row for each skill: its level in a letter, and how many exercises of each kind it has."""
    from trainer.authoring.scaffold import KINDS

    names = [each.skill.id for each in found.skills]
    room = min(_WIDEST_SKILL, max(map(len, names), default=0))
    yield f"Skills by kind (levels: {', '.join(f'{sign} {level}' for level, sign in _LEVEL_SIGNS.items())})"
    for part, members in found.parts.items():
        yield f"{_GAP}{part}"
        for each in members:
            kinds = ", ".join(f"{each.kinds[kind]} {kind}" for kind in KINDS if kind in each.kinds)
            name = each.skill.id.ljust(room)
            yield f"{_GAP * 2}{_LEVEL_SIGNS[each.skill.level]} {name}{_GAP}{kinds or 'none'}"
    totals = {kind: sum(each.kinds.get(kind, 0) for each in found.skills) for kind in KINDS}
    yield f"{_GAP}All {len(names)} skills: " + ", ".join(
        f"{number} {kind}" for kind, number in totals.items()
    )


def _levels(found: Coverage) -> Iterator[str]:
    """A row for each part: how many skills of each level, and how many exercises."""
    rows = [("part", *_LEVEL_SIGNS, "exercises")]
    for part, members in found.parts.items():
        levels = [each.skill.level for each in members]
        exercises = sum(sum(each.kinds.values()) for each in members)
        rows.append((part, *(str(levels.count(level)) for level in _LEVEL_SIGNS), str(exercises)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    yield "Parts by level"
    for name, *numbers in rows:
        cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        yield _GAP + _GAP.join([name.ljust(widths[0]), *cells])


def _layers(layers: list[list[Skill]], width: int) -> Iterator[str]:
    """What requires what: every skill stands below all that it requires."""
    yield "Prerequisites, in layers (a skill ← what it requires)"
    for number, layer in enumerate(layers):
        yield f"{_GAP}layer {number}"
        for skill in layer:
            requires = f" ← {', '.join(skill.requires)}" if skill.requires else ""
            indent = _GAP * 4
            yield from wrap(
                f"{skill.id}{requires}",
                width - 1,
                initial_indent=_GAP * 2,
                subsequent_indent=indent,
                break_on_hyphens=False,
            )
