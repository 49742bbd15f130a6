"""What a bank covers and where it has holes: skills by kind, level and part, and what requires what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.bank.exercise import Bank, Skill

LEVELS: Final = ("beginner", "intermediate", "advanced")
FEW_SKILLS: Final = 3
"""A part with fewer is thinly covered."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One skill with the number of its exercises by kind."""

    skill: Skill
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that is missing: which sort of hole, in what (a skill, a part or a file), in a sentence."""

    sort: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """All skills in course order, and the holes, the gravest sort first."""

    skills: tuple[Covered, ...]
    holes: tuple[Hole, ...]

    @property
    def parts(self) -> dict[str, list[Covered]]:
        """The skills by part, in course order."""
        found: dict[str, list[Covered]] = {}
        for covered in self.skills:
            found.setdefault(covered.skill.part, []).append(covered)
        return found


def coverage(bank: Bank) -> Coverage:
    """What the bank covers. What could not be loaded of it counts as a hole."""
    counted = {name: Counter[str]() for name in bank.skills}
    for name, skill in bank.skills.items():
        counted[name].update(bank.exercises[exercise].kind for exercise in skill.exercises)
    skills = tuple(Covered(skill, dict(counted[name])) for name, skill in bank.skills.items())
    found = Coverage(skills, ())
    return Coverage(skills, (*_left_out(bank), *_skill_holes(bank, skills), *_part_holes(found.parts)))


def layers(skills: Sequence[Skill]) -> list[list[Skill]]:
    """The skills by the longest way down to one that requires nothing; prerequisites are all among `skills`.

    They must come before what builds on them, as they do in a bank.
    """
    depth: dict[str, int] = {}
    for skill in skills:
        depth[skill.id] = 1 + max((depth[name] for name in skill.requires), default=-1)
    found: list[list[Skill]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for skill in skills:
        found[depth[skill.id]].append(skill)
    return found


def graphviz(skills: Sequence[Skill]) -> str:
    """The prerequisites as a graph in Graphviz's DOT: an arrow leads from a skill to what builds on it."""
    parts: dict[str, list[Skill]] = {}
    for skill in skills:
        parts.setdefault(skill.part, []).append(skill)
    lines = ["digraph skills {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    for number, (part, members) in enumerate(parts.items()):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(part)};"]
        lines += [f"    {_quoted(skill.id)} [label={_quoted(skill.title)}];" for skill in members]
        lines.append("  }")
    lines += [f"  {_quoted(name)} -> {_quoted(skill.id)};" for skill in skills for name in skill.requires]
    return "\n".join([*lines, "}"])


def _left_out(bank: Bank) -> Iterator[Hole]:
    for fault in bank.faults:
        where = f"{fault.file.name}, line {fault.line}" if fault.file else ""
        yield Hole("left out", where, fault.message)


def _skill_holes(bank: Bank, skills: Sequence[Covered]) -> Iterator[Hole]:
    for each in skills:
        if not each.kinds:
            yield Hole("no exercise", each.skill.id, "no exercise asks for it")
    for each in skills:
        for name in each.skill.requires:
            below = bank.skills[name]
            if LEVELS.index(below.level) > LEVELS.index(each.skill.level):
                sentence = f"is {each.skill.level}, but requires {name}, which is {below.level}"
                yield Hole("prerequisite above", each.skill.id, sentence)
    for each in skills:
        if len(each.kinds) == 1:
            (kind, number), *_ = each.kinds.items()
            many = f"{number} exercises, all of them" if number > 1 else "one exercise:"
            yield Hole("one kind", each.skill.id, f"{many} {kind}")


def _part_holes(parts: Mapping[str, Sequence[Covered]]) -> Iterator[Hole]:
    for part, members in parts.items():
        present = {covered.skill.level for covered in members}
        missing = [level for level in LEVELS if level not in present]
        if missing:
            yield Hole("level missing", part, f"no skill is {' or '.join(missing)}")
    for part, members in parts.items():
        if len(members) < FEW_SKILLS:
            many = "one skill only" if len(members) == 1 else f"{len(members)} skills only"
            yield Hole("thin part", part, many)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
