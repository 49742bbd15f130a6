"""What a typed choice or order stands for, once it is known to be readable; judges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.bank.details import Choices

_NUMBER = re.compile(r"[0-9]{1,2}")


def letters_in(text: str, choices: Choices) -> tuple[str, ...]:
    """The letters of the options in a text such as `a, c`, in the order of the options."""
    return tuple(option.letter for option in choices.options if option.letter in text.lower())


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of lines in a text such as `3 1 2`."""
    return tuple(map(int, _NUMBER.findall(text)))
