"""What a graded answer means: its action in the table, the log's entry for a decided question, its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainer.maths.judging.verdict import Outcome
from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind, Mode
from trainer.memory.rating import RIGHT_SHARE, Evidence, rate
from trainer.session.drafts import typed
from trainer.session.practice import Action
from trainer.session.views import Question, Result
from trainer.session.wording import rating_reason

if TYPE_CHECKING:
    from trainer.grading import Grade


def became(grade: Grade) -> Action:
    """What became of an answer: with nine tenths of the points it is right."""
    if grade.outcome in (Outcome.UNREADABLE, Outcome.UNDECIDED):
        return Action.UNCLEAR
    return Action.RIGHT if grade.score >= RIGHT_SHARE else Action.WRONG


def evidence_of(
    question: Question, grades: Sequence[Grade], typical_ms: int | None, *, gave_up: bool = False
) -> Evidence:
    """How a question went. `grades` are those of its judged answers, the last one first."""
    return Evidence(
        tries=max(1, len(grades)),
        hints=question.kept.hints,
        gave_up=gave_up,
        share=grades[0].score if grades else 0.0,
        active_ms=question.kept.active_ms,
        typical_ms=typical_ms,
    )


def attempt_event(
    question: Question,
    texts: Mapping[str, str],
    grades: Sequence[Grade],
    evidence: Evidence,
    at: Moment,
    mode: Mode,
) -> Event:
    """The attempt at `question`, rated by the rule; `texts` were typed last.

    A mistake is kept even where the second try was right, because it was made.
    """
    exercise = question.variant.exercise
    return Event(
        kind=Kind.ATTEMPT,
        skill=exercise.skill,
        at=at,
        exercise=exercise.id,
        exercise_kind=exercise.kind,
        template_hash=exercise.template_hash,
        seed=question.variant.seed,
        texts=typed(question.kept, texts),
        verdict=grades[0].outcome.value if grades else "",
        malrule=_malrule(grades),
        evidence=evidence,
        rating=rate(evidence),
        mode=mode,
    )


def attempt_result(
    question: Question, texts: Mapping[str, str], grade: Grade | None, evidence: Evidence, attempt: str
) -> Result:
    """What is shown of a question that is decided and logged under the id `attempt`."""
    rating = rate(evidence)
    return Result(
        question,
        texts,
        grade,
        decided=True,
        reason=rating_reason(evidence, rating),
        rating=rating,
        solution=question.variant.solution,
        attempt=attempt,
    )


def _malrule(grades: Sequence[Grade]) -> str:
    return next((part.malrule for grade in grades for part in grade.parts if part.malrule), "")
