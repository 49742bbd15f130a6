"""The edge of the program: runs a command, turns errors meant for people into a sentence and an exit code.

0 done, 1 an error said in a sentence, 64 a command line that cannot be understood and 74 a stream or file
that cannot be read or written (so that neither is taken for an answer of `compare`), 130 and 143 ended by
Ctrl-C and SIGTERM. Bugs keep their traceback.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO, cast

from trainer.errors import TrainerError

FAILED: Final = 1
USAGE: Final = 64
UNWRITABLE: Final = 74
INTERRUPTED: Final = 130

EVERYDAY: Final[Mapping[tuple[str, ...], bool]] = MappingProxyType({(): False, ("study",): True})
"""Command lines with nothing to parse, and whether they go straight to the questions.

They are run without Typer, whose import takes a fifth of the time to the first frame.
"""


def main() -> None:
    """Run the command line of this process and exit."""
    _open_all()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # bytes that are no text are an unreadable answer
    sys.exit(_flushed(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code."""
    try:
        everyday = EVERYDAY.get(tuple(arguments))
        return _parsed(arguments) if everyday is None else _everyday(everyday)
    except TrainerError as error:
        from trainer.plain.reading import printable  # a name with terminal escapes may be quoted in it

        print(printable(str(error)), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _refused(error)


def _open_all() -> None:
    """A stream that this process was started without (`<&-`) is an empty one."""
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")


def _nowhere(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode))  # open for as long as the process runs


def _flushed(code: int) -> int:
    """The exit code, once all that was said is out of this process."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _refused(error)
    return code


def _refused(error: OSError) -> int:
    """Say what the system refused; what is left to be written is dropped, or Python would try it again."""
    where = f" ({error.filename})" if error.filename else ""
    with contextlib.suppress(OSError):
        print(f"Reading or writing failed: {error.strerror or error}{where}.", file=sys.stderr)
    sys.stdout = _nowhere("w")
    return UNWRITABLE


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
    except SystemExit as left:
        if not isinstance(left.__context__, BrokenPipeError):
            raise
        sys.stdout = _nowhere("w")  # Click leaves with 1 where nobody reads any more
        return UNWRITABLE
    return code if isinstance(code, int) else 0


def _command(error: Exception) -> str:
    """The words of the command that was meant, as far as it was understood."""
    return str(getattr(getattr(error, "ctx", None), "command_path", "trainer"))


def _said(error: Exception) -> str:
    said = str(getattr(error, "format_message", error.__str__)())
    said = said.replace(" Input should be", " it should be").partition(", unable to parse")[0]
    return said if said.endswith((".", "?")) else f"{said}."
