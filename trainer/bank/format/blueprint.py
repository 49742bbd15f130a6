"""The file of an exam blueprint: what a paper weighs, how long it takes, what passes."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema

from trainer.bank.format.fields import Id, Prose, Strict, fault, is_mapping
from trainer.bank.positions import Text

MOST_QUESTIONS = 200
MOST_MINUTES = 600
MOST_WEIGHT = 1_000_000
MOST_ENTRIES = 1_000
_LONGEST_NAME = 80


def _number(value: Any) -> float:
    """A finite number as written, such as `7`, `2.5` or `30 %`."""
    text = str(value).strip().removesuffix("%").strip() if isinstance(value, Text) else ""
    try:
        found = float(text)
    except ValueError:
        raise fault(f"{str(value)[:40]!r} is not a number") from None
    if not math.isfinite(found):
        raise fault(f"{text[:40]!r} is not a number")
    return found


def _weight(value: Any) -> float:
    found = _number(value)
    if found < 0:
        raise fault(f"a weight is at least 0, not {value!s}")
    if found > MOST_WEIGHT:
        raise fault(f"a weight is at most {MOST_WEIGHT:,}")
    return found


def _pass_mark(value: Any) -> float:
    """The share of the points that passes, from a percentage."""
    found = _number(value)
    if not 0 <= found <= 100:
        raise fault(f"pass_mark is a percentage from 0 to 100, not {str(value)[:40]}")
    if 0 < found < 1:
        raise fault(f"pass_mark is a percentage: {str(value)[:40]} would pass nearly everybody; write 60")
    return found / 100


def _hint_cost(value: Any) -> float:
    found = _number(value)
    if not 0 <= found <= 100:
        raise fault(f"hint_cost is a percentage of a question's points, not {str(value)[:40]}")
    return found / 100


def _name(value: Any) -> Text:
    if not isinstance(value, Text) or not value.strip() or len(value) > _LONGEST_NAME:
        raise fault(f"this must be a skill, a part of the course or a topic, at most {_LONGEST_NAME} letters")
    return value


def _one_or_group(value: Any) -> str:
    return "<group>" if is_mapping(value) else "<weight>"


_NUMBER = {"type": ["number", "string"]}
Weight = Annotated[float, PlainValidator(_weight), WithJsonSchema({"type": "number", "minimum": 0})]
Name = Annotated[Text, PlainValidator(_name), WithJsonSchema({"type": "string"})]
Entry = Annotated[
    Annotated[Weight, Tag("<weight>")]
    | Annotated[dict[Name, Weight], Field(min_length=1, max_length=MOST_ENTRIES), Tag("<group>")],
    Discriminator(_one_or_group),
]


class BlueprintFile(Strict):
    """One blueprint; its name is the file's."""

    title: Prose
    description: Prose
    count: int = Field(ge=1, le=MOST_QUESTIONS)
    minutes: int = Field(ge=1, le=MOST_MINUTES)
    pass_mark: Annotated[float, PlainValidator(_pass_mark), WithJsonSchema(_NUMBER)]
    weights: dict[Name, Entry] = Field(min_length=1, max_length=MOST_ENTRIES)
    kinds: tuple[Id, ...] = ()
    hints: Literal["none", "allowed"] = "none"
    hint_cost: Annotated[float, PlainValidator(_hint_cost), WithJsonSchema(_NUMBER)] | None = None
