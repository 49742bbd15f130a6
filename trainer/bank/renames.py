"""Which ids of before lead to which ids of now; whether a skill may claim one, only the whole can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from trainer.bank.exercise import Skill
from trainer.bank.positions import Text
from trainer.errors import AuthorError


class Claiming(Protocol):
    """What is known of a skill as far as its old ids go."""

    @property
    def id(self) -> str:
        """Its full id."""

    @property
    def file(self) -> Path:
        """Where it stands."""

    @property
    def renames(self) -> Sequence[Text]:
        """The ids that it had before, without its pack's name."""


def renamed_skills(
    skills: Mapping[str, Claiming], prefixes: Mapping[str, str], faults: list[AuthorError]
) -> dict[str, str]:
    """Old skill ids and those of now; an old id must be nobody's now and claimed once, else it is a fault.

    So there are neither chains nor cycles: the end of one rename is never the beginning of another.
    """
    renamed: dict[str, str] = {}
    for skill in skills.values():
        for old in skill.renames:
            old_id = prefixes[skill.id] + old
            if old_id in skills:
                said = f"cannot be an old id of {skill.id}: {skills[old_id].file} has a skill of that id now"
            elif old_id in renamed:
                other = skills[renamed[old_id]]
                said = f"is said to be an old id of {skill.id} and of {other.id} ({other.file})"
            else:
                renamed[old_id] = skill.id
                continue
            faults.append(_fault(old, skill, f"{str(old)!r} {said}; remove one of the two"))
    return renamed


def renamed_exercises(skills: Mapping[str, Skill]) -> dict[str, str]:
    """Old exercise ids and those of now, under the ids that their skills have now."""
    return {old: new for skill in skills.values() for old, new in skill.renamed}


def _fault(old: Text, skill: Claiming, message: str) -> AuthorError:
    return AuthorError(message, file=skill.file, line=old.line, column=old.column, field="renames")
