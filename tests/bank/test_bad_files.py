"""Every broken file of the corpus is refused with a place and a sentence; a regression is one more file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer.bank import formula_faults
from trainer.bank.exercise import Bank
from trainer.bank.reading import read_file
from trainer.errors import AuthorError

CORPUS = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
EXPECTED = re.compile(r"^# expect: (\d+):(\d+) (.*)$", re.MULTILINE)


def faults_of(data: bytes, file: Path) -> list[AuthorError]:
    content = read_file(data, file)
    bank = Bank({}, {exercise.id: exercise for exercise in content.exercises}, ())
    return [*content.faults, *formula_faults(bank)]


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_a_broken_file_is_refused_at_the_place_of_the_fault(file: Path) -> None:
    """The first lines of each file say which line, column and sentence an author must see."""
    data = file.read_bytes()
    expected = EXPECTED.findall(data.decode("utf-8", "replace"))

    faults = faults_of(data, file)

    assert expected
    assert len(faults) == len(expected), [str(fault) for fault in faults]
    for fault, (line, column, message) in zip(faults, expected, strict=True):
        assert (fault.line, fault.column) == (int(line), int(column)), str(fault)
        assert fault.message.startswith(message)
        assert fault.file == file


def test_a_byte_that_is_not_utf8_is_refused_with_its_place() -> None:
    """Latin-1 files are common; the sentence must point at the byte."""
    (fault,) = faults_of(b"title: ok\nwhy: caf" + b"\xe9", Path("x.yaml"))

    expected = (2, 9, "this byte is not UTF-8; save the file as UTF-8")
    assert (fault.line, fault.column, fault.message) == expected


def test_a_file_over_one_megabyte_is_refused_unread() -> None:
    """The size is checked before anything is parsed."""
    (fault,) = faults_of(b"#" * 1_000_001, Path("x.yaml"))

    assert fault.message == "the file has more than 1,000,000 bytes; no larger one is read"


def test_the_nearest_right_key_is_kept_apart_from_the_sentence() -> None:
    """Tools can offer the correction without reading the message."""
    (fault,) = faults_of(b"titel: x\nexercises: []\n", Path("x.yaml"))[:1]

    assert (fault.nearest, fault.field) == ("title", "titel")
