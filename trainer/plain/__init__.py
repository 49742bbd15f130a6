"""A whole study session line by line, for screen readers, pipes and dumb terminals; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from trainer.session.study import Study


def run(study: Study, lines: TextIO, out: TextIO) -> None:
    """Hold the session over two streams, to its summary; the end of the input ends it as `:quit` does.

    KeyboardInterrupt goes on after the summary was written.
    """
    from trainer.plain.shell import Shell

    shell = Shell(study, lines, out)
    try:
        shell.hold()
    except KeyboardInterrupt:
        shell.say("")
        raise
    finally:
        shell.close()
