"""A stranger's pack is safe to open: nothing runs, nothing outside it is read, and everything has a bound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bank.test_loader import messages, write
from trainer.bank import Bank, files, load_bank
from trainer.bank.variant import make_variant
from trainer.maths.drawing.prose import render


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path / "course", "power.yaml")
    write(tmp_path / "strange", "good.yaml")
    return tmp_path / "strange"


def opened(pack: Path) -> Bank:
    return load_bank([pack.parent / "course", pack])


def test_links_that_lead_out_are_refused(pack: Path, tmp_path: Path) -> None:
    """To files and to folders, absolute and relative; the pack's own files stay."""
    secret = write(tmp_path / "elsewhere", "secret.yaml")
    (pack / "file.yaml").symlink_to(secret)
    (pack / "up.yaml").symlink_to("../elsewhere/secret.yaml")
    (pack / "all").symlink_to(secret.parent)
    (pack / "gone.yaml").symlink_to("/nowhere/x.yaml")
    (pack / "README").symlink_to(secret)

    bank = opened(pack)

    assert list(bank.skills) == ["power", "strange/good"]
    said = "is a link: only what lies in the folder itself is read"
    assert messages(bank) == [f"{name} {said}" for name in ("all", "file.yaml", "gone.yaml", "up.yaml")]


def test_a_pack_file_that_is_a_link_is_refused(pack: Path, tmp_path: Path) -> None:
    """It could show what another file says."""
    (tmp_path / "secret.yaml").write_text("name: secret")
    (pack / "pack.yaml").symlink_to(tmp_path / "secret.yaml")

    bank = opened(pack)

    assert list(bank.skills) == ["power"]
    assert messages(bank) == ["pack.yaml is a link; the pack is left out"]


def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    """Only regular files are opened."""
    os.mkfifo(pack / "pipe.yaml")

    assert opened(pack).faults == ()


@pytest.mark.parametrize(
    ("bound", "most", "said"),
    [
        ("MAX_FILES", 2, "it holds more than 2 exercise files"),
        ("MAX_TOTAL", 500, "its exercise files have more than 500 bytes"),
        ("MAX_ENTRIES", 4, "it holds more than 4 files"),
        ("MAX_LEVELS", 2, "it is nested more than 2 folders deep"),
    ],
)
def test_too_much_is_not_read_at_all(
    pack: Path, monkeypatch: pytest.MonkeyPatch, bound: str, most: int, said: str
) -> None:
    """No part of it either, so that what a learner has does not depend on the order of files."""
    monkeypatch.setattr(files, bound, most)
    for i in range(2):
        write(pack, f"b/c/more-{i}.yaml")

    bank = opened(pack)

    assert list(bank.skills) == ["power"]
    assert messages(bank) == [f"nothing of this folder is read: {said}"]
    assert bank.faults[0].file == pack


BOMBS = {
    "aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors (&a) are not read"),
    "nesting": ("exercises: " + "[" * 100_000, "this is nested more than 20 levels deep"),
    "tag": ("title: !!python/object/apply:os.system [exit]\n", "tags ("),
    "size": ("# " + "x" * 1_000_000, "the file has more than 1,000,000 bytes; no larger one is read"),
    "references": ("requires: [" + "a, " * 51 + "a]\nexercises: []\n", "'requires' takes at most 50"),
}


@pytest.mark.parametrize(("text", "said"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_a_fault_of_its_file(pack: Path, text: str, said: str) -> None:
    """Found before it is unfolded; the rest of the pack is usable."""
    (pack / "bomb.yaml").write_text(text)

    bank = opened(pack)

    assert list(bank.skills) == ["power", "strange/good"]
    assert bank.faults[0].message.startswith(said)
    assert bank.faults[0].file == pack / "bomb.yaml"


def test_a_file_that_is_wrong_everywhere_says_so_fifty_times(pack: Path) -> None:
    """And then how many more there are."""
    (pack / "wrong.yaml").write_text("exercises: [" + "{}, " * 200 + "{}]")

    said = messages(opened(pack))

    assert len(said) == 51
    assert said[-1] == "151 more faults follow"


def test_many_cycles_do_not_take_long(pack: Path) -> None:
    """After twenty the rest is cut at once; every skill stays usable."""
    for i in range(30):
        write(pack, f"a-{i}.yaml", f"requires: [b-{i}]")
        write(pack, f"b-{i}.yaml", f"requires: [a-{i}]")

    bank = opened(pack)

    assert len(bank.skills) == 62
    assert len(bank.faults) == 21
    assert messages(bank)[-1] == "20 skills require each other; what they require is left out"
    assert sum(bool(skill.requires) for skill in bank.skills.values()) == 20


@pytest.mark.parametrize(
    "text", [r"\e[2J", r"\x9b31m", r"\u202e", r"a\rb", r"\0", r"\x07", "\x1b[2J", "\u2066"]
)
def test_control_characters_in_a_file_are_refused(pack: Path, text: str) -> None:
    """Escapes for the terminal and marks that turn the direction of writing, escaped or as they are."""
    (pack / "bad.yaml").write_text(f'title: "x{text}"\nexercises: []\n', encoding="utf-8")

    bank = opened(pack)

    assert list(bank.skills) == ["power", "strange/good"]
    assert bank.faults[0].message.startswith("the control character U+")
    assert bank.faults[0].message.isprintable()


@pytest.mark.parametrize("name", ["\x1b[2J.yaml", "\u202egood.yaml", "folder\x07/a.yaml"])
def test_a_name_that_cannot_be_shown_is_refused_in_signs_that_can(pack: Path, name: str) -> None:
    """A fault is printed with the name of its file."""
    write(pack, name)

    bank = opened(pack)

    assert list(bank.skills) == ["power", "strange/good"]
    (fault,) = bank.faults
    assert fault.message.endswith("is a name with characters that cannot be shown; rename it")
    assert str(fault).isprintable()


def test_markup_and_commands_are_shown_as_text(pack: Path) -> None:
    """What other programs would take for orders."""
    said = "[red]no[/red] <b>b</b> `rm -rf ~` %s $(id) %(x)s @import"
    file = write(pack, "odd.yaml")
    file.write_text(file.read_text().replace("Differentiate $x^2$.", f"'{said}'"))

    (line,) = render(make_variant(opened(pack).exercises["strange/odd/one"], 1).prompt, 100)

    assert line == said.replace("`", "")
