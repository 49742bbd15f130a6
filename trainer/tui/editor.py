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


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The command that $VISUAL or $EDITOR names; empty if neither does."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        return shlex.split(named)
    except ValueError:  # a quote without its end; as a command it fails in words
        return [named]


def edited(text: str, command: list[str]) -> str:
    """The text as the editor left it; TrainerError if it could not be started or ended badly."""
    with TemporaryDirectory(prefix="trainer-") as folder:
        file = Path(folder) / _NAME
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*command, os.fspath(file)], check=True)  # noqa: S603 -- the learner's own command
            return file.read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
            raise TrainerError(f"The editor {command[0]!r} did not work: {error}.") from error
