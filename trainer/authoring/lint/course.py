"""What only all files together can tell: names taken twice, prerequisites missing or in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from trainer.authoring.lint.file import Head
from trainer.authoring.lint.finding import Finding, found
from trainer.bank.exercise import Skill
from trainer.bank.positions import Text
from trainer.bank.renames import renamed_skills
from trainer.bank.spelling import did_you_mean, nearest
from trainer.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Named:
    """A checked skill under its full id, as the bank will know it."""

    id: str
    prefix: str
    file: Path
    line: int
    requires: tuple[Text, ...]
    renames: tuple[Text, ...]


def course(heads: Sequence[Head], prefixes: Sequence[str], others: Mapping[str, Skill]) -> Iterator[Finding]:
    """What is wrong between the files with `heads` and `others`, the skills of files that are not checked.

    The ids of each head stand under the prefix of the same place; `others` are by full id.
    """
    files: dict[str, Path] = {name: skill.file for name, skill in others.items()}
    unique: list[Named] = []
    for head, prefix in zip(heads, prefixes, strict=True):
        full = prefix + head.skill
        if full in files:
            message = f"skill {head.skill!r} is already in {files[full]}"
            yield Finding("duplicate-id", message, head.file, head.line)
        else:
            files[full] = head.file
            unique.append(Named(full, prefix, head.file, head.line, head.requires, head.renames))
    sound = []
    for named in unique:
        missing = [name for name in named.requires if full_id(name, named.prefix, named.id, files) is None]
        yield from (_unknown(name, named, files) for name in missing)
        sound.append(_resolved(named, files))
    yield from _cycles(sound, others)
    yield from _renamed(sound, others)


def requires_unknown(heads: Sequence[Head], prefixes: Sequence[str], others: Mapping[str, Skill]) -> bool:
    """Whether a prerequisite is neither among the heads nor among the others."""
    pairs = list(zip(heads, prefixes, strict=True))
    known = {*others, *(prefix + head.skill for head, prefix in pairs)}
    return any(
        full_id(name, prefix, prefix + head.skill, known) is None
        for head, prefix in pairs
        for name in head.requires
    )


def full_id(name: str, prefix: str, own: str, known: Mapping[str, object] | set[str]) -> str | None:
    """The known skill that the skill `own` means by `name`: of its pack, else of the course, or `pack/name`.

    A pack's skill may build on the course's skill of the same name, so a name means itself only at last.
    """
    there = [full for full in dict.fromkeys((prefix + name, name)) if full in known]
    return next((full for full in there if full != own), there[0] if there else None)


def _resolved(named: Named, known: Mapping[str, object]) -> Named:
    full = ((full_id(name, named.prefix, named.id, known), name) for name in named.requires)
    requires = tuple(Text(there, name.line, name.column, name.shift) for there, name in full if there)
    return Named(named.id, named.prefix, named.file, named.line, requires, named.renames)


def _unknown(name: Text, named: Named, known: Mapping[str, Path]) -> Finding:
    near = nearest(name, {full.removeprefix(named.prefix) for full in known})
    own = named.id.removeprefix(named.prefix)
    message = f"{own} requires the unknown skill {str(name)!r}{did_you_mean(near)}"
    return Finding("unknown-skill", message, named.file, name.line, name.column, near)


def _cycles(skills: Sequence[Named], others: Mapping[str, Skill]) -> Iterator[Finding]:
    """One for every circle through a checked file, at the link that closes it; other circles are not told."""
    order = {skill.id: place for place, skill in enumerate(skills)}
    links: dict[str, list[Text]] = {name: list(skill.requires) for name, skill in others.items()}
    links |= {skill.id: list(skill.requires) for skill in skills}
    while cycle := _cycle(links):
        last = max(cycle, key=lambda name: order.get(name, -1))
        link = next(name for name in links[last] if name in cycle)
        links[last] = [name for name in links[last] if name not in cycle]
        if last in order:
            at = skills[order[last]]
            told = [name.removeprefix(at.prefix) for name in [*cycle, cycle[0]]]
            itself = f"{told[0]} requires itself; remove it here"
            message = itself if len(cycle) == 1 else f"these skills require each other: {' → '.join(told)}"
            yield Finding("cycle", message, at.file, link.line, link.column)


def _cycle(links: Mapping[str, Sequence[str]]) -> list[str]:
    """The names along one circle, each requiring the next; empty where there is none."""
    try:
        TopologicalSorter({name: list(required) for name, required in links.items()}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _renamed(skills: Sequence[Named], others: Mapping[str, Skill]) -> Iterator[Finding]:
    """Old ids of checked skills that somebody has now or that two claim."""
    prefixes = {name: name.rpartition("/")[0] for name in others}
    prefixes = {name: f"{pack}/" if pack else "" for name, pack in prefixes.items()}
    prefixes |= {skill.id: skill.prefix for skill in skills}
    faults: list[AuthorError] = []
    renamed_skills({**others, **{skill.id: skill for skill in skills}}, prefixes, faults)
    checked = {skill.file for skill in skills}
    yield from (found("renames", fault) for fault in faults if fault.file in checked)
