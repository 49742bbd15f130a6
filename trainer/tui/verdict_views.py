"""How an answer is shown on the verdict, by what its kind has beside the parts; decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.tui.banner import tone_of
from trainer.tui.comparison import Comparison
from trainer.tui.drawn import Drawn
from trainer.tui.part_list import PartList

if TYPE_CHECKING:
    from trainer.session.views import Result


def view_of(result: Result) -> Drawn:
    """The learner's answer, beside the right one once that is decided."""
    from trainer.bank.details import Choices, Derivation, Lines

    variant = result.question.variant
    match variant.detail:
        case Choices() as choices:
            from trainer.tui.picked_options import PickedOptions

            return PickedOptions(result, choices)
        case Lines() as lines:
            from trainer.tui.orders import Orders

            return Orders(result, lines)
        case Derivation() as derivation:
            from trainer.tui.judged_lines import JudgedLines

            return JudgedLines(result, derivation)
    if variant.exercise.kind == "code":
        from trainer.tui.written_code import WrittenCode

        return WrittenCode(result)
    return PartList(result) if len(variant.parts) > 1 else Comparison(result, tone_of(result).ink)
