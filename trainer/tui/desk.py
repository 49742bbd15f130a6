"""Keeps the study behind the screens: one call at a time, beside the event loop, answered by a value."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from trainer.session.practice import Action, Stage
from trainer.tui.background import in_thread

if TYPE_CHECKING:
    from trainer.grading import Grade
    from trainer.session.exam.planning import Planning
    from trainer.session.feedback import PartFeedback
    from trainer.session.study import Study
    from trainer.session.views import HomeFigures, Question, Result, Summary


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """Where a study stands after a call: all that the screens know of it; `summary` is for the SUMMARY."""

    stage: Stage
    question: Question | None
    result: Result | None
    summary: Summary | None
    allowed: frozenset[Action]
    was_done: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening the exercises and the progress gave: a maker of studies, and how much was left out.

    `missing` are the folders of exercises that do not exist; `faults` counts all else. `planning` may be
    asked beside the study, in a thread.
    """

    new_study: Callable[[], Study]
    faults: int = 0
    missing: tuple[str, ...] = ()
    close: Callable[[], None] = lambda: None
    planning: Planning | None = None


class Desk:
    """The study, which takes one call after the other; only checking goes on beside them."""

    def __init__(self, opener: Callable[[], Opening]) -> None:
        self._opener = opener
        self._opening: Opening | None = None
        self._study: Study | None = None
        self._turn = asyncio.Lock()

    async def home(self) -> HomeFigures:
        """What is due; loads exercises and progress at the first call. May raise TrainerError."""
        async with self._turn:
            if self._opening is None:
                self._opening = await in_thread(self._opener)
            if self._study is None or self._study.stage is Stage.SUMMARY:
                self._study = await in_thread(self._opening.new_study)
            return await in_thread(self._study.home)

    def anew(self) -> None:
        """Let the next look at the first screen begin another study: the plan of the day may have changed."""
        self._study = None

    @property
    def planning(self) -> Planning | None:
        """The plan to an exam; None while nothing is opened."""
        return None if self._opening is None else self._opening.planning

    async def exam_line(self) -> str:
        """The exam that is planned for, in one line (empty without one); holds up no study."""
        return "" if self.planning is None else await in_thread(self.planning.line)

    @property
    def left_out(self) -> str:
        """What had to be left out of the exercises, in a sentence; empty for nothing."""
        if self._opening is None:
            return ""
        from trainer.session.wording import left_out

        unusable = 0 if self._study is None else len(self._study.faults)
        return left_out(unusable + self._opening.faults, self._opening.missing)

    def close(self) -> None:
        """Give the progress file back."""
        if self._opening is not None:
            self._opening.close()

    async def start(self) -> Stand:
        """Go to the next question of the day."""
        return await self._carried_out(lambda study: study.start())

    async def check(self, texts: Mapping[str, str]) -> Grade:
        """The grade of an answer; may take long, holds up nothing, changes nothing."""
        return await in_thread(self._opened.check, texts)

    async def submit(self, texts: Mapping[str, str], grade: Grade) -> Stand:
        """Take a graded answer into the log or the draft; one that comes too late changes nothing."""

        def call(study: Study) -> object:
            return study.submit(texts, grade) if study.allows(Action.RIGHT) else False

        return await self._carried_out(call)

    async def act(self, action: Action, rating: int = 0) -> Stand:
        """Carry out one of the learner's wishes; `was_done` says whether anything came of it."""

        def call(study: Study) -> object:
            return _CALLS[action](study, rating) if study.allows(action) else False

        return await self._carried_out(call)

    async def save_draft(self, texts: Mapping[str, str]) -> None:
        """Keep an unfinished answer."""
        await self._carried_out(lambda study: study.save_draft(texts))

    async def enter(self, cell: str, texts: Mapping[str, str]) -> tuple[PartFeedback, ...]:
        """Judge the filled cells of a table after one was entered, and keep what was typed there."""
        found: list[PartFeedback] = []
        await self._carried_out(lambda study: found.extend(study.enter(cell, texts)))
        return tuple(found)

    async def focus(self, focused: bool) -> None:
        """The terminal has gained or lost the focus."""
        if self._study is not None:
            await self._carried_out(lambda study: study.focus(focused))

    def active(self) -> None:
        """The learner has done something. Between two calls only; during one it is known anyway."""
        if self._study is not None and not self._turn.locked():
            self._study.active()

    @property
    def _opened(self) -> Study:
        if self._study is None:
            raise RuntimeError("the study is not open yet")
        return self._study

    async def _carried_out(self, call: Callable[[Study], object]) -> Stand:
        """Whoever stops waiting does not end the call, nor let the next one in before its end."""
        return await asyncio.shield(self._in_turn(call))

    async def _in_turn(self, call: Callable[[Study], object]) -> Stand:
        async with self._turn:
            return await in_thread(_stand_after, call, self._opened)


def _stand_after(call: Callable[[Study], object], study: Study) -> Stand:
    done = call(study) is not False
    allowed = frozenset(action for action in Action if study.allows(action))
    summary = study.summary if study.stage is Stage.SUMMARY else None
    return Stand(study.stage, study.question, study.result, summary, allowed, done)


_CALLS: Final[Mapping[Action, Callable[[Study, int], object]]] = MappingProxyType(
    {
        Action.HINT: lambda study, _: study.hint() is not None,
        Action.GIVE_UP: lambda study, _: study.give_up(),
        Action.SKIP: lambda study, _: study.skip(),
        Action.RETRY: lambda study, _: study.retry(),
        Action.ADVANCE: lambda study, _: study.advance(),
        Action.OVERRIDE: lambda study, rating: _override(study, rating),
        Action.UNDO: lambda study, _: study.undo(),
        Action.QUIT: lambda study, _: study.quit(),
    }
)


def _override(study: Study, rating: int) -> None:
    from trainer.memory.rating import Rating

    study.override(Rating(rating))
