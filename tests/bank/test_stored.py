"""What was read comes back from JSON as it was, types and places included."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.bank.draw import Choice, Integers, Reals
from trainer.bank.positions import Text
from trainer.bank.reading import read_file
from trainer.bank.stored import decoded, encoded
from trainer.errors import AuthorError
from trainer.maths.judging.verdict import Requirement

HERE = Path(__file__).parent
FILES = [*sorted((HERE / "good").glob("*.yaml")), *sorted((HERE / "bad").glob("*.yaml"))]
FILE = Path("some/file.yaml")


def stored(value: Any, file: Path = FILE) -> Any:
    return decoded(json.loads(json.dumps(encoded(value))), file)


def same(a: Any, b: Any) -> bool:
    """Equal, of the same type, at the same place, all the way down."""
    if type(a) is not type(b):
        return isinstance(a, Path) and a == b
    if isinstance(a, Text):
        return (str(a), a.line, a.column, a.shift) == (str(b), b.line, b.column, b.shift)
    if isinstance(a, AuthorError):
        return vars(a) == vars(b) and str(a) == str(b)
    if is_dataclass(a):
        return all(same(getattr(a, field.name), getattr(b, field.name)) for field in fields(a))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_content_of_a_file_comes_back(file: Path) -> None:
    """Skill, exercises and faults of every file of the two collections."""
    content = read_file(file.read_bytes(), file)
    values = (content.skill, content.exercises, content.faults)

    assert same(stored(values, file), values)


ANY_TEXT = st.text(st.characters())
TEXTS = st.builds(Text, ANY_TEXT, st.integers(1), st.integers(1), st.none() | st.integers(0))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | ANY_TEXT
    | st.fractions()
    | st.integers(0, 5_000).map(lambda n: Fraction(1, 10**n))
    | TEXTS
    | st.builds(Integers, st.integers(), st.integers())
    | st.builds(Reals, st.fractions(), st.fractions(), st.integers(0, 9))
    | st.builds(Choice, st.lists(TEXTS).map(tuple))
    | st.builds(Requirement, decimals=st.none() | st.integers(0, 15), tolerance=st.floats(1e-9, 1))
    | st.builds(AuthorError, st.text(), file=st.just(FILE), line=st.integers(1), nearest=st.text()),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=50)
@given(VALUES)
def test_any_value_of_a_bank_comes_back(value: Any) -> None:
    """Texts that look like tags, empty tuples, lone surrogates and very long fractions too."""
    assert same(stored(value), value)


@pytest.mark.parametrize("value", [{1, 2}, [1], b"x", Fraction, object()])
def test_what_no_bank_holds_is_refused(value: Any) -> None:
    """A new kind of field must be thought of here, loudly."""
    with pytest.raises(TypeError, match="cannot be stored"):
        encoded(value)
