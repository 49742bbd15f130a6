"""`trainer new`: a new exercise file that already works, or a look at the models it is made from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from trainer.cli.settings import Exercises, examples, settings
from trainer.errors import TrainerError

NAME: Final = "new"
CONTEXT: Final[dict[str, Any]] = {}
EXAMPLES: Final = examples(
    "trainer new slope-of-a-square",
    "trainer new two-adam-steps --kind trace --in my-course",
    "trainer new --list",
    "trainer new --list --kind backprop",
)


def run(
    context: typer.Context,
    skill: Annotated[
        str, typer.Argument(metavar="SKILL", help="A name such as slope-of-a-square; the file is SKILL.yaml.")
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="K", help="What is asked (else derive).")] = "",
    folder: Annotated[
        Path, typer.Option("--in", metavar="FOLDER", help="Where to write it (else here).")
    ] = Path(),
    show_models: Annotated[
        bool, typer.Option("--list", help="Show the kinds; with --kind, the model of that kind.")
    ] = False,
    exercises: Exercises = None,
) -> None:
    """Write a new exercise file, with a comment on every key, that passes “trainer check” as it is."""
    from trainer.authoring.scaffold import FIRST_KIND, model_of

    if show_models:
        typer.echo(model_of(kind).text.rstrip("\n") if kind else "\n".join(_kinds()))
        return
    if not skill:
        raise TrainerError("Say what the skill is called: trainer new slope-of-a-square")
    model = model_of(kind or FIRST_KIND)
    file = _free_place(skill, folder.expanduser(), settings(context, exercises=exercises).folders)
    _write(file, model.filled(skill, _schema()))
    typer.echo("\n".join(_next_steps(file, skill, model.kind)))


def _kinds() -> list[str]:
    from trainer.authoring.scaffold import KINDS

    width = max(map(len, KINDS))
    rows = [f"{kind:<{width}}  {sentence}" for kind, sentence in KINDS.items()]
    return [*rows, "", "trainer new --list --kind trace      shows the model of a kind"]


def _free_place(skill: str, folder: Path, known: tuple[Path, ...]) -> Path:
    """Where the file of a new skill goes; TrainerError where the name is bad or taken."""
    from trainer.authoring.scaffold import refuse_bad_name
    from trainer.bank import cache_folder, load_bank

    refuse_bad_name(skill)
    file = folder / f"{skill}.yaml"
    if file.exists() or file.is_symlink():
        raise TrainerError(f"{file} is already there and stays as it is; choose another name.")
    taken = load_bank(known, cache_folder()).skills.get(skill)
    if taken is not None:
        raise TrainerError(f"The skill {skill!r} is already in {taken.file}; choose another name.")
    return file


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise TrainerError(f"{file} cannot be written: {error.strerror}.") from None


def _schema() -> Path:
    from trainer.paths import data_folder

    return data_folder() / "exercise.schema.json"


def _next_steps(file: Path, skill: str, kind: str) -> list[str]:
    from shlex import quote

    name, folder = quote(str(file)), quote(str(file.parent))
    return [
        f"{file} is written: one exercise of the kind {kind}, which works as it is.",
        "",
        f"Shown while you edit:  trainer preview {name}",
        f"Checked:               trainer check {name}",
        f"Practised:             trainer drill {skill} --exercises {folder}",
    ]
