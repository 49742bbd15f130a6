"""What an exercise promises, tried out: its reference and `accept` are right, its `reject` are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from trainer.authoring.lint.cases import unusable_case
from trainer.authoring.lint.computed import computed
from trainer.authoring.lint.finding import Finding, found
from trainer.authoring.lint.subject import Subject
from trainer.bank.authored import AuthoredCode
from trainer.bank.exercise import Exercise
from trainer.bank.positions import Text
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.grading import Grade, grade
from trainer.grading.differences import disagreement
from trainer.maths.expr import Call, Expr, walk
from trainer.maths.judging.verdict import Outcome

_SHOWN = 200
"""Characters of an answer that are repeated in a message; a program is longer."""

_LONG = frozenset({"code", "derivation", "choice", "order"})
"""Kinds whose answers are several lines, or no formulas."""

_AT_A_TIME = 2

_KINKED = frozenset({"abs", "max", "min", "relu", "leaky_relu", "elu", "where", "sign", "step", "floor"})


def promises(subject: Subject) -> Iterator[Finding]:
    """What is graded otherwise than the author says; each promise for the first seed that breaks it."""
    broken: dict[str, Finding] = {}
    for variant in subject.variants:
        for promise, finding in _broken(subject, variant):
            broken.setdefault(promise, finding)
    yield from broken.values()


def _broken(subject: Subject, variant: Variant) -> Iterator[tuple[str, Finding]]:
    """What this variant breaks, with a name by which the same promise is known again for another seed."""
    exercise = subject.exercise
    try:
        yield from _graded(subject, variant)
    except TrainerError as error:
        yield "grading", found("reference", exercise.fault(f"seed {variant.seed}: {error.message}"))


def _graded(subject: Subject, variant: Variant) -> Iterator[tuple[str, Finding]]:
    exercise, reference = subject.exercise, variant.answers
    if case := unusable_case(variant):
        yield "case", found("reference", exercise.fault(*case))
        return
    if said := disagreement(variant):
        yield "gradient", _slopes_differ(exercise, subject.answer, said)
        if exercise.kind == "code":  # its programs are held against the same slopes
            return
    forms = [*variant.accept, *(form.texts for form in variant.reject)]
    texts = [reference, *(reference | dict(form) for form in forms)]
    own, *grades = _grades(variant, texts)
    if said := _unless(Outcome.EQUAL, own, variant, reference):
        fault = exercise.fault(f"the reference answer {said}", subject.answer, field="answer")
        yield "reference", found("reference", fault)
    right = len(variant.accept)
    for index, place in enumerate(_places(_accepted(exercise), right)):
        if said := _unless(Outcome.EQUAL, grades[index], variant, texts[1 + index]):
            message = f"this right answer {said}{_beside(exercise, reference)}"
            yield f"accept {index}", found("accept", exercise.fault(message, place))
    for index, place in enumerate(_places(_rejected(exercise), len(variant.reject))):
        graded, because = grades[right + index], variant.reject[index].because
        if said := _unless(Outcome.DIFFERENT, graded, variant, texts[1 + right + index]):
            yield f"reject {index}", found("reject", exercise.fault(f"this wrong answer {said}", place))
        elif because and not _says(graded, because):
            words = _words(graded) or "no words"
            message = (
                f"seed {variant.seed}: this wrong answer is answered with {words}, not with its `because`"
            )
            yield f"because {index}", found("because", exercise.fault(message, place))


def _slopes_differ(exercise: Exercise, answer: Text | None, said: str) -> Finding:
    """That a gradient is not that of the loss; a kink near an input looks the same."""
    place, detail = answer, exercise.detail
    if isinstance(detail, AuthoredCode):
        place = detail.loss
        program = exercise.template.program
        has_kink = program is not None and program.loss is not None and _has_kink(program.loss)
        if has_kink and "not the gradient" in said:
            said += "; name in `away` what is 0 where the loss has a kink"
    return found("numeric", exercise.fault(said, place, field="answer"))


def _has_kink(loss: Expr) -> bool:
    return any(isinstance(node, Call) and node.name in _KINKED for node in walk(loss))


def _grades(variant: Variant, forms: Sequence[Mapping[str, str]]) -> list[Grade]:
    """The grades in order, of the reference first; code that must be run is, two programs at a time."""
    if variant.exercise.kind != "code":
        return [grade(variant, form) for form in forms]
    known = [None, *computed(variant)]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        waiting = [
            pool.submit(grade, variant, form) if own is None else own
            for own, form in zip(known, forms, strict=True)
        ]
        return [one if isinstance(one, Grade) else one.result() for one in waiting]


def _unless(expected: Outcome, graded: Grade, variant: Variant, texts: Mapping[str, str]) -> str:
    """What is graded otherwise than expected, in words; empty where all is well."""
    if graded.outcome is expected:
        return ""
    typed = ", ".join(" ".join(text.split())[:_SHOWN] for text in texts.values())
    messages = "; ".join(part.verdict.message for part in graded.parts if part.verdict.message)
    said = f" ({' '.join(messages.split())})" if messages else ""
    return f"is graded {graded.outcome} for seed {variant.seed}: {typed}{said}"


def _beside(exercise: Exercise, reference: Mapping[str, str]) -> str:
    """What is held to be right, where it is short enough to be compared by eye."""
    if exercise.kind in _LONG:
        return ""
    return f"; the answer worked out is {', '.join(reference.values())[:_SHOWN]}"


def _words(graded: Grade) -> str:
    """What a learner is told about the first part that has words."""
    messages = (" ".join(part.verdict.message.split()) for part in graded.parts)
    return next((f"“{message[:_SHOWN]}”" for message in messages if message), "")


def _says(graded: Grade, because: str) -> bool:
    return any(part.verdict.message.startswith(because) for part in graded.parts)


def _accepted(exercise: Exercise) -> Sequence[Mapping[str, Text]]:
    return exercise.detail.accept if isinstance(exercise.detail, AuthoredCode) else exercise.accept


def _rejected(exercise: Exercise) -> Sequence[Mapping[str, Text]]:
    if isinstance(exercise.detail, AuthoredCode):
        return [wrong.formulas for wrong in exercise.detail.reject]
    return [form.texts for form in exercise.reject]


def _places(forms: Sequence[Mapping[str, Text]], number: int) -> list[Text | None]:
    """Where each of the forms stands; those that nobody wrote (of choices and lines) stand nowhere."""
    return [next(iter(form.values()), None) for form in forms] or [None] * number
