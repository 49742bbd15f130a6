"""The command line: one file for each command, all thin; nothing heavy is imported before a command runs."""

from __future__ import annotations

from trainer.cli.edge import main

__all__ = ["main"]
