"""What an exercise of a kind has beside its parts, as its author wrote it: texts with their places.

`details` holds the same for a variant, drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.bank.positions import Text


@dataclass(frozen=True, slots=True)
class AuthoredOption:
    """One option of a choice; a wrong one has a sentence that says why."""

    text: Text
    right: bool
    because: Text | None = None


@dataclass(frozen=True, slots=True)
class AuthoredChoices:
    """The options in the author's order; `several` if any number of them may be right."""

    options: tuple[AuthoredOption, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class AuthoredLines:
    """Lines by name in one right order, the pairs that must keep theirs, what is said to a line too early."""

    lines: Mapping[str, Text]
    before: tuple[tuple[str, str], ...]
    because: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class AuthoredDerivation:
    """How many lines a derivation must have before it counts as shown."""

    wanted: int


@dataclass(frozen=True, slots=True)
class AuthoredTensor:
    """The loss and the array whose gradient is asked for, where the author gave them for checking."""

    loss: Text | None
    variable: str


@dataclass(frozen=True, slots=True)
class AuthoredGraph:
    """Leaf values and forward formulas by name, in order; whose gradients are wanted, and what is asked.

    No `gradients` means those of all leaves; nothing in `asked` means everything that can be asked.
    """

    values: Mapping[str, Text]
    forward: Mapping[str, Text]
    gradients: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthoredCall:
    """A function that code may call: its one variable and its value."""

    variable: str
    value: Text


@dataclass(frozen=True, slots=True)
class AuthoredWrong:
    """Wrong formulas by result, and what is said to code that computes them."""

    formulas: Mapping[str, Text]
    because: Text


@dataclass(frozen=True, slots=True)
class AuthoredCode:
    """A function to be written: what it may call, what it returns, and what it is judged on.

    `blocks` names the results that are gradients of the loss, with the variables they belong to.
    """

    function: str
    calls: Mapping[str, AuthoredCall]
    hidden: tuple[str, ...]
    returns: Mapping[str, Text]
    loss: Text | None
    blocks: Mapping[str, str]
    away: tuple[Text, ...]
    cases: tuple[Mapping[str, Text], ...]
    inputs: int
    accept: tuple[Mapping[str, Text], ...]
    reject: tuple[AuthoredWrong, ...]


Authored = (
    AuthoredChoices | AuthoredLines | AuthoredDerivation | AuthoredTensor | AuthoredGraph | AuthoredCode
)
