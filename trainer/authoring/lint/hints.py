"""Whether a learner who is stuck gets help, and one who is wrong learns why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.subject import Subject
from trainer.bank.authored import AuthoredCode, AuthoredLines
from trainer.bank.exercise import AUTO


def hints(subject: Subject) -> Iterator[Finding]:
    """Hints that are missing or say a thing twice, for the first variant that shows it."""
    exercise = subject.exercise
    for variant in subject.variants:
        if not variant.hints:
            message = "this exercise has no hints"
            yield Finding("hints", message, exercise.file, *subject.source.key_place("hints", exercise.line))
            return
        said = [" ".join(hint.split()).casefold() for hint in variant.hints]
        twice = next((i for i, hint in enumerate(said) if hint in said[:i]), None)
        if twice is not None:
            own = exercise.hints or ()
            authored = len(own) == len(said) and all(line.strip() != AUTO for line in own)
            source = subject.source
            place = source.place(own[twice], 0) if authored else source.key_place("hints", exercise.line)
            message = f"hint {twice + 1} says what hint {said.index(said[twice]) + 1} said"
            yield Finding("hints", message, exercise.file, *place)
            return


def cut(subject: Subject) -> Iterator[Finding]:
    """A hint or line of the solution that goes on where the one before has not ended: `[Yes, but no]` is two.

    In a list within brackets a comma ends a text, where its author may have meant a sentence.
    """
    exercise = subject.exercise
    for lines in (exercise.hints or (), exercise.solution or ()):
        for first, second in pairwise(lines):
            is_one_line = first.line == second.line
            if is_one_line and second[:1].islower() and second.strip() != AUTO and first[-1:].isalnum():
                message = "this text was cut off at a comma: put the whole sentence in quotes"
                yield Finding("hints", message, exercise.file, *subject.source.place(first, 0))
                break


def explained(subject: Subject) -> Iterator[Finding]:
    """Where the format lets an author leave out what others must write: right code, words for a line."""
    exercise = subject.exercise
    if not any(variant.solution for variant in subject.variants):
        message = "no worked answer: add `solution`"
        yield Finding("explained", message, exercise.file, exercise.line)
    match exercise.detail:
        case AuthoredCode(accept=()):
            yield Finding(
                "explained", "no other right answer is listed in `accept`", exercise.file, exercise.line
            )
        case AuthoredLines(because=because) if not because:
            message = "no line says why it must not come earlier: add `because`"
            yield Finding("explained", message, exercise.file, exercise.line)
