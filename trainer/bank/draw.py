"""Draws parameter values from a seed; the numbers that it yields are fixed for ever.

The generator, to be reimplemented from this text alone. For the parameter NAME of exercise ID (its full id,
`skill/exercise`), the SEED (an integer) and the attempt number DRAW (0, then 1, … while a draw is refused):

    block(k) = SHA-256 of the UTF-8 text  "ID|SEED|DRAW|NAME|k"            k = 0, 1, 2, …
    word(k)  = the first 8 bytes of block(k) as a big-endian integer       0 .. 2^64 - 1

A parameter with n possible values takes the first word w (k = 0, 1, …) with w < 2^64 - (2^64 mod n), and its
value is the one with index w mod n, counted from 0, in the written order of a choice and from the low end of
a range. Parameters do not influence each other, so their order in the file is without meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from trainer.bank.positions import Text

_WORDS = 1 << 64


@dataclass(frozen=True, slots=True)
class Integers:
    """The integers from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the listed formulas; numbers are formulas too."""

    options: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Reals:
    """The decimals with `decimals` places from `low` to `high`, both included."""

    low: Fraction
    high: Fraction
    decimals: int


Parameter = Integers | Choice | Reals


def count(parameter: Parameter) -> int:
    """How many values a parameter can take."""
    match parameter:
        case Integers(low, high):
            return high - low + 1
        case Choice(options):
            return len(options)
        case Reals(low, high, decimals):
            return int((high - low) * 10**decimals) + 1


def index(exercise: str, seed: int, draw: int, name: str, among: int) -> int:
    """A number from 0 to `among` - 1, by the generator that the module describes."""
    limit = _WORDS - _WORDS % among
    k = 0
    while True:
        block = sha256(f"{exercise}|{seed}|{draw}|{name}|{k}".encode()).digest()
        word = int.from_bytes(block[:8], "big")
        if word < limit:
            return word % among
        k += 1
