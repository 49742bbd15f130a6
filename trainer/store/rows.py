"""Events and attempts to and from rows; knows the columns' order, not where rows come from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from trainer.memory.days import Moment
from trainer.memory.events import Attempt, Event, Kind, Mode
from trainer.memory.fsrs import MemoryState
from trainer.memory.parameters import STABILITY_MAX
from trainer.memory.rating import Evidence, Rating
from trainer.store.faults import decoding

EVENT_COLUMNS = (
    "id, device, sequence, utc_ms, offset_minutes, study_day, kind, skill, exercise, exercise_kind,"
    " template_hash, seed, texts, verdict, malrule, evidence, rating, rule, mode, target"
)
ATTEMPT_COLUMNS = "id, skill, exercise, exercise_kind, seed, utc_ms, study_day, rating, mode, evidence"

_LAST_DAY = date.max.toordinal()
_EVIDENCE = tuple(field.name for field in fields(Evidence))

Row = Sequence[Any]


def to_row(event: Event) -> tuple[str | int, ...]:
    """The values of EVENT_COLUMNS."""
    at = event.at
    return (
        *(event.id, event.device, event.sequence, at.utc_ms, at.offset_minutes, at.study_day),
        *(event.kind.value, event.skill, event.exercise, event.exercise_kind, event.template_hash),
        *(event.seed, texts_to_json(event.texts), event.verdict, event.malrule),
        *(_evidence_to_json(event.evidence), int(event.rating or 0), event.rule, event.mode.value),
        event.target,
    )


@decoding
def to_event(row: Row) -> Event:
    """The event of a row of EVENT_COLUMNS."""
    identity, device, sequence, utc_ms, offset, day, kind, skill, exercise, exercise_kind, *rest = row
    template_hash, seed, texts, verdict, malrule, evidence, rating, rule, mode, target = rest
    return Event(
        kind=Kind(kind),
        skill=skill,
        at=Moment(utc_ms, offset, day),
        exercise=exercise,
        exercise_kind=exercise_kind,
        template_hash=template_hash,
        seed=seed,
        texts=texts_from_json(texts),
        verdict=verdict,
        malrule=malrule,
        evidence=_evidence_from_json(evidence),
        rating=Rating(rating) if rating else None,
        rule=rule,
        mode=Mode(mode),
        target=target,
        id=identity,
        device=device,
        sequence=sequence,
    )


@decoding
def to_attempt(row: Row) -> Attempt:
    """The attempt of a row of ATTEMPT_COLUMNS."""
    identity, skill, exercise, exercise_kind, seed, utc_ms, study_day, rating, mode, evidence = row
    return Attempt(
        id=identity,
        skill=skill,
        exercise=exercise,
        exercise_kind=exercise_kind,
        seed=seed,
        utc_ms=utc_ms,
        study_day=study_day,
        rating=Rating(rating),
        mode=Mode(mode),
        active_ms=active_ms(evidence),
    )


@decoding
def to_rating(value: int) -> Rating:
    """The rating of a column."""
    return Rating(value)


@decoding
def to_state(row: Row) -> MemoryState:
    """The memory state of a row of the cache without its skill; days that no calendar has are refused."""
    state = MemoryState(*row)
    if not 0 < state.stability <= STABILITY_MAX or not 0 < state.last_day < state.due_day <= _LAST_DAY:
        raise ValueError("no memory is like this")
    return state


@decoding
def active_ms(evidence: str) -> int:
    """The active time in a row's evidence, 0 where it was not measured."""
    return int(json.loads(evidence)["active_ms"]) if evidence else 0


def texts_to_json(texts: Mapping[str, str]) -> str:
    """JSON in ASCII, which keeps even a lone surrogate or a NUL that a terminal has sent."""
    return json.dumps(dict(texts))


@decoding
def texts_from_json(text: str) -> dict[str, str]:
    """What `texts_to_json` has written."""
    return {str(part): str(typed) for part, typed in json.loads(text).items()}


def _evidence_to_json(evidence: Evidence | None) -> str:
    return "" if evidence is None else json.dumps({name: getattr(evidence, name) for name in _EVIDENCE})


def _evidence_from_json(text: str) -> Evidence | None:
    return Evidence(**json.loads(text)) if text else None
