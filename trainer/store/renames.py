"""Under which ids the log's events count now, where ids have changed; the log itself keeps the old ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from typing import Final

from trainer.memory.events import Attempt, Event
from trainer.store.faults import decoding

_META: Final = "renames"


@dataclass(frozen=True, slots=True)
class Renames:
    """Old skill ids and old exercise ids, each with the one of now; what is not in them kept its id.

    An exercise id begins with its skill's: where the skill was renamed, `exercises` speaks of the new one.
    """

    skills: Mapping[str, str] = field(default_factory=dict)
    exercises: Mapping[str, str] = field(default_factory=dict)

    def skill(self, skill: str) -> str:
        """The id that the skill has now."""
        return self.skills.get(skill, skill)

    def exercise(self, skill: str, exercise: str) -> str:
        """The id now of an exercise that the log knows by this id, under the id that its skill has there."""
        now = self.skill(skill)
        if now != skill and exercise.startswith(f"{skill}/"):
            exercise = now + exercise.removeprefix(skill)
        return self.exercises.get(exercise, exercise)

    def names(self, skill: str) -> tuple[str, ...]:
        """All ids that the log may know a skill of now by."""
        return (skill, *(old for old, new in self.skills.items() if new == skill))

    def event(self, event: Event) -> Event:
        """The event as it counts now."""
        return replace(
            event, skill=self.skill(event.skill), exercise=self.exercise(event.skill, event.exercise)
        )

    def attempt(self, attempt: Attempt) -> Attempt:
        """The attempt as it counts now."""
        return replace(
            attempt, skill=self.skill(attempt.skill), exercise=self.exercise(attempt.skill, attempt.exercise)
        )


def read_renames(connection: Connection) -> Renames:
    """What the caches of this file were last made with."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_META,)).fetchone()
    return _renames(row[0]) if row else Renames()


@decoding
def _renames(text: str) -> Renames:
    skills, exercises = json.loads(text)
    return Renames(dict(skills), dict(exercises))


def write_renames(connection: Connection, renames: Renames) -> None:
    """Keep them in the file, so that whoever opens it next counts in the same way."""
    value = json.dumps([dict(renames.skills), dict(renames.exercises)])
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_META, value))
