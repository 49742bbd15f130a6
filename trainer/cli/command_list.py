"""How the help of a group lists its commands: each with its whole first sentence, wrapped and never cut."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class Commands(TyperGroup):
    """A group of commands."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        rows = [(name, _first_sentence(self.get_command(ctx, name))) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _first_sentence(command: Any) -> str:
    """What the command's help begins with: its first paragraph, in one line."""
    return " ".join((command.help or "").split("\n\n")[0].split())
