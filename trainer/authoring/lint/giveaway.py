"""Whether the question or a hint already shows the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.authoring.lint.finding import Finding
from trainer.authoring.lint.subject import Subject
from trainer.bank.exercise import AUTO
from trainer.bank.parts import Part, shown
from trainer.bank.placeholders import slots
from trainer.bank.positions import Text
from trainer.bank.variant import Variant
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Expr, Number, walk
from trainer.maths.text import to_text

_ASKED = frozenset({"derive", "gradient", "number", "derivation", "tensor"})
_FEWEST_NODES = 4
_FEWEST_DIGITS = 4
_BLANK = re.compile(r"\s+|\\[,;:! ]|\\left|\\right|\\cdot|[{}]")


def gives_away(subject: Subject) -> Iterator[Finding]:
    """The first variant in which a text shows the whole of an answer; short answers may stand anywhere."""
    exercise, template = subject.exercise, subject.template
    if exercise.kind not in _ASKED:
        return
    parts = {part.name for part in exercise.parts}
    for i, (prose, hint) in enumerate(zip(template.hints, exercise.hints or (), strict=False)):
        if (named := slots(prose or ()) & parts) and (i == 0 or named == parts):
            yield _finding(subject, "this hint shows the answer; leave it to the solution", hint)
            return
    for prose, form in zip(template.because, exercise.reject, strict=False):
        if slots(prose) >= parts:
            message = "this `because` shows the answer, and the learner may try again after it"
            yield _finding(subject, message, form.because)
            return
    for variant in subject.variants:
        if (said := _shown_in(variant)) is not None:
            yield _finding(subject, f"{said[0]} shows the answer for seed {variant.seed}", said[1])
            return


def _shown_in(variant: Variant) -> tuple[str, Text] | None:
    own = variant.exercise.hints
    places: list[tuple[str, str, Text]] = [("the question", variant.prompt, variant.exercise.ask)]
    if own and own[0].strip() != AUTO:
        places.append(("the first hint", variant.hints[0], own[0]))
    for where, text, place in places:
        if all(_is_telling(part) and _contains(text, part) for part in variant.parts):
            return where, place
    return None


def _is_telling(part: Part) -> bool:
    """Whether an answer is long enough to be no accident, and not the function itself (as with e^x)."""
    is_itself = part.derivative is not None and part.derivative.f == part.reference
    return not is_itself and _is_composed(part.reference)


def _is_composed(reference: Expr) -> bool:
    nodes = list(walk(reference))
    if len(nodes) == 1 and isinstance(nodes[0], Number):
        return len(nodes[0].text.replace(".", "").lstrip("0")) >= _FEWEST_DIGITS
    return len(nodes) >= _FEWEST_NODES


def _contains(text: str, part: Part) -> bool:
    """Whether the answer stands in a text as it is drawn or typed, blanks and brackets of TeX aside."""
    squeezed = _BLANK.sub("", text)
    drawn = (to_tex(part.reference), to_text(part.reference), to_tex(shown(part)))
    forms = {_BLANK.sub("", form) for form in drawn}
    return any(_stands_alone(form, squeezed) for form in forms)


def _stands_alone(form: str, text: str) -> bool:
    """Between no letters or digits that would make it a part of something longer."""
    found = re.search(rf"(?<![\w.+\-*/^]){re.escape(form)}(?![\w^*/+\-])", text)
    return found is not None


def _finding(subject: Subject, message: str, place: Text) -> Finding:
    line, column = subject.source.place(place, 0)
    return Finding("gives-away", message, subject.exercise.file, line, column)
