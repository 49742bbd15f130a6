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


def own_exercises_folder() -> Path:
    """Where the learner puts exercises: loose files, and a folder for each pack (not created here)."""
    return user_folder() / "exercises"


def exercise_folders(options: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The built-in bank, then `--exercises`, else `TRAINER_EXERCISES`, else what is in the user's own folder.

    Each is a folder of exercise files or one such file. The user's own folder stands for what lies in it.
    """
    own = own_exercises_folder()
    from_environment = os.environ.get("TRAINER_EXERCISES", "")
    if options:
        given = [folder.expanduser() for folder in options]
    elif from_environment:
        given = [Path(part).expanduser() for part in from_environment.split(os.pathsep) if part]
    else:
        given = [own] if own.is_dir() else []
    real = os.path.realpath(own)
    found: list[Path] = []
    for folder in given:
        found += _packs_in(folder) if os.path.realpath(folder) == real else [folder]
    return (exercises_folder(), *found)


def _packs_in(folder: Path) -> list[Path]:
    """The loose exercise files and the packs, by name; the folder itself where it cannot be read."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return [folder]
    shown = [path for path in inside if not path.name.startswith(".")]
    loose = [path for path in shown if path.suffix in (".yaml", ".yml") and not path.is_dir()]
    return [*loose, *(path for path in shown if path.is_dir())]


def exam_folders() -> tuple[Path, ...]:
    """The shipped exam blueprints, then the learner's own (a folder that need not exist)."""
    return data_folder() / "exams", user_folder() / "exams"


def _shipped(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name
