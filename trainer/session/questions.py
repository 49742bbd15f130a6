"""Which question is next, with which numbers: the queue's plan, seeds and variants; records nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from trainer.errors import TrainerError
from trainer.session.drafts import Open, from_draft
from trainer.session.views import Question
from trainer.session.wording import ASKED_AGAIN

if TYPE_CHECKING:
    from trainer.bank.exercise import Bank, Skill
    from trainer.bank.variant import Variant
    from trainer.memory.events import Attempt
    from trainer.memory.policy import Policy
    from trainer.memory.queue import QueueItem
    from trainer.memory.today import Progress
    from trainer.store.store import Store

_SEEDS: Final = 1_000_000


def seed_for(exercise: str, earlier: int) -> int:
    """The seed (0 to 999999) of the question after so many earlier attempts at the exercise.

    Nothing else enters, so that a restart, an undo or another device asks with the same numbers.
    """
    digest = hashlib.blake2b(f"{exercise}\n{earlier}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _SEEDS


class Questions:
    """The questions of a session over a bank, chosen by its policy, at most `count` of them.

    An exercise that proves unusable is left out from then on and named in `faults`. What was skipped stays
    in the plan, but is not asked again.
    """

    def __init__(self, bank: Bank, store: Store, policy: Policy, count: int | None) -> None:
        self._exercises = bank.exercises
        self._skills: dict[str, Skill] = dict(bank.skills)
        self._store = store
        self._policy = policy
        self._count = count
        self.titles = {skill.id: skill.title for skill in bank.skills.values()}
        self.faults: list[TrainerError] = []
        self._skipped: set[str] = set()

    def plan(self, progress: Progress, policy: Policy | None = None) -> tuple[QueueItem, ...]:
        """What a policy (else the session's own) has left to ask, in asking order."""
        return (policy or self._policy).plan(self._skills, progress)

    def next(self, today: int, decided: int) -> Question | None:
        """The first question of the plan, with what is kept of it, after so many decided in this session."""
        if self._count is not None and decided >= self._count:
            return None
        progress = self._store.progress(today)
        while planned := self._askable(progress):
            item = planned[0]
            variant = self._variant(item.exercise, self._seed(item.exercise, progress))
            if variant is not None:
                why = item.why.sentence(self.titles)
                return self._question(variant, why, progress, decided, self._kept(variant))
        return None

    def again(self, attempt: Attempt, texts: Mapping[str, str], today: int, decided: int) -> Question | None:
        """The question of an attempt that was taken back; None where the bank cannot ask it any more."""
        variant = self._variant(attempt.exercise, attempt.seed)
        if variant is None:
            return None
        progress = self._store.progress(today)
        return self._question(variant, ASKED_AGAIN, progress, decided, Open(texts=texts))

    def skip(self, exercise: str) -> None:
        """Do not ask for the skill of this exercise again; in a drill of one skill, not for this exercise."""
        if self._policy.is_endless:
            self._leave_out(exercise)
        else:
            self._skipped.add(self._exercises[exercise].skill)

    def _askable(self, progress: Progress) -> tuple[QueueItem, ...]:
        """The plan without what was skipped, and without new skills that have to wait for that."""
        planned = self.plan(progress)
        if not self._skipped:
            return planned
        waiting = set(self._skipped)
        for item in planned:
            requires = self._skills[item.skill].requires
            if item.is_new and any(other in waiting and not progress.was_right(other) for other in requires):
                waiting.add(item.skill)
        return tuple(item for item in planned if item.skill not in waiting)

    def _question(self, variant: Variant, why: str, progress: Progress, decided: int, kept: Open) -> Question:
        skill = self._skills[variant.exercise.skill]
        total = decided + max(1, len(self._askable(progress)))
        if self._count is not None and self._policy.is_endless:
            total = max(decided + 1, self._count)
        elif self._count is not None:
            total = max(decided + 1, min(total, self._count))
        return Question(decided + 1, total, skill, variant, why, skill.id not in progress.states, kept)

    def _kept(self, variant: Variant) -> Open:
        return from_draft(self._store.load_draft(variant.exercise.id, variant.seed, self._policy.mode))

    def _seed(self, exercise: str, progress: Progress) -> int:
        """That of an open question, which a drill or an exam may have come between, else a new one."""
        kept = self._store.drafted_seed(exercise, self._policy.mode)
        seen = progress.seen.get(exercise)
        return seed_for(exercise, seen.attempts if seen else 0) if kept is None else kept

    def _variant(self, exercise: str, seed: int) -> Variant | None:
        """The variant; None, and the exercise left out, where the bank has none or cannot make it."""
        from trainer.bank.variant import make_variant

        found = self._exercises.get(exercise)
        if found is None or exercise not in self._skills[found.skill].exercises:
            return None
        try:
            return make_variant(found, seed)
        except TrainerError as fault:
            self.faults.append(fault)
            self._leave_out(exercise)
            return None

    def _leave_out(self, exercise: str) -> None:
        skill = self._skills[self._exercises[exercise].skill]
        left = tuple(other for other in skill.exercises if other != exercise)
        self._skills[skill.id] = replace(skill, exercises=left)
