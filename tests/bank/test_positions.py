"""YAML arrives as texts that know where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.bank.positions import Mapping
from trainer.bank.yaml_document import read_yaml
from trainer.errors import AuthorError

FILE = Path("x.yaml")


def read(text: str) -> Any:
    return read_yaml(text.encode(), FILE)


@pytest.mark.parametrize(
    "scalar", ["3", "1e-8", "y", "n", "on", "no", "True", "null", "~", "0x1F", "1_000", "2024-01-01"]
)
def test_scalars_arrive_as_they_were_written(scalar: str) -> None:
    """YAML's own types would turn the formula y into true and 1_000 into 1000."""
    assert read(f"answer: {scalar}") == {"answer": scalar}


def test_keys_and_values_know_their_line_and_column() -> None:
    """Columns count characters, not bytes, from 1."""
    document = read('α: [β, "γ"]\nb:\n  c: d\n')

    (first, second) = document
    assert (first.line, first.column) == (1, 1)
    assert [(item.line, item.column) for item in document["α"]] == [(1, 5), (1, 8)]
    assert (second.line, document["b"].line, document["b"].column) == (2, 3, 3)
    assert document["b"]["c"].column == 6


def test_the_value_is_found_inside_its_quotes() -> None:
    """Offsets into a formula become columns of the file only where text and source run in step."""
    document = read("""a: x + y\nb: 'x + y'\nc: "x \\n y"\nd: |\n  x\n""")

    assert [document[key].shift for key in "abcd"] == [0, 1, None, None]


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    """Windows editors write one."""
    assert read_yaml(b"\xef\xbb\xbfa: b", FILE) == {"a": "b"}


def test_twenty_levels_are_read_and_no_more() -> None:
    """The limit is where the sentence says it is."""
    assert read("[" * 20 + "]" * 20)
    with pytest.raises(AuthorError, match="nested more than 20"):
        read("[" * 21 + "]" * 21)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """Nothing that a file can hold ends in a traceback."""
    try:
        document = read_yaml(text.encode("utf-8", "surrogatepass"), FILE)
    except AuthorError as fault:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.file == FILE
    else:
        assert isinstance(document, str | list | Mapping)
