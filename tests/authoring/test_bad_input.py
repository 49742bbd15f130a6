"""Files that cannot be trusted: each kind has its own sentence, and none costs time or memory."""

import os

import pytest

from trainer.authoring.draft import read_draft
from trainer.authoring.lint import check_file
from trainer.authoring.lint.source import change_since, read_source


def only(path):
    (finding,) = check_file(path, [], seeds=1).errors
    return finding.rule, finding.line, finding.column, finding.message


def test_a_hundred_megabytes_are_refused_unread(tmp_path):
    """The sentence is the one with which the reader refuses it."""
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)

    said = only(file)

    assert said == ("too-large", 1, 1, "the file has more than 1,000,000 bytes; no larger one is read")


def test_bytes_that_are_no_utf8_are_refused_with_their_place(tmp_path):
    """Files of another encoding look right in an editor."""
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"title: ok\nwhy: caf\xe9\nexercises: []\n")

    assert only(file) == ("yaml", 2, 9, "this byte is not UTF-8; save the file as UTF-8")


def test_a_file_that_does_not_exist_is_said_in_a_sentence(tmp_path):
    """As is a pipe, from which reading might never end."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)

    assert only(tmp_path / "no.yaml")[::3] == (
        "unreadable",
        "the file cannot be read: No such file or directory",
    )
    assert only(pipe)[::3] == ("unreadable", "this is neither a file nor a folder")


@pytest.mark.parametrize(
    ("meddle", "said"),
    [(lambda file: file.write_text("b"), "changed"), (lambda file: file.unlink(), "vanished")],
)
def test_a_file_that_does_not_keep_still_is_an_error(tmp_path, meddle, said):
    """What was found would be about a text that is not there any more."""
    file = tmp_path / "moving.yaml"
    file.write_text("a")
    source = read_source(file)
    unchanged = change_since(source)

    meddle(file)

    assert unchanged is None
    assert change_since(source).rule == "changed"
    assert change_since(source).message == f"the file {said} while it was checked; check it again"


def test_an_alias_bomb_costs_nothing(tmp_path):
    """The first alias is refused, so nothing multiplies."""
    file = tmp_path / "bomb.yaml"
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40))]
    file.write_text("\n".join(lines))

    rule, line, _, message = only(file)

    assert (rule, line) == ("yaml", 1)
    assert message.startswith("anchors (&a0) are not read")


@pytest.mark.parametrize(
    ("make", "said"), [(os.mkfifo, "neither a file nor a folder"), (os.mkdir, "a folder")]
)
def test_a_draft_that_turned_into_something_else_is_not_waited_for(tmp_path, make, said):
    """The preview reads whatever stands under the name of its file, also when that is a pipe now."""
    place = tmp_path / "draft.yaml"
    make(place)

    draft = read_draft(place)

    assert said in draft.faults[0].message
    assert not draft.exercises
