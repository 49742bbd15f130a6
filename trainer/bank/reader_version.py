"""Which reader of exercise files this is: a digest over all that decides what a file is read as.

Nobody has to remember to raise a number: a change to a source file here, to Pydantic, PyYAML or Python is
another version.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = (
    "__init__.py",
    "errors.py",
    "bank/**/*.py",
    "maths/*.py",
    "maths/drawing/__init__.py",
    "maths/drawing/passages.py",
    "maths/judging/__init__.py",
    "maths/judging/verdict.py",
)
"""Our files that take part in reading, and some more; a test holds this against what reading imports."""

_LIBRARIES = (("pydantic", "version.py"), ("yaml", "__init__.py"))
"""Where each library's version is written."""


@lru_cache(maxsize=1)
def reader_version() -> bytes | None:
    """The digest; None where it cannot be told, as in an installation without source files."""
    digest = sha256(f"{sys.version}\0{sys.platform}\0".encode())
    try:
        for file in sources():
            data = file.read_bytes()
            digest.update(f"{file}\0{len(data)}\0".encode() + data)
    except OSError:
        return None
    return digest.digest()


def sources() -> Iterator[Path]:
    """The files that the digest covers; raises FileNotFoundError where one is missing."""
    for pattern in _SOURCES:
        found = sorted(_PACKAGE.glob(pattern))
        if not found:
            raise FileNotFoundError(pattern)
        yield from found
    for library, name in _LIBRARIES:
        spec = find_spec(library)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(library)
        yield Path(spec.origin).with_name(name)
