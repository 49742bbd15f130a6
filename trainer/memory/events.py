"""The events of the log and the attempts that count; knows nothing of how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.memory.days import Moment
from trainer.memory.rating import RULE, Evidence, Rating


class Kind(StrEnum):
    """What an event says: a graded answer, the learner's own rating of one, that one never happened; or
    which exam the learner prepares for.
    """

    ATTEMPT = "attempt"
    OVERRIDE = "override"
    UNDO = "undo"
    SET_EXAM = "set-exam"


class Mode(StrEnum):
    """What the learner was doing when an attempt was made; EXTRA practice leaves the memory as it is."""

    DAILY = "daily"
    EXAM = "exam"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Event:
    """One immutable entry of the log.

    `id`, `device` and `sequence` are filled in by the store when they are empty. `target` is the id of the
    attempt that an override re-rates or an undo voids. `seed` lies in 0 .. 2**63 - 1; `texts` holds what was
    typed, by part. SET_EXAM has no skill, and its goal in `texts` (see `exam_goal`).
    """

    kind: Kind
    skill: str
    at: Moment
    exercise: str = ""
    exercise_kind: str = ""
    template_hash: str = ""
    seed: int = 0
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    verdict: str = ""
    malrule: str = ""
    evidence: Evidence | None = None
    rating: Rating | None = None
    rule: int = RULE
    mode: Mode = Mode.DAILY
    target: str = ""
    id: str = ""
    device: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that counts: not undone, with the rating that the learner has last given it."""

    id: str
    skill: str
    exercise: str
    exercise_kind: str
    seed: int
    utc_ms: int
    study_day: int
    rating: Rating
    mode: Mode = Mode.DAILY
    active_ms: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """How often an exercise was attempted, and when last (UTC milliseconds)."""

    attempts: int
    last_ms: int
