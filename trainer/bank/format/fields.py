"""What a single value of an exercise file may be; every value keeps its place in the file.

A value of YAML arrives here as Text, Mapping or Sequence (see positions); nothing is parsed as maths yet.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from trainer.bank.positions import Mapping, Sequence, Text
from trainer.bank.spelling import nearest

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[^\W\d_][^\W_]*(?:_[^\W_]+)*'?")
_RANGE = re.compile(r"\s*([-−]?[0-9]{1,9})\s*\.\.\s*([-−]?[0-9]{1,9})\s*")
_HUGE = re.compile(r"[eE][-+−]?[0-9_]{3}")
MAX_ID = 80
MAX_FORMULA = 2_000
MAX_PROSE = 8_000


def fault(message: str, nearest: str = "", at: Text | None = None) -> PydanticCustomError:
    """A sentence for the author, carried through Pydantic unchanged; `at` is where, if not at the value."""
    context: dict[str, Any] = {"message": message, "nearest": nearest}
    return PydanticCustomError("author", "{message}", context | ({"at": at} if at is not None else {}))


class Strict(BaseModel):
    """A mapping of the file: unknown keys are faults that name the nearest right key."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _only_known_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise fault(f"this must be a mapping with the keys {', '.join(cls.model_fields)}")
        for key in data:
            if key not in cls.model_fields:
                near = nearest(key, cls.model_fields)
                raise PydanticCustomError("unknown_key", "", {"key": str(key), "nearest": near})
        return data


def _formula(value: Any) -> Text:
    """A formula as text; a YAML list such as `[a, b]` is the array that it looks like."""
    if isinstance(value, Sequence):
        value = Text(f"[{', '.join(_formula(item) for item in value)}]", value.line, value.column)
    if not isinstance(value, Text):
        raise fault("this must be a formula; put it in quotes if it contains { } or :")
    return _sized(value, MAX_FORMULA, "formula")


def _prose(value: Any) -> Text:
    if not isinstance(value, Text):
        raise fault("this must be a text; put it in quotes if it contains : or { }")
    if value.endswith("\n"):
        value = Text(value.rstrip("\n"), value.line, value.column)
    return _sized(value, MAX_PROSE, "text")


def _sized(value: Text, most: int, what: str) -> Text:
    if not value.strip():
        raise fault(f"this {what} is empty")
    if len(value) > most:
        raise fault(f"this {what} has {len(value):,} characters; at most {most:,} are read")
    return value


def is_id(word: str) -> bool:
    """Whether a word can name a skill or an exercise."""
    return len(word) <= MAX_ID and _ID.fullmatch(word) is not None


def _id(value: Any) -> Text:
    if not isinstance(value, Text) or not is_id(value):
        raise fault(
            f"an id is small letters, digits and single hyphens, at most {MAX_ID} characters "
            "(such as sine-of-power)"
        )
    return value


def _name(value: Any) -> Text:
    if not isinstance(value, Text) or not _NAME.fullmatch(value):
        raise fault(
            f"{str(value)[:40]!r} is not a name: a letter or word, with subscripts after _ (w, σ, w_1, m_hat)"
        )
    return value


def _lines(value: Any) -> tuple[Text, ...]:
    """One text or a list of texts."""
    if isinstance(value, Sequence):
        return tuple(_prose(item) for item in value)
    return (_prose(value),)


def _formulas(value: Any) -> tuple[Text, ...]:
    """One formula or a list of formulas."""
    if isinstance(value, Sequence):
        return tuple(_formula(item) for item in value)
    return (_formula(value),)


def _fraction(value: Any) -> Fraction:
    """An exact number such as `0.25`, `-3` or `3/2`."""
    if _HUGE.search(str(value)):
        raise fault(f"{str(value)[:40]!r} is too large or too small")
    try:
        return Fraction(str(value).strip().replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        raise fault(f"{str(value)[:40]!r} is not a number (such as 0.25, -3 or 3/2)") from None


def _range(value: Any) -> tuple[int, int]:
    """The two ends of `lo..hi`."""
    match = _RANGE.fullmatch(value) if isinstance(value, Text) else None
    if match is None:
        raise fault(
            "a parameter is a range of integers such as 2..5, {choice: [1/2, 2, 3]} or "
            "{real: [0.1, 0.9], decimals: 1}"
        )
    low, high = (int(end.replace("−", "-")) for end in match.groups())
    if low > high:
        raise fault(f"the range {value.strip()} is empty: its first end must not be the larger one")
    return low, high


_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_ARRAY = {"anyOf": [_SCALAR, {"type": "array"}]}
_LINE = {"type": ["string", "number"]}

Formula = Annotated[
    Text,
    PlainValidator(_formula),
    WithJsonSchema({**_ARRAY, "description": "A formula of the answer language; a list is an array."}),
]
Prose = Annotated[
    Text,
    PlainValidator(_prose),
    WithJsonSchema({**_LINE, "description": "Text with $…$, $$…$$ and {name}."}),
]
Id = Annotated[
    Text,
    PlainValidator(_id),
    WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$", "maxLength": MAX_ID}),
]
Name = Annotated[Text, PlainValidator(_name), WithJsonSchema({"type": "string"})]
Lines = Annotated[
    tuple[Text, ...],
    PlainValidator(_lines),
    WithJsonSchema({"anyOf": [_LINE, {"type": "array", "items": _LINE}]}),
]
Formulas = Annotated[
    tuple[Text, ...],
    PlainValidator(_formulas),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}),
]
Exact = Annotated[Fraction, PlainValidator(_fraction), WithJsonSchema({"type": ["string", "number"]})]
Range = Annotated[
    tuple[int, int],
    PlainValidator(_range),
    WithJsonSchema({"type": "string", "pattern": r"^\s*-?[0-9]+\s*\.\.\s*-?[0-9]+\s*$"}),
]


def is_mapping(value: Any) -> bool:
    """Whether a value of the file is a mapping."""
    return isinstance(value, Mapping)
