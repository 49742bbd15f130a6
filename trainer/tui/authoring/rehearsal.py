"""One question answered on trial, along the table of practice; knows no queue, no memory and no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from trainer.session import practice
from trainer.session.attempts import became
from trainer.session.practice import Action, Stage
from trainer.session.views import Question, Result
from trainer.session.wording import TRY_AGAIN
from trainer.tui.desk import Stand

if TYPE_CHECKING:
    from trainer.bank.exercise import Skill
    from trainer.bank.variant import Variant
    from trainer.grading import Grade

WHY: Final = "You are trying out your own exercise."
UNLOGGED: Final = "Tried out: nothing is kept, nothing is scheduled."

_NEVER: Final = {
    Action.OVERRIDE: "there is no rating",
    Action.FINISH: "nothing ends by itself",
    Action.SKIP: "there is no other question",
}


class Rehearsal:
    """The stand of one variant; SUMMARY is the way back to the preview."""

    def __init__(self, skill: Skill, variant: Variant) -> None:
        self._question = Question(1, 1, skill, variant, WHY, is_new=True)
        self._stage = Stage.QUESTION
        self._result: Result | None = None

    @property
    def stand(self) -> Stand:
        """What the screens need to know."""
        allowed = frozenset(action for action in Action if self._allows(action))
        return Stand(self._stage, self._question, self._result, None, allowed)

    @property
    def is_over(self) -> bool:
        """Whether the author wants to see the preview again."""
        return self._stage is Stage.SUMMARY

    def check(self, texts: Mapping[str, str]) -> Grade:
        """Grade the texts; may take long, changes nothing."""
        from trainer.grading import grade

        return grade(self._question.variant, texts)

    def submit(self, texts: Mapping[str, str], grade: Grade) -> Stand:
        """Take a graded answer; one that comes too late changes nothing."""
        action = became(grade)
        if not self._allows(action):
            return self.stand
        self._stage = practice.after(self._stage, action)
        if self._stage in (Stage.MISSED, Stage.VERDICT):
            self._result = self._judged(texts, grade)
        self._question = replace(self._question, kept=replace(self._question.kept, texts=dict(texts)))
        return self.stand

    def act(self, action: Action) -> Stand:
        """Carry out a wish; one that is not allowed now changes nothing. Going on leads back, too."""
        if not self._allows(action):
            return self.stand
        goes_on = self._stage is Stage.VERDICT and action is Action.ADVANCE
        self._stage = practice.after(self._stage, Action.FINISH if goes_on else action)
        kept = self._question.kept
        if action is Action.HINT:
            self._question = replace(self._question, kept=replace(kept, hints=kept.hints + 1))
        elif action is Action.UNDO:
            self._result = None
        elif self._stage is Stage.VERDICT:
            before = self._result
            self._result = self._judged(before.texts if before else {}, before.grade if before else None)
        return self.stand

    def _judged(self, texts: Mapping[str, str], grade: Grade | None) -> Result:
        decided = self._stage is Stage.VERDICT
        solution = self._question.variant.solution if decided else ()
        reason = UNLOGGED if decided else TRY_AGAIN
        return Result(self._question, texts, grade, decided, reason, solution=solution)

    def _allows(self, action: Action) -> bool:
        if action in _NEVER or (action is Action.HINT and not self._question.hints_left):
            return False
        if action is Action.UNDO and self._stage is Stage.QUESTION:
            return False
        return practice.allows(self._stage, action)
