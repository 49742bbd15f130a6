"""A file appears whole, or not at all, and replaces nothing unasked."""

import pytest

from trainer.errors import TrainerError
from trainer.export.file import write_whole


def test_a_text_is_written_in_full(tmp_path):
    """In UTF-8, and nothing but the file is left in the folder; a lone surrogate does not stop it."""
    file = tmp_path / "report.html"

    write_whole(file, "∂L/∂w \ud800\n", force=False)

    assert file.read_bytes() == "∂L/∂w ?\n".encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_there_stays(tmp_path):
    """The way to replace it is named, and works."""
    file = tmp_path / "report.html"
    file.write_text("mine")

    with pytest.raises(TrainerError, match="--force"):
        write_whole(file, "new", force=False)

    assert file.read_text() == "mine"
    write_whole(file, "new", force=True)
    assert file.read_text() == "new"


def test_an_error_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    """The disk is full at the last moment: the old file stands, and no half of a new one."""
    file = tmp_path / "report.html"
    file.write_text("mine")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(TrainerError, match="No space left on device"):
        write_whole(file, "new", force=True)

    assert [(f.name, f.read_text()) for f in tmp_path.iterdir()] == [("report.html", "mine")]


@pytest.mark.parametrize(("place", "said"), [("missing/report.html", "no folder"), (".", "is a folder")])
def test_a_place_that_cannot_be_is_said(tmp_path, place, said):
    """In a sentence."""
    with pytest.raises(TrainerError, match=said):
        write_whole(tmp_path / place, "x", force=False)
