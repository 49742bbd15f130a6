"""What a session changed, skill by skill: how it went and when it comes back."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from trainer.tui.drawn import Drawn, Line

if TYPE_CHECKING:
    from trainer.session.views import SkillChange

_GAP = "  "


class SkillList(Drawn):
    """A row for each skill; where the row is too narrow, the due day stands under the title."""

    def __init__(self, skills: tuple[SkillChange, ...]) -> None:
        super().__init__()
        self.skills = skills

    def lines(self, width: int) -> list[Line]:
        """The rows, in the order in which the skills were asked."""
        if not self.skills:
            return []
        title_width = max(cell_len(skill.title) for skill in self.skills)
        due_width = max(cell_len(skill.next_due) for skill in self.skills)
        wide = 8 + title_width + len(_GAP) + due_width <= width
        found: list[Line] = []
        for skill in self.skills:
            sign = _sign(skill)
            score = f" {skill.right}/{skill.asked}".ljust(7)
            if wide:
                title = set_cell_size(skill.title, title_width) + _GAP
                found.append((sign, (score, "muted"), (title, ""), (skill.next_due, "muted")))
            else:
                found.append((sign, (score, "muted"), (skill.title, "")))
                found += [((" " * 8 + row, "muted"),) for row in wrap(skill.next_due, max(8, width - 8))]
        return found


def _sign(skill: SkillChange) -> tuple[str, str]:
    if skill.right == skill.asked:
        return ("✓", "good")
    return ("◐", "doubt") if skill.right else ("✗", "bad")
