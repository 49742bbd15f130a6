"""Turns a validated file model into the plain data of the bank; decides what a template's hash covers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from trainer.bank.authored import (
    Authored,
    AuthoredCall,
    AuthoredChoices,
    AuthoredCode,
    AuthoredDerivation,
    AuthoredGraph,
    AuthoredLines,
    AuthoredOption,
    AuthoredTensor,
    AuthoredWrong,
)
from trainer.bank.draw import Choice, Integers, Parameter, Reals
from trainer.bank.exercise import WHOLE, AskedPart, Exercise, Rejected
from trainer.bank.format.code import CodeExercise
from trainer.bank.format.kinds import (
    BackpropExercise,
    DerivationExercise,
    DeriveExercise,
    ExpressionPart,
    GradientExercise,
    NumberExercise,
    NumberPart,
    TensorExercise,
    TraceExercise,
)
from trainer.bank.format.params import ChoiceParam, RealParam
from trainer.bank.format.picked import ChoiceExercise, OrderExercise, before
from trainer.bank.format.shared import AnyFields, ExerciseFields
from trainer.bank.positions import Mapping as Node
from trainer.bank.positions import Text
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import canonical

_NOT_HASHED = frozenset({"id", "renames", "hints", "solution", "accept"})
_PRECISION = ("decimals", "digits", "tolerance")
_FORM = ("form", "up_to")

Typed = (
    DeriveExercise | GradientExercise | NumberExercise | TraceExercise | DerivationExercise | TensorExercise
)
Picked = ChoiceExercise | OrderExercise
AnyModel = Typed | Picked | CodeExercise


def build(model: AnyModel, node: Node, skill: str, file: Path) -> Exercise:
    """The exercise that `model`, validated from `node`, describes."""
    return Exercise(
        id=f"{skill}/{model.id}",
        skill=skill,
        kind=model.kind,
        params={canonical(name): _parameter(param) for name, param in model.params.items()},
        where=model.where,
        variables=_named(model.variables),
        given=_named(model.given),
        at=_named(model.at) if isinstance(model, NumberExercise) else {},
        ask=model.ask,
        parts=_asked(model),
        hints=model.hints,
        solution=model.solution,
        accept=tuple(_texts(form) for form in model.accept) if isinstance(model, ExerciseFields) else (),
        reject=_rejected(model),
        detail=_detail(model),
        file=file,
        line=node.line,
        template_hash=template_hash(node),
    )


def template_hash(node: Any) -> str:
    """SHA-256, as 64 hexadecimal digits, over what fixes an exercise's variants and their grading.

    Covered is every key but id, renames, hints, solution and accept: canonical JSON (UTF-8, no spaces) of the
    list of [key, value] pairs sorted by key; inside, mappings are lists of pairs in written order. Values are
    as YAML reads them, without line ends at their end: comments, quotes and indents do not count.
    """
    pairs = sorted((str(key), _plain(value)) for key, value in node.items() if key not in _NOT_HASHED)
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [[str(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value).rstrip("\n")


def _parameter(param: tuple[int, int] | ChoiceParam | RealParam) -> Parameter:
    if isinstance(param, ChoiceParam):
        return Choice(tuple(param.choice))
    if isinstance(param, RealParam):
        return Reals(param.real[0], param.real[1], param.decimals)
    return Integers(*param)


def _named(texts: Mapping[Text, Text]) -> dict[str, Text]:
    return {canonical(name): text for name, text in texts.items()}


def _texts(form: Text | Mapping[Text, Text]) -> dict[str, Text]:
    return {WHOLE: form} if isinstance(form, Text) else _named(form)


def _rejected(model: AnyFields) -> tuple[Rejected, ...]:
    if not isinstance(model, ExerciseFields):
        return ()
    return tuple(Rejected(_texts(form.answer), form.because) for form in model.reject)


def _detail(model: AnyModel) -> Authored | None:
    match model:
        case ChoiceExercise():
            options = [AuthoredOption(one.text, bool(one.right), one.because) for one in model.options]
            return AuthoredChoices(tuple(options), model.several)
        case OrderExercise():
            because = {str(name): text for name, text in model.because.items()}
            return AuthoredLines(
                {str(name): text for name, text in model.lines.items()}, _pairs(model), because
            )
        case DerivationExercise():
            return AuthoredDerivation(model.steps)
        case BackpropExercise():
            return AuthoredGraph(
                _named(model.values),
                _named(model.forward),
                tuple(canonical(name) for name in model.gradients),
                tuple(canonical(name) for name in model.questions),
            )
        case TensorExercise():
            return AuthoredTensor(model.loss, canonical(model.of) if model.of else "")
        case CodeExercise():
            return _code(model)
    return None


def _code(model: CodeExercise) -> AuthoredCode:
    result = canonical(next(iter(model.returns)))

    def by_result(form: Text | Mapping[Text, Text]) -> dict[str, Text]:
        return {result: form} if isinstance(form, Text) else _named(form)

    return AuthoredCode(
        function=str(model.function),
        calls={canonical(f): AuthoredCall(canonical(call.of), call.value) for f, call in model.calls.items()},
        hidden=tuple(canonical(name) for name in model.hidden),
        returns=_named(model.returns),
        loss=model.loss,
        blocks={canonical(name): canonical(variable) for name, variable in model.of.items()},
        away=model.away,
        cases=tuple(_named(case) for case in model.cases),
        inputs=model.inputs,
        accept=tuple(by_result(form) for form in model.accept),
        reject=tuple(AuthoredWrong(by_result(form.answer), form.because) for form in model.reject),
    )


def _pairs(model: OrderExercise) -> tuple[tuple[str, str], ...]:
    """The pairs that must keep their order: those of `before`, else all neighbours."""
    chains = [before(chain) for chain in model.before] or [list(map(str, model.lines))]
    return tuple((first, second) for chain in chains for first, second in pairwise(chain))


def _asked(model: AnyModel) -> tuple[AskedPart, ...]:
    if isinstance(model, BackpropExercise):
        return (AskedPart(WHOLE, model.ask, None, _requirement(model, None)),)
    if isinstance(model, ChoiceExercise | OrderExercise | CodeExercise):
        return (AskedPart(WHOLE, model.ask),)
    return _parts(model)


def _parts(model: Typed) -> tuple[AskedPart, ...]:
    asked = model.steps if isinstance(model, TraceExercise) else model.answer
    if isinstance(asked, Text):
        return (AskedPart(WHOLE, asked, None, _requirement(model, None)),)
    parts = []
    for name, value in asked.items():
        own = None if isinstance(value, Text) else value
        formula = value if isinstance(value, Text) else value.value
        parts.append(
            AskedPart(canonical(name), formula, own.label if own else None, _requirement(model, own))
        )
    return tuple(parts)


def _requirement(model: ExerciseFields, own: ExpressionPart | NumberPart | None) -> Requirement:
    """A part's own precision replaces the exercise's as a whole; its form and up_to one by one."""
    precise = (
        own if own is not None and any(getattr(own, key, None) is not None for key in _PRECISION) else model
    )
    chosen: dict[str, Any] = {key: getattr(precise, key, None) for key in _PRECISION}
    for key in _FORM:
        chosen[key] = getattr(own, key, None) or getattr(model, key, None) or ""
    return Requirement(**chosen)
