"""`trainer drill`: one skill again and again, beside the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import Database, Exercises, Now, examples, settings
from trainer.cli.study import hold

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank
    from trainer.memory.policy import Policy

NAME: Final = "drill"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer drill chain-rule-two-functions",
    "trainer drill adam-step --count 3 --plain",
)

_QUESTIONS: Final = 10


def run(
    context: typer.Context,
    skill: Annotated[str, typer.Argument(metavar="SKILL", help="An id such as power-rule.")],
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")] = False,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, help="So many questions.")
    ] = _QUESTIONS,
    database: Database = None,
    exercises: Exercises = None,
    now: Now = None,
) -> None:
    """Practise one skill with ever new numbers; no due day moves, whatever comes of it."""

    def policy(bank: Bank) -> Policy:
        from trainer.memory.policy import Drill
        from trainer.session.focus import known_skill

        return Drill(known_skill(skill, bank.skills))

    hold(settings(context, database, exercises, now), policy, plain=plain, count=count)
