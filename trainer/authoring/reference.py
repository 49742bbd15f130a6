"""The reference of the exercise format in Markdown, made from the models that read the files."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from trainer.bank.format.code import CalledFunction, CodeExercise, Function, WrongCode
from trainer.bank.format.fields import Exact, Formula, Formulas, Id, Lines, Name, Prose, Range, Strict
from trainer.bank.format.file import Reference, SkillFile
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
from trainer.bank.format.picked import ChoiceExercise, OptionModel, OrderExercise
from trainer.bank.format.shared import AnyFields, ExerciseFields, Rejected

BEGIN: Final = "<!-- reference: begin -->"
END: Final = "<!-- reference: end -->"

_WORDS: Final[tuple[tuple[Any, str], ...]] = (
    (Formula, "formula"),
    (Formulas, "formula or [formula, …]"),
    (Prose, "text"),
    (Lines, "text or [text, …]"),
    (Id, "name"),
    (Reference, "name"),
    (Name, "name"),
    (Function, "name"),
    (Exact, "number"),
    (Range, "range"),
    (bool, "true or false"),
    (int, "whole number"),
    (float, "number"),
)
"""What the values of a key are called; compared by equality, as annotated types are."""

_KINDS: Final[tuple[type[Strict], ...]] = (
    *(DeriveExercise, GradientExercise, NumberExercise, TraceExercise, BackpropExercise),
    *(DerivationExercise, TensorExercise, ChoiceExercise, OrderExercise, CodeExercise),
)
_PARTS: Final[dict[str, type[Strict]]] = {
    "A parameter `{choice: …}`": ChoiceParam,
    "A parameter `{real: …}`": RealParam,
    "An entry of `reject`": Rejected,
    "A part of the answer of `derive`": ExpressionPart,
    "A part of the answer of `number`, or a step of `trace`": NumberPart,
    "An entry of `options` of `choice`": OptionModel,
    "An entry of `calls` of `code`": CalledFunction,
    "An entry of `reject` of `code`": WrongCode,
}
"""The mappings that occur inside the keys, with the headings that they get."""


def reference() -> str:
    """All tables: the head of a file, what every exercise has, each kind, and the mappings inside."""
    shared = {*AnyFields.model_fields, "kind"}
    typed = set(ExerciseFields.model_fields) - shared
    blocks = [_table("The head of a file", SkillFile)]
    blocks += [_table("Every exercise", AnyFields)]
    blocks += [_table("Every exercise with a typed answer", ExerciseFields, shared)]
    for model in _KINDS:
        kind = get_args(get_type_hints(model)["kind"])[0]
        inherited = shared | typed if issubclass(model, ExerciseFields) else shared
        blocks.append(_table(f"`kind: {kind}`", model, inherited, link=f"kinds/{kind}.md"))
    blocks += [_table(heading, model) for heading, model in _PARTS.items()]
    return "\n".join(blocks)


def with_reference(page: str) -> str:
    """The page with the tables between its two markers; ValueError (a programmer's mistake) without them."""
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("the page has no place for the reference")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _table(
    heading: str, model: type[Strict], left_out: set[str] | frozenset[str] = frozenset(), link: str = ""
) -> str:
    lines = [f"### {heading}", ""]
    if link:
        lines += [f"Shown and explained in [{link}]({link}).", ""]
    lines += ["| key | value | meaning | default |", "|---|---|---|---|"]
    return "\n".join([*lines, *_rows(model, left_out), ""])


def _rows(model: type[Strict], left_out: set[str] | frozenset[str]) -> Iterator[str]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if name in left_out or name == "kind":
            continue
        meaning = (field.description or "").replace("|", "\\|")
        default = (
            "required" if field.is_required() else _default(field.get_default(call_default_factory=True))
        )
        yield f"| `{name}` | {_words(hints[name])} | {meaning} | {default} |"


def _default(value: Any) -> str:
    if value in (None, (), [], {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _words(hint: Any) -> str:
    """What may stand there, as the cell of a table."""
    words = _notation(hint)
    return f"`{words}`" if words[0] in "{[" else words


def _notation(hint: Any) -> str:
    """What may stand there: a word, `{name: value}`, `[value, …]`, or several of them."""
    for known, word in _WORDS:
        if _is(hint, known):
            return word
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _notation(inside[0])
    if origin is Literal:
        return ", ".join(str(value) for value in inside)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(_notation(each) for each in inside if each is not NoneType))
    if origin is dict:
        return f"{{name: {_notation(inside[1])}}}"
    return f"[{_notation(inside[0])}, …]" if origin in (list, tuple) else "mapping"


def _is(hint: Any, known: Any) -> bool:
    """Whether a hint is the known type, perhaps with more said about it."""
    if get_origin(known) is not Annotated or get_origin(hint) is not Annotated:
        return bool(hint == known)
    said = known.__metadata__
    return bool(get_args(hint)[0] == get_args(known)[0] and hint.__metadata__[: len(said)] == said)
