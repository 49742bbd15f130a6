"""Makes a variant: an exercise with its parameters drawn from a seed, ready to be shown and graded.

Pure: the same exercise and seed give the same variant for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.bank import auto
from trainer.bank.attempt import Attempt, first_usable
from trainer.bank.authored import AuthoredDerivation, AuthoredGraph, AuthoredTensor
from trainer.bank.details import Code, Derivation, Detail, Tensor
from trainer.bank.exercise import WHOLE, Exercise
from trainer.bank.parts import Part, from_components, shown
from trainer.bank.picked import picked
from trainer.bank.placeholders import Prose, fill
from trainer.bank.template import PICKED
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import Array, Expr
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.text import to_text


@dataclass(frozen=True, slots=True)
class RejectForm:
    """A wrong answer by part (not necessarily every part) and what is said to a learner who gives it."""

    texts: Mapping[str, str]
    because: str


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One concrete question.

    `params` are the numbers drawn; `given` what every given (and drawn formula) stands for; `names` the
    variables that an answer may use. `prompt`, `hints`, `solution` and labels are prose with TeX. The texts
    of `accept` and `reject` are ready to be typed. `detail` is what its kind has beside the parts.
    """

    exercise: Exercise
    seed: int
    params: Mapping[str, Fraction]
    given: Mapping[str, Expr]
    names: Names
    prompt: str
    parts: tuple[Part, ...]
    hints: tuple[str, ...]
    solution: tuple[str, ...]
    accept: tuple[Mapping[str, str], ...]
    reject: tuple[RejectForm, ...]
    detail: Detail | None = None

    @property
    def answers(self) -> dict[str, str]:
        """The reference answers as they would be typed, by part; those of a derivation with its steps, a
        function in full."""
        if isinstance(self.detail, Derivation):
            return dict(self.accept[0])
        if isinstance(self.detail, Code):
            return {WHOLE: self.detail.source}
        return {part.name: to_text(part.reference) for part in self.parts}


def make_variant(exercise: Exercise, seed: int) -> Variant:
    """The variant of `exercise` for `seed` (any integer).

    Draws again, at most 200 times, while a `where` fails, an answer is undefined or too large, or a rejected
    answer equals the right one. Raises AuthorError where no draw is usable or a text cannot be read.
    """
    template = exercise.template
    found = first_usable(exercise, template, seed)
    values = _values(exercise, found)
    prompt = fill(template.ask, values, to_tex)
    variant = Variant(
        exercise=exercise,
        seed=seed,
        params=found.params,
        given=found.given,
        names=template.variables,
        prompt=prompt,
        parts=_labelled(found.parts, template.labels, values),
        hints=_lines(template.hints, values, lambda: auto.hints(template, found.scope)),
        solution=_lines(template.solution, values, lambda: _worked(exercise, found)),
        accept=found.accept,
        reject=tuple(
            RejectForm(texts, fill(because, values, to_tex))
            for texts, because in zip(found.reject, template.because, strict=True)
        ),
        detail=_detail(exercise, found, prompt),
    )
    if exercise.kind == "code":
        return _with_code(variant, values, found)
    return _with_picks(variant, values) if exercise.kind in PICKED else variant


def _worked(exercise: Exercise, found: Attempt) -> tuple[str, ...]:
    """The lines for `auto`: of a graph its passes, else the derivation of what is asked for."""
    if exercise.kind == "backprop":
        from trainer.bank import backprop

        return backprop.worked(backprop.graph_of(exercise, exercise.template, found.scope))
    return auto.solution(exercise.template, found.scope)


def _detail(exercise: Exercise, found: Attempt, prompt: str) -> Detail | None:
    match exercise.detail:
        case AuthoredGraph():
            from trainer.bank import backprop

            leaves = backprop.leaves_of(exercise.template, found.scope)
            return backprop.drawn(backprop.graph_of(exercise, exercise.template, found.scope), leaves, prompt)
        case AuthoredDerivation(wanted):
            return Derivation(found.parts[0].formula, wanted)
        case AuthoredTensor(_, variable):
            loss = exercise.template.loss
            return Tensor(found.scope.put_in(loss) if loss is not None else None, variable)
    return None


def _with_picks(variant: Variant, values: Mapping[str, Expr]) -> Variant:
    found = picked(variant.exercise, variant.exercise.template, values, variant.seed)
    return replace(
        variant,
        parts=(found.part,),
        detail=found.detail,
        accept=tuple({WHOLE: text} for text in found.accept),
        reject=tuple(RejectForm({WHOLE: text}, because) for text, because in found.reject),
    )


def _with_code(variant: Variant, values: Mapping[str, Expr], found: Attempt) -> Variant:
    from trainer.bank.program import build_code

    template = variant.exercise.template
    because = tuple(fill(text, values, to_tex) for text in template.said.values())
    written = build_code(variant.exercise, template, found.scope, because)
    reference = Array(tuple(written.code.results.values()))
    return replace(
        variant,
        parts=(Part(WHOLE, "", reference, reference, Requirement()),),
        detail=written.code,
        solution=(*variant.solution, f"```\n{written.code.source}```"),
        accept=tuple({WHOLE: source} for source in written.accept),
        reject=tuple(
            RejectForm({WHOLE: source}, said) for source, said in zip(written.reject, because, strict=True)
        ),
    )


def _values(exercise: Exercise, found: Attempt) -> dict[str, Expr]:
    """What every placeholder shows."""
    values = {name: found.scope.value(name) for name in exercise.params} | dict(found.given)
    if exercise.kind == "gradient":
        return values | {WHOLE: from_components(found.parts)}
    return values | {part.name: shown(part) for part in found.parts}


def _labelled(
    parts: tuple[Part, ...], labels: tuple[Prose | None, ...], values: Mapping[str, Expr]
) -> tuple[Part, ...]:
    """The parts with the author's own labels in place of the derived ones."""
    if len(parts) != len(labels) or not any(labels):
        return parts
    return tuple(
        part if own is None else replace(part, label=fill(own, values, to_tex))
        for part, own in zip(parts, labels, strict=True)
    )


def _lines(
    lines: tuple[Prose | None, ...], values: Mapping[str, Expr], derived: Callable[[], tuple[str, ...]]
) -> tuple[str, ...]:
    """The author's lines, with the derived ones wherever `auto` stands."""
    found: list[str] = []
    for line in lines:
        found += derived() if line is None else [fill(line, values, to_tex)]
    return tuple(found)
