"""A cache makes loading fast and is never noticed in any other way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.bank import Bank, cache_folder, load_bank
from trainer.bank import cache as cache_module
from trainer.bank.stored import encoded
from trainer.paths import exercises_folder

HERE = Path(__file__).parent
EXERCISE = """
  - id: one
    kind: derive
    variables: {x: real}
    ask: Differentiate $x^2$.
    answer: diff(x^2, x)
    accept: [2 x, x + x]
    reject:
      - {answer: x, because: The factor is missing.}
      - {answer: x^2, because: That is the function.}
"""


def write(file: Path, text: str = f"title: Before\nexercises:{EXERCISE}") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def everything(bank: Bank) -> Any:
    """All that a bank holds, types and places included, as values that can be compared."""
    skills, exercises = tuple(bank.skills.values()), tuple(bank.exercises.values())
    files = [skill.file for skill in skills] + [exercise.file for exercise in exercises]
    return encoded((skills, exercises)), list(bank.exercises), files, [str(fault) for fault in bank.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "bank" / "a.yaml")
    write(tmp_path / "bank" / "b.yaml")
    return tmp_path / "bank"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read rather than found in the cache."""
    names: list[str] = []
    read = cache_module.read_file

    def noted(data: bytes, file: Path) -> Any:
        names.append(file.name)
        return read(data, file)

    monkeypatch.setattr(cache_module, "read_file", noted)
    return names


@pytest.mark.parametrize("name", ["good", "bad", "shipped"])
def test_a_bank_from_the_cache_is_the_bank_of_the_files(cache: Path, reads: list[str], name: str) -> None:
    """Every text with its place, every fault, every type; of sound files and of broken ones."""
    folder = exercises_folder() if name == "shipped" else HERE / name
    expected = everything(load_bank([folder]))

    first, second = (everything(load_bank([folder], cache)) for _ in range(2))

    assert first == expected
    assert second == expected
    assert len(reads) == len(list(folder.rglob("*.yaml")))


