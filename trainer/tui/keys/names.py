"""How a key is printed, and whether it types a character."""

from __future__ import annotations

from typing import Final

_SHOWN: Final = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+up": "Shift+↑",
    "shift+down": "Shift+↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "question_mark": "?",
}


def is_text(key: str) -> bool:
    """Whether the key types a character."""
    return len(key) == 1 or key in ("space", "question_mark")


def key_name(key: str) -> str:
    """The key as it is printed on screens: `F2`, `Ctrl+T`, `Enter`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if key.startswith("f") and len(key) > 1 else key
