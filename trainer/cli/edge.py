"""The edge of the program: runs a command, turns errors meant for people into a sentence and an exit code.

0 done, 1 an error said in a sentence, 64 a command line that cannot be understood (so that it is not taken
for an answer of `compare`), 130 and 143 ended by Ctrl-C and SIGTERM. Bugs keep their traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from trainer.errors import TrainerError

FAILED: Final = 1
USAGE: Final = 64
INTERRUPTED: Final = 130

EVERYDAY: Final[Mapping[tuple[str, ...], bool]] = MappingProxyType({(): False, ("study",): True})
"""Command lines with nothing to parse, and whether they go straight to the questions.

They are run without Typer, whose import takes a fifth of the time to the first frame.
"""


def main() -> None:
    """Run the command line of this process and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code."""
    try:
        everyday = EVERYDAY.get(tuple(arguments))
        return _parsed(arguments) if everyday is None else _everyday(everyday)
    except TrainerError as error:
        print(error, file=sys.stderr)
        return FAILED


def _everyday(start_with_study: bool) -> int:
    from trainer.cli.chosen import Settings
    from trainer.cli.screen import full_screen

    full_screen(Settings(), start_with_study=start_with_study)
    return 0


def _parsed(arguments: Sequence[str]) -> int:
    import typer

    from trainer.cli.app import app

    usage_error: type[Exception] = typer.BadParameter.__mro__[1]  # Click's, wherever Typer keeps it
    try:
        code = typer.main.get_command(app).main(list(arguments), prog_name="trainer", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except usage_error as error:
        print(f"{_said(error)} Try “{_command(error)} --help”.", file=sys.stderr)
        return USAGE
    return code if isinstance(code, int) else 0


def _command(error: Exception) -> str:
    """The words of the command that was meant, as far as it was understood."""
    return str(getattr(getattr(error, "ctx", None), "command_path", "trainer"))


def _said(error: Exception) -> str:
    said = str(getattr(error, "format_message", error.__str__)())
    said = said.replace(" Input should be", " it should be").partition(", unable to parse")[0]
    return said if said.endswith((".", "?")) else f"{said}."
