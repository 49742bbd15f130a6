"""What a blueprint means in a bank: its topics with the skills they weigh, and everything that is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final

from trainer.bank.apportion import apportioned
from trainer.bank.blueprint import Blueprint, Entry, read_blueprint
from trainer.bank.draw import count
from trainer.bank.exercise import Bank, Exercise
from trainer.bank.positions import Text
from trainer.bank.spelling import did_you_mean, nearest
from trainer.errors import AuthorError

MOST_VARIANTS: Final = 1_000_000
"""Beyond so many, an exercise counts as endless."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of a paper and the weights (more than 0) of the skills under it."""

    title: str
    skills: Mapping[str, float]

    @property
    def weight(self) -> float:
        """The weight of the topic as a whole."""
        return sum(self.skills.values())


def topics_of(blueprint: Blueprint, bank: Bank) -> tuple[Topic, ...]:
    """The topics that weigh something, in written order; the first fault is raised (AuthorError).

    A topic that the blueprint names is one; skills and parts that stand alone form one topic for each part of
    the course. A part's weight is shared evenly by its skills that are named nowhere else.
    """
    for fault in blueprint_faults(blueprint, bank):
        raise fault
    return _topics(blueprint, bank)


def skill_weights(blueprint: Blueprint, bank: Bank) -> dict[str, float]:
    """The share of the paper that each skill has in the long run; the shares add up to 1."""
    topics = topics_of(blueprint, bank)
    total = sum(topic.weight for topic in topics)
    found: dict[str, float] = {}
    for topic in topics:
        for skill, weight in topic.skills.items():
            found[skill] = found.get(skill, 0.0) + weight / total
    return found


def exercises_for(skill: str, blueprint: Blueprint, bank: Bank) -> tuple[str, ...]:
    """The exercises of a skill that are of a kind the blueprint allows, in the file's order."""
    known = bank.skills[skill].exercises
    if not blueprint.kinds:
        return known
    return tuple(name for name in known if bank.exercises[name].kind in blueprint.kinds)


def variants_of(exercise: Exercise) -> int:
    """At most how many different questions an exercise can be (its conditions may leave fewer)."""
    return reduce(lambda n, p: min(n * count(p), MOST_VARIANTS), exercise.params.values(), 1)


def check_blueprint(file: Path, bank: Bank) -> tuple[AuthorError, ...]:
    """Everything that is wrong with the blueprint in `file`, with line and column."""
    blueprint, faults = read_blueprint(file)
    return faults if blueprint is None else blueprint_faults(blueprint, bank)


def blueprint_faults(blueprint: Blueprint, bank: Bank) -> tuple[AuthorError, ...]:
    """Everything in a blueprint that this bank cannot answer for."""
    faults = [*_unknown(blueprint, bank), *_twice(blueprint), *_unknown_kinds(blueprint)]
    if faults:
        return tuple(faults)
    if not sum(entry.weight for entry in blueprint.entries):
        return (_fault(blueprint, blueprint.entries[0].name, "the weights add up to nothing"),)
    return tuple(_without_exercises(blueprint, bank)) or tuple(_too_many(blueprint, bank))


def _unknown(blueprint: Blueprint, bank: Bank) -> Iterator[AuthorError]:
    parts = {skill.part for skill in bank.skills.values()}
    for entry in blueprint.entries:
        if entry.skills is None and entry.name not in bank.skills and entry.name not in parts:
            near = bank.renamed_skills.get(entry.name) or nearest(entry.name, [*bank.skills, *parts])
            message = f"no skill or part of the course is called {str(entry.name)!r}{did_you_mean(near)}"
            yield _fault(blueprint, entry.name, message, near)
        for name in entry.skills or ():
            if name not in bank.skills:
                near = bank.renamed_skills.get(name) or nearest(name, bank.skills)
                yield _fault(blueprint, name, f"unknown skill {str(name)!r}{did_you_mean(near)}", near)


def _twice(blueprint: Blueprint) -> Iterator[AuthorError]:
    seen: set[str] = set()
    for name in _named(blueprint):
        if name in seen:
            yield _fault(blueprint, name, f"{str(name)!r} is weighted twice")
        seen.add(name)


