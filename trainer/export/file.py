"""Writes a text to a file that appears whole or not at all; overwrites nothing unless told to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from trainer.errors import TrainerError

_LONGEST: Final = 40


def write_whole(file: Path, text: str, *, force: bool) -> None:
    """Write `text` in UTF-8, through a temporary file beside it; TrainerError says what stands in the way."""
    if file.is_dir():
        raise TrainerError(f"{file} is a folder; name a file in it.")
    if not force and (file.exists() or file.is_symlink()):
        raise TrainerError(f"{file} is already there; --force replaces it.")
    if not file.parent.is_dir():
        raise TrainerError(f"There is no folder {file.parent}; make it, or choose another --out.")
    temporary = file.with_name(f".{file.name[:_LONGEST]}.{os.getpid()}.part")
    try:
        _write(temporary, text.encode("utf-8", "replace"))
        temporary.replace(file)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise TrainerError(f"{file} could not be written: {reason}. Choose another --out.") from None
    finally:
        temporary.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
