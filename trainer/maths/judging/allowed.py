"""Which names an answer may use beside the declared ones."""

from __future__ import annotations

from typing import Final

from trainer.maths.domains import REAL
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names

CONSTANTS_OF_INTEGRATION: Final = ("C", "c", "K", "k", "C_1", "c_1", "C_0", "const", "constant")


def names_for(names: Names, requirement: Requirement) -> Names:
    """The declared names, and a constant of integration where it is asked for up to a constant."""
    if requirement.up_to != "constant":
        return names
    return names.extended({name: REAL for name in CONSTANTS_OF_INTEGRATION if name not in names.variables})
