"""What a learner may name to study some skills only: exams, parts, skills and the beginnings of their ids."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from trainer.errors import AuthorError, TrainerError

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.bank.exercise import Bank, Skill

_MOST_NAMES: Final = 50
_MOST_LETTERS: Final = 80


def focused_skills(
    names: str, skills: Mapping[str, Skill], exams: Mapping[str, AbstractSet[str]] | None = None
) -> frozenset[str]:
    """The skills that names with commas between them stand for; TrainerError for an unknown name.

    A name is, in this order, an exam or a topic of `exams`, a part (“Differentiation rules” or
    differentiation-rules), a skill, or how the ids of several skills begin (chain-rule).
    """
    wanted = [name.strip() for name in names.split(",")][:_MOST_NAMES]
    groups = {**_parts(skills.values()), **(exams or {})}
    found: set[str] = set()
    for name in filter(None, wanted):
        named = groups.get(name) or groups.get(_slug(name)) or _by_id(name, skills)
        if not named:
            raise _unknown(name, [*groups, *skills])
        found |= named & skills.keys()
    if not found:
        raise TrainerError("--focus names no skill; write it like --focus chain-rule,backprop.")
    return frozenset(found)


def exam_names(known: Blueprints, bank: Bank) -> dict[str, set[str]]:
    """The skills of every sound exam under its name, and of every topic under its heading (gradient-descent).

    A topic that several exams have stands for the skills of all of them; one that is called like a part of
    the course, or as ids begin, is no name of its own.
    """
    from trainer.bank.blueprint_topics import topics_of

    exams: dict[str, set[str]] = {}
    topics: dict[str, set[str]] = {}
    parts = _parts(bank.skills.values())
    for blueprint in known.found.values():
        try:
            found = topics_of(blueprint, bank)
        except AuthorError:  # “trainer check” and the exam itself say what is wrong with it
            continue
        exams[blueprint.name] = {skill for topic in found for skill in topic.skills}
        for topic in found:
            name = _slug(topic.title)
            if name not in parts and not _by_id(name, bank.skills):
                topics.setdefault(name, set()).update(topic.skills)
    return topics | exams


def known_skill(name: str, skills: Mapping[str, Skill]) -> str:
    """The full id of the skill; TrainerError with the nearest ones if there is no such skill."""
    if (full := _full_id(name, skills)) is None:
        raise _unknown(name, skills)
    return full


def _by_id(name: str, skills: Mapping[str, Skill]) -> AbstractSet[str]:
    if (full := _full_id(name, skills)) is not None:
        return {full}
    return {skill for skill in skills if skill.startswith(f"{_slug(name)}-")}


def _full_id(name: str, skills: Mapping[str, Skill]) -> str | None:
    """The skill of this id; the name of its pack may be left out where only one pack has such a skill."""
    if name in skills:
        return name
    ends = [skill for skill in skills if name and skill.endswith(f"/{name}")]
    return ends[0] if len(ends) == 1 else None


def _parts(skills: Iterable[Skill]) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = {}
    for skill in skills:
        parts.setdefault(_slug(skill.part), set()).add(skill.id)
    return parts


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9/]+", "-", name.lower()).strip("-")


def _unknown(name: str, known: Iterable[str]) -> TrainerError:
    shown = name[:_MOST_LETTERS]
    known = list(known)
    near = difflib.get_close_matches(shown, known, n=3, cutoff=0.5)
    near = near or [other for other in known if shown and shown in other][:3]
    hint = f"; did you mean {' or '.join(near)}?" if near else "; “trainer coverage” lists what there is."
    return TrainerError(f"There is no skill or part {shown!r}{hint}")
