"""Writes one script's figures into its own section of docs/benchmarks.md, between two markers."""

from __future__ import annotations

import platform
import re
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def publish(section: str, body: str, arguments: str = "") -> None:
    """Print the section, and with `--write` put it into the page; `arguments` are what the script needs."""
    command = " ".join(filter(None, [f"python benchmarks/{Path(sys.argv[0]).name}", arguments, "--write"]))
    text = (
        f"## {section}\n\n{body}\n\nRepeat with `{command}` (Python {platform.python_version()}, {_cores()})."
    )
    print(text)
    if "--write" not in sys.argv:
        return
    slug = re.sub(r"\W+", "-", section.lower())
    begin, end = f"<!-- {slug} -->", f"<!-- /{slug} -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    block = f"{begin}\n{text}\n{end}"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    page = pattern.sub(lambda _: block, page) if begin in page else f"{page.rstrip()}\n\n{block}\n"
    PAGE.write_text(page, encoding="utf-8")


def median(values: Sequence[float]) -> float:
    """The middle of the values."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _cores() -> str:
    import os

    return f"{os.cpu_count()} cores"
