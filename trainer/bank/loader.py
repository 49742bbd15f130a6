"""Loads folders of exercise files into one bank; checks what only the whole can tell: ids, prerequisites.

The first folder is the course; every other is a pack, whose name stands before its ids (see `packs`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from pathlib import Path

from trainer.bank.cache import Cache
from trainer.bank.exercise import Bank, Exercise, Skill
from trainer.bank.files import file_bytes
from trainer.bank.packs import places
from trainer.bank.positions import Text
from trainer.bank.prefixed import PrefixedExercises, prefixed_skill
from trainer.bank.reading import FileContent, PackContent, read_file, read_pack
from trainer.bank.renames import renamed_exercises, renamed_skills
from trainer.bank.spelling import did_you_mean, nearest
from trainer.bank.stored import StoredContent
from trainer.errors import AuthorError

MAX_CYCLES = 20
"""Cycles of prerequisites that are named one by one; each costs a walk through the whole bank."""

MAX_SUGGESTED = 50
"""Unknown prerequisites for which the nearest known one is looked up."""


def load_bank(folders: Sequence[Path], cache: Path | None = None) -> Bank:
    """Every exercise file under `folders`, in the order of their paths with prerequisites first.

    `folders` may hold single files. Ids of all but the first folder begin with the name of their pack.
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


@dataclass(slots=True)
class _Found:
    """What the files so far have brought."""

    skills: dict[str, Skill] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    exercises: _ById = field(default_factory=_ById)
    faults: list[AuthorError] = field(default_factory=list)

    def add(self, content: FileContent | StoredContent, prefix: str) -> None:
        """The content of one more file, its ids under `prefix`."""
        self.faults += content.faults
        skill = content.skill
        exercises: Sequence[Exercise] = content.exercises
        if skill is None:
            return
        skill_id = prefix + skill.id
        if skill_id in self.skills:
            message = f"skill {skill_id!r} is already in {self.skills[skill_id].file}"
            self.faults.append(AuthorError(message, file=skill.file))
            return
        if prefix:
            skill, exercises = prefixed_skill(skill, prefix), PrefixedExercises(exercises, prefix)
        self.skills[skill_id] = replace(skill, order=len(self.skills))
        self.prefixes[skill_id] = prefix
        self.exercises.add(skill.exercises, exercises)


def _load(folders: Sequence[Path], cache: Cache | None) -> Bank:
    found = _Found()
    known = places(folders, lambda file: _head(file, cache), found.faults)
    for place in known:
        for file in place.files:
            found.add(_content(file, cache), place.prefix)
    skills = _with_sound_prerequisites(found)
    return Bank(
        _in_course_order(skills),
        found.exercises,
        packs=tuple(place.pack for place in known if place.pack),
        renamed_skills=renamed_skills(skills, found.prefixes, found.faults),
        renamed_exercises=renamed_exercises(skills),
        faults=tuple(found.faults),
    )


def _content(file: Path, cache: Cache | None) -> FileContent | StoredContent:
    try:
        data = file_bytes(file)
    except OSError as error:
        return FileContent(None, (), (_unreadable(file, error),))
    return read_file(data, file) if cache is None else cache.content(data, file)


def _head(file: Path, cache: Cache | None) -> PackContent:
    try:
        data = file_bytes(file)
    except OSError as error:
        return PackContent(None, (_unreadable(file, error),))
    return read_pack(data, file) if cache is None else cache.pack(data, file)


def _unreadable(file: Path, error: OSError) -> AuthorError:
    return AuthorError(f"the file cannot be read: {error.strerror}", file=file)


def _with_sound_prerequisites(found: _Found) -> dict[str, Skill]:
    """The skills with the full ids of prerequisites that exist, and without the last link of every cycle."""
    sound = {}
    for skill in found.skills.values():
        requires = []
        for name in skill.requires:
            full = _full_id(name, skill, found)
            if full is None:
                found.faults.append(_unknown(name, skill, found))
            else:
                requires.append(Text(full, name.line, name.column, name.shift))
        sound[skill.id] = replace(skill, requires=tuple(requires))
    for _ in range(MAX_CYCLES):
        if not (cycle := _cycle(sound)):
            return sound
        last = max((sound[name] for name in cycle), key=lambda skill: skill.order)
        link = next(name for name in last.requires if name in cycle)
        message = f"these skills require each other: {' → '.join([*cycle, cycle[0]])}"
        found.faults.append(_fault_at(link, last, message))
        sound[last.id] = replace(last, requires=tuple(name for name in last.requires if name not in cycle))
    return _without_all_cycles(sound, found.faults)


def _without_all_cycles(skills: Mapping[str, Skill], faults: list[AuthorError]) -> dict[str, Skill]:
    """The skills without the prerequisites of all that stand in a cycle or wait for one."""
    sorter = TopologicalSorter({skill.id: skill.requires for skill in skills.values()})
    with suppress(CycleError):
        sorter.prepare()
    free: set[str] = set()
    while ready := sorter.get_ready():
        free |= {*ready}
        sorter.done(*ready)
    stuck = [skill for skill in skills.values() if skill.id not in free]
    if stuck:
        message = f"{len(stuck):,} skills require each other; what they require is left out"
        faults.append(AuthorError(message, file=stuck[0].file, field="requires"))
    return {name: skill if name in free else replace(skill, requires=()) for name, skill in skills.items()}


def _full_id(name: str, skill: Skill, found: _Found) -> str | None:
    """The skill that `skill` means by `name`: of its own pack, else of the course, or `pack/name`.

    A pack's skill may build on the course's skill of the same name, so a name means itself only at last.
    """
    candidates = [found.prefixes[skill.id] + name, name]
    known = [full for full in dict.fromkeys(candidates) if full in found.skills]
    return next((full for full in known if full != skill.id), known[0] if known else None)


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


def _unknown(name: Text, skill: Skill, found: _Found) -> AuthorError:
    prefix = found.prefixes[skill.id]
    known = {full.removeprefix(prefix) for full in found.skills}
    near = nearest(name, known) if len(found.faults) < MAX_SUGGESTED else ""
    message = f"{skill.id} requires the unknown skill {str(name)!r}{did_you_mean(near)}"
    return _fault_at(name, skill, message, near)


def _fault_at(place: Text, skill: Skill, message: str, near: str = "") -> AuthorError:
    return AuthorError(
        message, file=skill.file, line=place.line, column=place.column, field="requires", nearest=near
    )
