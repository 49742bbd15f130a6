"""The last question before a plan is given up."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from trainer.session.exam.planning import GIVEN_UP
from trainer.tui.confirm import ConfirmDialog
from trainer.tui.keys import Place, bindings


class PlanEndDialog(ConfirmDialog):
    """Returns whether to give the plan up."""

    place: ClassVar[Place] = Place.PLAN_END
    asked = "Give the plan up?"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PLAN_END)

    @property
    def told(self) -> str:
        """What it means."""
        return f"{GIVEN_UP} What you have learned stays as it is; a plan can be made again."
