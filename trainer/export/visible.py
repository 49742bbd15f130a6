"""Makes every character of a text seen: control and direction characters do not act but are named."""

from __future__ import annotations

from unicodedata import category

_KEPT = frozenset("\n\u200d")  # a line break, and the joiner inside an emoji


def visible(text: str) -> str:
    """`text` with `⟨U+202E⟩` and its like for what would act or vanish; tabs become spaces."""
    text = text.replace("\r\n", "\n").expandtabs(4)
    return "".join(char if _is_seen(char) else f"⟨U+{ord(char):04X}⟩" for char in text)


def _is_seen(char: str) -> bool:
    return char.isprintable() or char in _KEPT or category(char) == "Zs"
