"""Which characters are not text: they give orders to a terminal or turn the direction of writing around."""

from __future__ import annotations

import re

_TURNING = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""What turns the direction of writing, or ends a line."""

CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{_TURNING}\ud800-\udfff\ufffe\uffff]")
"""Refused in a file; tabs and line ends are not."""

CONTROL_IN_TEXT = re.compile(rf"[\r\x85]|{CONTROL.pattern}")
"""Refused in a value, where no line end but the common one is text."""
