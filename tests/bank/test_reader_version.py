"""Whatever decides how a file is read is part of the reader's version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trainer.bank import reader_version as module
from trainer.bank.reader_version import reader_version, sources

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _fresh() -> None:
    reader_version.cache_clear()


def test_every_module_that_takes_part_in_reading_is_covered() -> None:
    """A change to any of them must make old caches worthless; sound and broken files alike are read here."""
    code = (
        "import sys; from pathlib import Path; from trainer.bank import load_bank;"
        f"load_bank([Path({str(HERE / 'good')!r}), Path({str(HERE / 'bad')!r})]);"
        "print('\\n'.join(m.__file__ for name, m in sys.modules.items() if name.split('.')[0] == 'trainer'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    used = {Path(name).resolve() for name in done.stdout.splitlines()}

    assert len(used) > 20
    assert used <= set(sources())


def test_the_libraries_versions_are_covered() -> None:
    """Another Pydantic may word a fault in another way."""
    import pydantic
    import yaml

    texts = [file.read_text(encoding="utf-8") for file in sources()]

    assert any(f"'{pydantic.VERSION}'" in text for text in texts)
    assert any(f"'{yaml.__version__}'" in text for text in texts)


def test_any_change_to_a_source_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Down to a byte."""
    file = tmp_path / "reading.py"
    monkeypatch.setattr(module, "sources", lambda: iter([file]))
    versions = set()
    for text in ("a = 1\n", "a = 2\n", "a = 1\n\n"):
        file.write_text(text)
        reader_version.cache_clear()
        versions.add(reader_version())

    assert len(versions) == 3
    assert None not in versions


def test_without_sources_there_is_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation of compiled files alone cannot tell, so nothing is kept."""
    assert reader_version() is not None
    reader_version.cache_clear()
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)

    assert reader_version() is None
