"""Which characters of a text may stand in XML and HTML; escapes nothing."""

from __future__ import annotations

import re

_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` with the sign for an unknown character (U+FFFD) wherever XML 1.0 allows none."""
    return _REFUSED.sub("\ufffd", text)