def _unknown_kinds(blueprint: Blueprint) -> Iterator[AuthorError]:
    if not blueprint.kinds:
        return
    from trainer.bank.parts import BUILDERS

    for kind in blueprint.kinds:
        if kind not in BUILDERS:
            near = nearest(kind, BUILDERS)
            message = f"there is no kind {str(kind)!r}{did_you_mean(near)}"
            yield _fault(blueprint, kind, message, near, field="kinds")


def _without_exercises(blueprint: Blueprint, bank: Bank) -> Iterator[AuthorError]:
    """Skills and parts that weigh something and of which nothing can be asked."""
    for name, weight, skills in _weighed(blueprint, bank):
        if weight and not any(exercises_for(skill, blueprint, bank) for skill in skills):
            kinds = f" of the kinds {', '.join(blueprint.kinds)}" if blueprint.kinds else ""
            left = "no exercises" if skills else "no skills of its own left"
            yield _fault(blueprint, name, f"{str(name)!r} has a weight, but {left}{kinds if skills else ''}")


def _weighed(blueprint: Blueprint, bank: Bank) -> Iterator[tuple[Text, float, list[str]]]:
    """Each weight of the file with the skills that it is for."""
    for entry in blueprint.entries:
        if entry.skills is None:
            yield entry.name, entry.weight, _skills_under(entry, blueprint, bank)
        else:
            yield from ((name, weight, [str(name)]) for name, weight in entry.skills.items())


def _too_many(blueprint: Blueprint, bank: Bank) -> Iterator[AuthorError]:
    """Skills of which the paper may ask more questions than there are different ones."""
    topics = _topics(blueprint, bank)
    places = {str(name): name for name in _named(blueprint)}
    seats = apportioned([topic.weight for topic in topics], blueprint.count)
    for topic, questions in zip(topics, seats, strict=True):
        for skill, weight in topic.skills.items():
            wanted = math.ceil(round(questions * weight / topic.weight, 9))
            known = exercises_for(skill, blueprint, bank)
            there = (
                sum(variants_of(bank.exercises[name]) for name in known) if wanted > len(known) else wanted
            )
            if wanted > there:
                message = (
                    f"a paper of {blueprint.count} questions may need {wanted} of {skill!r}, and the bank can"
                    f" ask only {there} different; lower the count or this weight"
                )
                place = places.get(skill) or places.get(bank.skills[skill].part) or blueprint.entries[0].name
                yield _fault(blueprint, place, message)


def _topics(blueprint: Blueprint, bank: Bank) -> tuple[Topic, ...]:
    found: dict[tuple[bool, str], dict[str, float]] = {}
    for entry in blueprint.entries:
        if entry.skills is not None:
            skills = {str(name): weight for name, weight in entry.skills.items() if weight}
            found.setdefault((True, str(entry.name)), {}).update(skills)
            continue
        asked = [
            skill
            for skill in _skills_under(entry, blueprint, bank)
            if exercises_for(skill, blueprint, bank) and entry.weight
        ]
        for skill in asked:
            under = found.setdefault((False, bank.skills[skill].part), {})
            under[skill] = under.get(skill, 0.0) + entry.weight / len(asked)
    return tuple(Topic(title, skills) for (_, title), skills in found.items() if skills)


def _skills_under(entry: Entry, blueprint: Blueprint, bank: Bank) -> list[str]:
    """The skill, or those of the part that are not named themselves."""
    if entry.name in bank.skills:
        return [str(entry.name)]
    named = set(_named(blueprint))
    return [skill.id for skill in bank.skills.values() if skill.part == entry.name and skill.id not in named]


def _named(blueprint: Blueprint) -> Iterator[Text]:
    """Every skill and part that carries a weight of its own."""
    for entry in blueprint.entries:
        yield from [entry.name] if entry.skills is None else entry.skills


def _fault(
    blueprint: Blueprint, place: Text, message: str, near: str = "", *, field: str = "weights"
) -> AuthorError:
    return AuthorError(
        message, file=blueprint.file, line=place.line, column=place.column, field=field, nearest=near
    )
