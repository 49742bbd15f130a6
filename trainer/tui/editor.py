"""The learner's own editor for a text: opened on a file of its own while the screen waits."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from trainer.errors import TrainerError

_NAME = "answer.py"
_LARGEST = 1_000_000
"""A file of more bytes is no answer."""


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The command that $VISUAL or $EDITOR names; empty if neither does."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        return shlex.split(named)
    except ValueError:  # a quote without its end; as a command it fails in words
        return [named]


class Lent:
    """A text that lies in a file for an editor: what was saved there so far can be read from any thread."""

    def __init__(self) -> None:
        self.file: Path | None = None

    @property
    def saved(self) -> str | None:
        """What the file holds; None where there is none, and while it is being written."""
        try:
            if self.file is None or (before := self.file.stat()).st_size > _LARGEST:
                return None
            text = self.file.read_text(encoding="utf-8")
            after = self.file.stat()
        except (OSError, UnicodeDecodeError):  # an editor may put another file in its place, or take it away
            return None
        is_whole = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
        return text if is_whole and text.strip() else None


def edited(text: str, command: list[str], lent: Lent | None = None) -> str:
    """The text as the editor left it; TrainerError if it could not be started or ended badly.

    Meanwhile it is `lent`.
    """
    lent = lent or Lent()
    with TemporaryDirectory(prefix="trainer-") as folder:
        file = Path(folder) / _NAME
        file.write_text(text, encoding="utf-8")
        lent.file = file
        try:
            subprocess.run([*command, os.fspath(file)], check=True)  # noqa: S603 -- the learner's own command
            return file.read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
            raise TrainerError(f"The editor {command[0]!r} did not work: {error}.") from error
        finally:
            lent.file = None
