"""What a screen asks for in the learner's name; the app carries it out."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message

from trainer.session.practice import Action


class Wish(Message):
    """An action of the table of practice, with the rating that an override gives (1 to 4)."""

    def __init__(self, action: Action, rating: int = 0) -> None:
        super().__init__()
        self.action = action
        self.rating = rating


class Answered(Message):
    """The learner wants this answer checked; `texts` by part name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = texts


class Typed(Message):
    """The learner has paused over this unfinished answer, which is worth keeping."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = texts


class Entered(Message):
    """A cell of a table was entered (empty: none) and is to be judged with the others that are filled."""

    def __init__(self, cell: str, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.cell = cell
        self.texts = texts


class ExamsWanted(Message):
    """The learner wants to go to the mock exams."""


class PlanWanted(Message):
    """The learner wants to see the plan to an exam."""


class StartWanted(Message):
    """The learner wants to begin with the day's questions."""


class HomeWanted(Message):
    """The learner has read the summary."""
