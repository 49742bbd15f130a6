"""Fills in the models that new exercise files start from; decides no path and writes no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from trainer.errors import TrainerError
from trainer.paths import data_folder

FIRST_KIND: Final = "derive"
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "derive": "One or more expressions, such as a derivative.",
        "gradient": "A vector or matrix of expressions, entry by entry.",
        "number": "One or more numbers.",
        "trace": "The numbers of each step of an algorithm.",
        "backprop": "The values and gradients of a computational graph.",
        "derivation": "Line after line until the result.",
        "tensor": "An expression over vectors and matrices.",
        "choice": "One or several options to pick.",
        "order": "Lines to be put in order.",
        "code": "A Python function over NumPy.",
    }
)
"""What the learner gives, by kind."""

_MODELINE: Final = "# yaml-language-server: $schema={}\n"
_COMMENT: Final = "  # "
_VALUE_WIDTH: Final = 24
_LONGEST_ID: Final = 80


@dataclass(frozen=True, slots=True)
class Model:
    """One model: its kind, what the learner gives, and the file with the placeholders SKILL and TITLE."""

    kind: str
    sentence: str
    text: str

    def filled(self, skill: str, schema: Path) -> str:
        """The text of a new file for `skill`; editors find the JSON Schema `schema` by its first line."""
        title = skill.replace("-", " ").capitalize()
        lines = [_filled_line(line, skill, title) for line in self.text.splitlines()]
        return _MODELINE.format(schema.absolute().as_uri()) + "\n".join(lines) + "\n"


@cache
def models() -> Mapping[str, Model]:
    """The model of every kind, in the order of `KINDS`."""
    folder = data_folder() / "models"
    read = {kind: (folder / f"{kind}.yaml").read_text(encoding="utf-8") for kind in KINDS}
    return MappingProxyType({kind: Model(kind, KINDS[kind], text) for kind, text in read.items()})


def model_of(kind: str) -> Model:
    """The model of a kind; TrainerError with the nearest one where there is no such kind."""
    from trainer.bank.spelling import did_you_mean, nearest

    if kind in KINDS:
        return models()[kind]
    near = did_you_mean(nearest(kind, KINDS)).removesuffix("?")
    raise TrainerError(f"There is no kind {kind!r}{near}{'?' if near else '.'} The kinds are {_listed()}.")


def refuse_bad_name(skill: str) -> None:
    """Raise TrainerError, with a name that would do where one is near, unless `skill` can name a skill."""
    from trainer.bank.format.fields import is_id

    if is_id(skill):
        return
    better = suggested(skill)
    offer = f" {better!r} would do." if better else ""
    raise TrainerError(
        f"{skill[:_LONGEST_ID]!r} cannot name a skill: small letters, digits and single hyphens, "
        f"at most {_LONGEST_ID} characters.{offer}"
    )


def suggested(words: str) -> str:
    """The name that someone who wrote these words probably wants; empty where nothing is left of them."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in words.removesuffix(".yaml").lower())
    return "-".join(part for part in kept[:_LONGEST_ID].split("-") if part)


def _filled_line(line: str, skill: str, title: str) -> str:
    """The line with its placeholders filled in and its comment back in its column."""
    if line.startswith(("skill:", "title:")):
        value, _, comment = line.partition(_COMMENT)
        value = value.rstrip().replace("SKILL", skill).replace("TITLE", title)
        return f"{value.ljust(_VALUE_WIDTH)}{_COMMENT}{comment}"
    return line.replace("SKILL", skill)


def _listed() -> str:
    return ", ".join(KINDS)
