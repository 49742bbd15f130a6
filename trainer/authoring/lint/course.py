"""What only all files together can tell: skills named twice, prerequisites missing or in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from trainer.authoring.lint.file import Head
from trainer.authoring.lint.finding import Finding
from trainer.bank.exercise import Skill
from trainer.bank.positions import Text
from trainer.bank.spelling import did_you_mean, nearest


def course(heads: Sequence[Head], others: Mapping[str, Skill]) -> Iterator[Finding]:
    """What is wrong between the files with `heads` and `others`, the skills of files that are not checked."""
    first: dict[str, Path] = {skill.id: skill.file for skill in others.values()}
    unique: list[Head] = []
    for head in heads:
        if head.skill in first:
            message = f"skill {head.skill!r} is already in {first[head.skill]}"
            yield Finding("duplicate-id", message, head.file, head.line)
        else:
            first[head.skill] = head.file
            unique.append(head)
    for head in unique:
        yield from _unknown(head, first)
    yield from _cycles(unique, others)


def _unknown(head: Head, known: Mapping[str, Path]) -> Iterator[Finding]:
    for name in head.requires:
        if name not in known:
            near = nearest(name, known)
            message = f"{head.skill} requires the unknown skill {str(name)!r}{did_you_mean(near)}"
            yield Finding("unknown-skill", message, head.file, name.line, name.column, near)


def _cycles(heads: Sequence[Head], others: Mapping[str, Skill]) -> Iterator[Finding]:
    """One for every circle through a checked file, at the link that closes it; other circles are not told."""
    order = {head.skill: place for place, head in enumerate(heads)}
    links: dict[str, list[Text]] = {skill.id: list(skill.requires) for skill in others.values()}
    links |= {head.skill: list(head.requires) for head in heads}
    while cycle := _cycle(links):
        last = max(cycle, key=lambda name: order.get(name, -1))
        link = next(name for name in links[last] if name in cycle)
        links[last] = [name for name in links[last] if name not in cycle]
        if last in order:
            message = f"these skills require each other: {' → '.join([*cycle, cycle[0]])}"
            yield Finding("cycle", message, heads[order[last]].file, link.line, link.column)


def _cycle(links: Mapping[str, Sequence[str]]) -> list[str]:
    """The names along one circle, each requiring the next; empty where there is none."""
    try:
        TopologicalSorter({name: list(required) for name, required in links.items()}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []
