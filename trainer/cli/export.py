"""`trainer export`: exercises for other programs; at present as a deck for Anki."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import Exercises, examples, settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.authoring.anki import Card
    from trainer.bank.exercise import Bank

NAME: Final = "export"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer export anki",
    "trainer export anki --skills chain-rule,power-rule --count 5 --out chain.apkg",
    "trainer export anki --part 'Activations and losses'",
)
_MOST: Final = 100


class Target(StrEnum):
    """What the exercises are written for."""

    ANKI = "anki"


def run(
    context: typer.Context,
    target: Annotated[Target, typer.Argument(metavar="anki", help="A deck of cards for Anki.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.apkg", help="The file; an earlier one is replaced.")
    ] = Path("calculus-trainer.apkg"),
    skills: Annotated[
        str, typer.Option("--skills", metavar="A,B", help="Only these skills, or those that begin so.")
    ] = "",
    part: Annotated[str, typer.Option("--part", metavar="PART", help="Only this part.")] = "",
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=_MOST, help="Cards of each exercise.")
    ] = 3,
    exercises: Exercises = None,
) -> None:
    """Write derive, gradient, number and choice questions with their worked answers as cards.

    Export again after an edit: Anki brings the cards up to date and keeps their history.
    """
    from trainer.authoring.anki import write_deck

    bank = settings(context, exercises=exercises).bank()
    found, faults = _cards(bank, ",".join(filter(None, (skills, part))), count)
    if not found:
        raise TrainerError("There is no question of a kind that makes a card.")
    write_deck(found, out.expanduser(), time.time())
    for fault in faults:
        typer.echo(str(fault), err=True)
    typer.echo(f"{out}: {len(found)} cards. Import it in Anki with File, Import.")


def _cards(bank: Bank, names: str, count: int) -> tuple[list[Card], list[TrainerError]]:
    from trainer.authoring.anki import cards
    from trainer.session.focus import focused_skills

    wanted = focused_skills(names, bank.skills) if names else bank.skills.keys()
    found: list[Card] = []
    faults: list[TrainerError] = []
    for skill in bank.skills.values():
        if skill.id in wanted:
            found += cards(skill, (bank.exercises[name] for name in skill.exercises), count, faults)
    return found, faults
