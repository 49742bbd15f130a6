"""Keeps what was read from exercise files, so that an unchanged bank loads fast; decides nothing else.

The bytes of a file decide whether it is known, never its date. One cache file belongs to one list of folders:

    the SHA-256, in hexadecimal, of the reader's version and all that follows the first line
    a JSON object on one line: key of a file -> [skill (or pack) and faults, start, length]
    the exercises of each file as JSON, one after the other, counted by start and length

A cache file of another reader, cut short, damaged or of another origin has another digest and counts as
missing; so does a folder that cannot be read or written. Nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from trainer.bank.reader_version import reader_version
from trainer.bank.reading import FileContent, PackContent, read_file, read_pack
from trainer.bank.stored import StoredContent, StoredExercises, decoded, encoded

MAX_FILE_BYTES = 64_000_000
MAX_BYTES = 128_000_000
MAX_FILES = 16

_DIGEST = 64
_OURS = re.compile(r"exercises-[0-9a-f]{32}\.(?:cache|[^.]*\.tmp)")


def cache_folder() -> Path | None:
    """The folder TRAINER_CACHE (empty: no cache), else the platform's for caches; not created here."""
    chosen = os.environ.get("TRAINER_CACHE")
    if chosen is not None:
        return Path(os.path.expanduser(chosen)) if chosen else None  # noqa: PTH111  # never raises
    import platformdirs

    return Path(platformdirs.user_cache_dir("calculus-trainer", appauthor=False))


class Cache:
    """The contents of the files of some folders, as far as they were read before."""

    def __init__(self, folder: Path, folders: Sequence[Path]) -> None:
        files = {path for path in folders if path.is_file()}
        places = [path for path in folders if path not in files] + sorted({path.parent for path in files})
        named = b"\0".join(os.fsencode(path.absolute()) for path in places)
        self._file = folder / f"exercises-{sha256(named).hexdigest()[:32]}.cache"
        self._version = reader_version()
        self._index, self._bodies = self._opened()
        self._entries: dict[str, tuple[Any, memoryview]] = {}
        self._changed = False

    def content(self, data: bytes, file: Path) -> FileContent | StoredContent:
        """What the file with these bytes holds: as kept, else read now and kept with the next `save`."""
        key = _key(data, file)
        kept = self._index.get(key)
        if kept is None:
            return self._read(key, data, file)
        head, start, length = kept
        body = self._bodies[start : start + length]
        self._entries[key] = head, body
        skill, faults = decoded(head, file)
        return StoredContent(skill, StoredExercises(body, len(skill.exercises) if skill else 0, file), faults)

    def pack(self, data: bytes, file: Path) -> PackContent:
        """What the pack.yaml with these bytes says, kept in the same way."""
        key = f"pack {_key(data, file)}"
        kept = self._index.get(key)
        if kept is None:
            content = read_pack(data, file)
            self._entries[key] = encoded((content.pack, content.faults)), memoryview(b"")
            self._changed = True
            return content
        self._entries[key] = kept[0], memoryview(b"")
        return PackContent(*decoded(kept[0], file))

    def save(self) -> None:
        """Write down what was asked for, if some of it was new; a folder that refuses is left alone."""
        if not self._changed or self._version is None:
            return
        data = self._composed()
        if len(data) > MAX_FILE_BYTES:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            _replace(self._file, data)
            _prune(self._file.parent)

    def _opened(self) -> tuple[dict[str, Any], memoryview]:
        """The index and the exercises; both empty where there is no sound file of this reader."""
        data = _bytes_of(self._file) if self._version is not None else b""
        rest = memoryview(data)[_DIGEST:]
        if data[:_DIGEST] != self._digest(rest):
            return {}, rest
        end = data.index(b"\n", _DIGEST + 1)
        return json.loads(data[_DIGEST:end]), memoryview(data)[end + 1 :]

    def _read(self, key: str, data: bytes, file: Path) -> FileContent:
        content = read_file(data, file)
        self._entries[key] = encoded((content.skill, content.faults)), _json(encoded(content.exercises))
        self._changed = True
        return content

    def _composed(self) -> bytes:
        index, start = {}, 0
        for key, (head, body) in self._entries.items():
            index[key] = head, start, len(body)
            start += len(body)
        rest = b"".join([b"\n", _json(index), b"\n", *(body for _, body in self._entries.values())])
        return self._digest(rest) + rest

    def _digest(self, rest: bytes | memoryview) -> bytes:
        digest = sha256(self._version or b"")
        digest.update(rest)
        return digest.hexdigest().encode()


def _key(data: bytes, file: Path) -> str:
    """The name and folder belong to it, since they stand in for a missing head."""
    digest = sha256(os.fsencode(f"{file.parent.name}\0{file.name}\0"))
    digest.update(data)
    return digest.hexdigest()


def _json(value: Any) -> memoryview:
    return memoryview(json.dumps(value, separators=(",", ":")).encode())


def _bytes_of(file: Path) -> bytes:
    """The bytes of a cache file; none where it is missing, unreadable or none of ours."""
    try:
        status = file.stat()
        is_ours = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES
        return file.read_bytes() if is_ours else b""
    except OSError:
        return b""


def _replace(file: Path, data: bytes) -> None:
    """Another process sees the old file or the new one, whole."""
    own = file.with_suffix(f".{os.urandom(8).hex()}.tmp")
    try:
        own.write_bytes(data)
        own.replace(file)
    except BaseException:
        own.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Keep the newest of our files within the bounds; what an interrupted process left goes the same way."""
    ours = [(entry.stat(), entry.path) for entry in os.scandir(folder) if _OURS.fullmatch(entry.name)]
    total = 0
    for count, (status, path) in enumerate(sorted(ours, key=lambda file: -file[0].st_mtime_ns), 1):
        total += status.st_size
        if count > MAX_FILES or total > MAX_BYTES:
            Path(path).unlink(missing_ok=True)
