"""Where things live: the shipped exercises and data, and the learner's own folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def exercises_folder() -> Path:
    """The built-in exercise bank: inside the wheel, else beside the package in a checkout."""
    return _shipped("exercises")


def data_folder() -> Path:
    """Exam blueprints, the JSON Schema and sample data, shipped like the exercises."""
    return _shipped("data")


def user_folder() -> Path:
    """The platform's folder for the learner's own data (not created here)."""
    import platformdirs

    return Path(platformdirs.user_data_dir("calculus-trainer", appauthor=False))


def database_path(option: Path | None = None) -> Path:
    """The progress store: `--db`, else `TRAINER_DB`, else the user folder."""
    if option is not None:
        return option.expanduser()
    from_environment = os.environ.get("TRAINER_DB", "")
    return Path(from_environment).expanduser() if from_environment else user_folder() / "progress.db"


def exercise_folders(options: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The built-in bank, then `--exercises`, else `TRAINER_EXERCISES`, else the user's own folder."""
    if options:
        return (exercises_folder(), *(folder.expanduser() for folder in options))
    from_environment = os.environ.get("TRAINER_EXERCISES", "")
    if from_environment:
        extra = tuple(Path(part).expanduser() for part in from_environment.split(os.pathsep) if part)
        return (exercises_folder(), *extra)
    own = user_folder() / "exercises"
    return (exercises_folder(), own) if own.is_dir() else (exercises_folder(),)


def _shipped(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name
