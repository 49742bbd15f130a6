"""What an exercise promises, tried out: its reference and `accept` are right, its `reject` are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trainer.bank import load_bank
from trainer.bank.exercise import Bank, Exercise
from trainer.bank.positions import Text
from trainer.bank.reading import read_file
from trainer.bank.variant import Variant, make_variant
from trainer.errors import AuthorError, TrainerError
from trainer.grading import Grade, grade
from trainer.grading.differences import disagreement
from trainer.maths.judging.verdict import Outcome

SEEDS: Final = 5


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found wrong (`errors`) or doubtful (`warnings`), each with its place."""

    files: tuple[Path, ...]
    exercises: tuple[str, ...]
    errors: tuple[AuthorError, ...]
    warnings: tuple[AuthorError, ...]


@dataclass(frozen=True, slots=True)
class _Finding:
    """A broken promise: the same one is found again for other seeds, with another message."""

    promise: str
    fault: AuthorError
    is_error: bool = True


def prove(paths: Sequence[Path], known: Sequence[Path], seeds: int = SEEDS) -> Report:
    """Check the files and folders `paths`; skills in the folders `known` may be required by them.

    Every exercise is drawn and graded for the seeds 0 to `seeds` - 1; what is found is reported for the first
    seed that shows it.
    """
    files, exercises, errors = _read(paths, known)
    warnings: list[AuthorError] = []
    for exercise in exercises:
        wrong, doubtful = prove_exercise(exercise, seeds)
        errors += wrong
        warnings += doubtful
    return Report(tuple(files), tuple(exercise.id for exercise in exercises), tuple(errors), tuple(warnings))


def prove_exercise(exercise: Exercise, seeds: int = SEEDS) -> tuple[list[AuthorError], list[AuthorError]]:
    """The errors and the warnings of one exercise for the seeds 0 to `seeds` - 1; of code for the seed 0."""
    findings: dict[str, _Finding] = {}
    for seed in range(1 if exercise.kind == "code" else seeds):
        for finding in _broken_promises(exercise, seed):
            findings.setdefault(finding.promise, finding)
    errors = [finding.fault for finding in findings.values() if finding.is_error]
    return errors, [finding.fault for finding in findings.values() if not finding.is_error]


def _read(
    paths: Sequence[Path], known: Sequence[Path]
) -> tuple[list[Path], list[Exercise], list[AuthorError]]:
    """The files, exercises and faults of the paths, read together with the folders that they may build on."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    bank = load_bank([*folders, *known])
    exercises = [exercise for exercise in bank.exercises.values() if _within(exercise.file, folders)]
    faults = [fault for fault in bank.faults if _within(fault.file, folders)]
    files = {exercise.file for exercise in exercises} | {fault.file for fault in faults if fault.file}
    for file in (path for path in paths if not path.is_dir()):
        files.add(file)
        found, wrong = _read_one(file, bank)
        exercises += found
        faults += wrong
    return sorted(files), exercises, faults


def _within(file: Path | None, folders: Sequence[Path]) -> bool:
    return file is not None and any(file.is_relative_to(folder) for folder in folders)


def _read_one(file: Path, bank: Bank) -> tuple[tuple[Exercise, ...], list[AuthorError]]:
    try:
        content = read_file(file.read_bytes(), file)
    except OSError as error:
        return (), [AuthorError(f"the file cannot be read: {error.strerror}", file=file)]
    requires = content.skill.requires if content.skill else ()
    unknown = [name for name in requires if name not in bank.skills]
    faults = [AuthorError(f"requires the unknown skill {name!r}", file=file) for name in unknown]
    return content.exercises, [*content.faults, *faults]


def _broken_promises(exercise: Exercise, seed: int) -> Iterator[_Finding]:
    try:
        variant = make_variant(exercise, seed)
        yield from _graded(exercise, variant)
    except AuthorError as fault:
        yield _Finding("variant", fault)
    except TrainerError as error:
        yield _Finding("grading", exercise.fault(f"seed {seed}: {error.message}"))


def _graded(exercise: Exercise, variant: Variant) -> Iterator[_Finding]:
    reference = variant.answers
    said = _unless(Outcome.EQUAL, variant, reference)
    if said:
        yield _Finding("reference", exercise.fault(f"the reference answer {said}", field="answer"))
    if said := disagreement(variant):
        yield _Finding("gradient", exercise.fault(said, field="answer"))
    for index, form in enumerate(variant.accept):
        if said := _unless(Outcome.EQUAL, variant, reference | dict(form)):
            place = _place(exercise.accept[index]) if exercise.accept else None
            yield _Finding(f"accept {index}", exercise.fault(f"this right answer {said}", place))
    for index, wrong in enumerate(variant.reject):
        place = _place(exercise.reject[index].texts) if exercise.reject else None
        texts = reference | dict(wrong.texts)
        if said := _unless(Outcome.DIFFERENT, variant, texts):
            yield _Finding(f"reject {index}", exercise.fault(f"this wrong answer {said}", place))
        elif wrong.because and not _says(grade(variant, texts), wrong.because):
            message = f"seed {variant.seed}: this wrong answer is answered in other words than its `because`"
            yield _Finding(f"because {index}", exercise.fault(message, place), is_error=False)


def _unless(expected: Outcome, variant: Variant, texts: Mapping[str, str]) -> str:
    """What is graded otherwise than expected, in words; empty where all is well."""
    found = grade(variant, texts)
    if found.outcome is expected:
        return ""
    typed = ", ".join(texts.values())
    messages = "; ".join(part.verdict.message for part in found.parts if part.verdict.message)
    return f"is graded {found.outcome} for seed {variant.seed}: {typed}{f' ({messages})' if messages else ''}"


def _says(found: Grade, because: str) -> bool:
    return any(part.verdict.message.startswith(because) for part in found.parts)


def _place(form: Mapping[str, Text]) -> Text | None:
    return next(iter(form.values()), None)