def test_an_edit_is_seen_though_date_and_size_are_the_same(folder: Path, cache: Path) -> None:
    """Editors, archives and checkouts set dates; only the bytes decide."""
    load_bank([folder], cache)
    file = folder / "a.yaml"
    before = file.stat()

    file.write_text(file.read_text().replace("Before", "Behind"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert load_bank([folder], cache).skills["a"].title == "Behind"


def test_only_what_is_new_is_read(folder: Path, cache: Path, reads: list[str]) -> None:
    """One more file in a bank of a thousand costs one file."""
    load_bank([folder], cache)
    reads.clear()
    write(folder / "c.yaml")

    load_bank([folder], cache)
    load_bank([folder], cache)

    assert reads == ["c.yaml"]


def test_the_same_text_under_another_name_is_another_skill(
    folder: Path, cache: Path, reads: list[str]
) -> None:
    """The names of file and folder stand in for a missing head."""
    load_bank([folder], cache)
    reads.clear()
    (folder / "a.yaml").rename(folder / "chain.yaml")
    write(folder / "02-deeper" / "b2.yaml", f"exercises:{EXERCISE}")
    load_bank([folder], cache)
    (folder / "02-deeper").rename(folder / "03-elsewhere")

    bank = load_bank([folder], cache)

    assert list(bank.skills) == ["b2", "b", "chain"]
    assert bank.skills["b2"].part == "Elsewhere"
    assert reads == ["b2.yaml", "chain.yaml", "b2.yaml"]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(place: float) -> Callable[[bytes], bytes]:
    def flipped(data: bytes) -> bytes:
        i = int(place * (len(data) - 1))
        return data[:i] + bytes([data[i] ^ 1]) + data[i + 1 :]

    return flipped


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": _cut,
    "first line alone": lambda data: data[:64],
    "first bit": _flip(0),
    "index": _flip(0.1),
    "exercises": _flip(0.7),
    "last bit": _flip(1),
    "longer": lambda data: data + b"]",
    "zeros": lambda data: bytes(len(data)),
    "another program's": lambda data: b'{"version": 1, "entries": {}}\n',
    "code": lambda data: b"cos\nsystem\n(S'exit 1'\ntR.",
    "not UTF-8": lambda data: b"\xff\xfe" * 100,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_or_foreign_cache_is_ignored_and_written_anew(
    folder: Path, cache: Path, reads: list[str], damage: Callable[[bytes], bytes]
) -> None:
    """Without a word: it can be made again."""
    expected = everything(load_bank([folder], cache))
    (file,) = cache.iterdir()
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    reads.clear()

    found = everything(load_bank([folder], cache))

    assert found == expected
    assert reads == ["a.yaml", "b.yaml"]
    assert file.read_bytes() == sound


def test_another_version_of_the_reader_reads_anew(
    folder: Path, cache: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older program understood is not what this one understands."""
    load_bank([folder], cache)
    reads.clear()
    monkeypatch.setattr(cache_module, "reader_version", lambda: b"the next one")

    load_bank([folder], cache)
    load_bank([folder], cache)

    assert reads == ["a.yaml", "b.yaml"]


def test_a_reader_without_a_version_keeps_nothing(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better slow than wrong."""
    monkeypatch.setattr(cache_module, "reader_version", lambda: None)

    assert load_bank([folder], cache).skills
    assert not cache.exists()


def test_the_cache_may_be_deleted_at_any_time(folder: Path, cache: Path) -> None:
    """Also between loading a bank and asking for its exercises."""
    load_bank([folder], cache)
    bank = load_bank([folder], cache)
    for file in cache.iterdir():
        file.unlink()
    cache.rmdir()

    assert bank.exercises["a/one"].ask == "Differentiate $x^2$."
    assert load_bank([folder], cache).skills
    assert len(list(cache.iterdir())) == 1


def test_without_a_usable_folder_there_is_no_cache(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in its place, a full disk, a read-only home: the bank is simply read."""
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    def refuse(*_: Any) -> Any:
        raise PermissionError("read-only")

    assert load_bank([folder], in_the_way).skills
    assert load_bank([folder], in_the_way / "below").skills
    monkeypatch.setattr(cache_module.Path, "write_bytes", refuse)
    assert load_bank([folder], tmp_path / "cache").skills


def test_a_failed_write_leaves_the_old_cache_and_nothing_else(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put in place whole or not at all."""
    load_bank([folder], cache)
    (file,) = cache.iterdir()
    before = file.read_bytes()
    write(folder / "c.yaml")

    def refuse(*_: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(cache_module.Path, "replace", refuse)
    assert "c" in load_bank([folder], cache).skills

    assert [(path, path.read_bytes()) for path in cache.iterdir()] == [(file, before)]


def test_a_folder_in_place_of_the_cache_file_is_left_alone(folder: Path, cache: Path) -> None:
    """Whatever it is, it is not ours."""
    load_bank([folder], cache)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()

    assert load_bank([folder], cache).skills
    assert list(cache.iterdir()) == [file]


def test_the_newest_caches_stay_within_the_bounds(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many lists of folders do not fill the disk; files of others are left alone."""
    monkeypatch.setattr(cache_module, "MAX_FILES", 3)
    other = write(cache / "notes.txt", "mine")
    left = write(cache / f"exercises-{'0' * 32}.x7.tmp", "by an interrupted process")
    os.utime(left, (0, 0))

    written = set()
    for i in range(5):
        write(tmp_path / f"{i}" / "a.yaml")
        load_bank([tmp_path / f"{i}"], cache)
        new = set(cache.iterdir()) - written - {other, left}
        for moment, file in enumerate(new):
            os.utime(file, (1000 + 10 * i + moment,) * 2)
        written |= new

    kept = set(cache.iterdir())
    assert other in kept
    assert left not in kept
    assert len(kept) == 4
    assert len(written) == 5


def test_the_bytes_of_all_caches_are_bounded(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is too large is not written; of several the older ones go."""
    monkeypatch.setattr(cache_module, "MAX_FILE_BYTES", 100)
    load_bank([folder], cache)
    assert not cache.exists()
    monkeypatch.undo()

    load_bank([folder], cache)
    (first,) = cache.iterdir()
    os.utime(first, (1000, 1000))
    monkeypatch.setattr(cache_module, "MAX_BYTES", first.stat().st_size * 3 // 2)
    load_bank([folder, folder], cache)

    assert len(list(cache.iterdir())) == 1
    assert not first.exists()


def test_files_that_are_gone_are_dropped_with_the_next_write(folder: Path, cache: Path) -> None:
    """The cache is no larger than the bank."""
    load_bank([folder], cache)
    (folder / "b.yaml").unlink()
    write(folder / "c.yaml", f"exercises:{EXERCISE}")

    load_bank([folder], cache)

    (file,) = cache.iterdir()
    index = json.loads(file.read_bytes().splitlines()[1])
    assert len(index) == 2


def test_without_a_cache_nothing_is_written(folder: Path, cache: Path) -> None:
    """Loading is pure unless a folder is named."""
    load_bank([folder])

    assert not cache.exists()


def test_an_exercise_keeps_its_identity(folder: Path, cache: Path) -> None:
    """It is made once, when it is asked for; its parsed formulas stay with it."""
    load_bank([folder], cache)
    bank = load_bank([folder], cache)

    assert bank.exercises["a/one"] is bank.exercises["a/one"]
    assert bank.exercises["a/one"] in list(bank.exercises.values())
    assert "a/two" not in bank.exercises
    with pytest.raises(KeyError):
        bank.exercises["a/two"]


LOAD = """
import sys
from pathlib import Path
from trainer.bank import load_bank
for _ in range(int(sys.argv[3])):
    bank = load_bank([Path(sys.argv[1])], Path(sys.argv[2]))
    print(len(bank.exercises), sum(len(exercise.ask) for exercise in bank.exercises.values()))
"""


def test_processes_may_write_at_once(folder: Path, cache: Path) -> None:
    """While others write and the folder is emptied, everyone gets the whole bank."""
    for i in range(20):
        write(folder / f"c{i}.yaml")
    command = [sys.executable, "-c", LOAD, str(folder), str(cache), "12"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]

    while any(process.poll() is None for process in running):
        for file in cache.glob("*.cache"):
            file.unlink(missing_ok=True)

    lines = {line for process in running for line in process.communicate()[0].splitlines()}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert lines == {f"22 {22 * len('Differentiate $x^2$.')}"}


def modules_after(code: str) -> set[str]:
    code += "\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_warm_start_up_to_the_first_question_imports_nothing_heavy(cache: Path) -> None:
    """Neither the readers of YAML nor the libraries for maths, unless a question needs them."""
    load = (
        "from pathlib import Path; from trainer.bank import load_bank;"
        "from trainer.paths import exercises_folder;"
        f"bank = load_bank([exercises_folder()], Path({str(cache)!r}));"
    )
    question = "from trainer.bank.variant import make_variant; make_variant(bank.exercises[{!r}], 0)"
    assert {"yaml", "pydantic"} <= modules_after(load)

    loaded = modules_after(load)
    asked = modules_after(load + question.format("power-rule/single-power"))

    heavy = {"yaml", "pydantic", "numpy", "sympy", "mpmath"}
    assert not heavy & loaded
    assert not heavy & asked


@pytest.mark.parametrize(
    ("chosen", "folder"),
    [("", None), ("/somewhere", Path("/somewhere")), ("~/own", Path.home() / "own")],
)
def test_the_environment_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, chosen: str, folder: Path | None
) -> None:
    """An empty TRAINER_CACHE means no cache."""
    monkeypatch.setenv("TRAINER_CACHE", chosen)

    assert cache_folder() == folder


def test_else_it_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where clean-up programs look."""
    import platformdirs

    monkeypatch.delenv("TRAINER_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_folder() == Path(platformdirs.user_cache_dir("calculus-trainer", appauthor=False))
