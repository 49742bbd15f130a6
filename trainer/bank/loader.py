"""Loads folders of exercise files into one bank; checks what only the whole can tell: ids, prerequisites."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from pathlib import Path

from trainer.bank.cache import Cache
from trainer.bank.exercise import Bank, Exercise, Skill
from trainer.bank.files import exercise_files, file_bytes
from trainer.bank.positions import Text
from trainer.bank.reading import FileContent, read_file
from trainer.bank.spelling import did_you_mean, nearest
from trainer.bank.stored import StoredContent
from trainer.errors import AuthorError


def load_bank(folders: Sequence[Path], cache: Path | None = None) -> Bank:
    """Every exercise file under `folders`, in the order of their paths with prerequisites first.

    Never raises for a broken file: it is listed in `faults` (with file, line and column) and left out. A
    prerequisite that does not exist or that closes a cycle is a fault too, and is left out of `requires`.
    With `cache`, a folder (see `cache_folder`), files whose bytes were read before are not read again.
    """
    with _collector_paused():
        known = None if cache is None else Cache(cache, folders)
        bank = _load(folders, known)
        if known is not None:
            known.save()
        return bank


def formula_faults(bank: Bank) -> tuple[AuthorError, ...]:
    """The first fault in the formulas and placeholders of every exercise that has one.

    Loading leaves formulas unread, since a session needs a few of thousands; a broken one shows here, or when
    its first variant is made.
    """
    faults = []
    for exercise in bank.exercises.values():
        try:
            exercise.template  # noqa: B018  # reading it is the check
        except AuthorError as fault:
            faults.append(fault)
    return tuple(faults)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection: all that is made stays, and walking it again takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _ById(Mapping[str, Exercise]):
    """Exercises by id, each left in the file's sequence until it is asked for."""

    __slots__ = ("_places",)

    def __init__(self) -> None:
        self._places: dict[str, tuple[Sequence[Exercise], int]] = {}

    def add(self, ids: Iterable[str], exercises: Sequence[Exercise]) -> None:
        self._places.update({name: (exercises, i) for i, name in enumerate(ids)})

    def __getitem__(self, name: str) -> Exercise:
        exercises, i = self._places[name]
        return exercises[i]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


def _load(folders: Sequence[Path], cache: Cache | None) -> Bank:
    skills: dict[str, Skill] = {}
    exercises = _ById()
    faults: list[AuthorError] = []
    for file in exercise_files(folders, faults):
        content = _content(file, cache)
        faults += content.faults
        skill = content.skill
        if skill is None:
            continue
        if skill.id in skills:
            faults.append(AuthorError(f"skill {skill.id!r} is already in {skills[skill.id].file}", file=file))
            continue
        skills[skill.id] = replace(skill, order=len(skills))
        exercises.add(skill.exercises, content.exercises)
    return Bank(_in_course_order(_with_sound_prerequisites(skills, faults)), exercises, tuple(faults))


def _content(file: Path, cache: Cache | None) -> FileContent | StoredContent:
    try:
        data = file_bytes(file)
    except OSError as error:
        fault = AuthorError(f"the file cannot be read: {error.strerror}", file=file)
        return FileContent(None, (), (fault,))
    return read_file(data, file) if cache is None else cache.content(data, file)


def _with_sound_prerequisites(skills: Mapping[str, Skill], faults: list[AuthorError]) -> dict[str, Skill]:
    """The skills without prerequisites that do not exist, and without the last link of every cycle."""
    sound = {}
    for skill in skills.values():
        for name in skill.requires:
            if name not in skills:
                faults.append(_unknown(name, skill, skills))
        sound[skill.id] = replace(skill, requires=tuple(name for name in skill.requires if name in skills))
    while cycle := _cycle(sound):
        last = max((sound[name] for name in cycle), key=lambda skill: skill.order)
        link = next(name for name in last.requires if name in cycle)
        message = f"these skills require each other: {' → '.join([*cycle, cycle[0]])}"
        faults.append(_fault_at(link, last, message))
        sound[last.id] = replace(last, requires=tuple(name for name in last.requires if name not in cycle))
    return sound


def _in_course_order(skills: Mapping[str, Skill]) -> dict[str, Skill]:
    """The skills in the order of their files, but every prerequisite before what builds on it."""
    sorter = TopologicalSorter({skill.id: skill.requires for skill in skills.values()})
    sorter.prepare()
    ready: list[tuple[int, str]] = []
    ordered: dict[str, Skill] = {}
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, (skills[name].order, name))
        _, name = heappop(ready)
        ordered[name] = replace(skills[name], order=len(ordered))
        sorter.done(name)
    return ordered


def _cycle(skills: Mapping[str, Skill]) -> list[str]:
    """The ids along one cycle, each requiring the next; empty where there is none."""
    try:
        TopologicalSorter({skill.id: skill.requires for skill in skills.values()}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _unknown(name: Text, skill: Skill, skills: Mapping[str, Skill]) -> AuthorError:
    near = nearest(name, skills)
    message = f"{skill.id} requires the unknown skill {str(name)!r}{did_you_mean(near)}"
    return _fault_at(name, skill, message, near)


def _fault_at(place: Text, skill: Skill, message: str, near: str = "") -> AuthorError:
    return AuthorError(
        message, file=skill.file, line=place.line, column=place.column, field="requires", nearest=near
    )
