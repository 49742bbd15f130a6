"""Writes texts as YAML that is read back as the same texts; quotes what needs it and nothing else."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[A-Za-z0-9$(\\][^\t\n\ufeff]*")
_INDENT = 2


def entry(key: str, text: str, indent: int) -> list[str]:
    """The lines of `key: text` at so many spaces; `text` holds no control characters but line ends."""
    return _after(f"{' ' * indent}{key}: ", text, indent)


def item(text: str, indent: int) -> list[str]:
    """The lines of `- text` at so many spaces."""
    return _after(f"{' ' * indent}- ", text, indent)


def _after(start: str, text: str, indent: int) -> list[str]:
    if _fits_a_block(text):
        inner = " " * (indent + _INDENT)
        return [f"{start}|-", *(f"{inner}{line}" if line else "" for line in text.split("\n"))]
    return [start + _flow(text)]


def _fits_a_block(text: str) -> bool:
    """Several lines whose blanks at both ends cannot be taken for indents."""
    lines = text.split("\n")
    return (
        len(lines) > 1 and bool(lines[0]) and bool(lines[-1]) and all(line == line.strip() for line in lines)
    )


def _flow(text: str) -> str:
    if "\n" in text or "\t" in text:
        return json.dumps(text, ensure_ascii=False)
    if _PLAIN.fullmatch(text) and not re.search(r":(?: |$)| #| $", text):
        return text
    return "'" + text.replace("'", "''") + "'"
