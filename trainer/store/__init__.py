"""The learner's progress on disk; opening an existing file needs the standard library alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.store.store import Store as Store


def open_store(path: Path, device: str | None = None) -> Store:
    """The progress store at `path`, made with its parent folders if missing; close it or use it in `with`.

    `device` names who appends (default: an id made with the file). Raises StoreError with a way out when the
    file is locked, read-only, corrupt, not a progress file, newer than this program, or cannot be made.
    """
    from trainer.store.store import Store

    return Store(path, device)
