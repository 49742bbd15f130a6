"""What stands around a formula and is no part of it: dollar signs and headings such as `f'(x) =`.

Everything is blanked, never cut, so that an offset into what is left is one into what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trainer.maths.names import Names

_DELIMITERS: Final = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"))
_STYLED = re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e]")
"""Letters of mathematics by style (𝑥, 𝐱) and full-width signs, as pasted from documents."""
_D = r"(?:d|∂|\\partial|\\mathrm\{d\}|\{\\rm d\})\s*"
_NAME = r"[A-Za-zα-ωΑ-Ω](?:_\w+|_\{\w+\}|[0-9₀-₉]+)?"
_PRIMES = r"(?:['′]|\^\{\s*(?:\\prime\s*)+\}|\^\\prime)*"
_ARGUMENTS = rf"(?:\\left)?\(\s*{_NAME}(?:\s*,\s*{_NAME})*\s*(?:\\right)?\)"
_HEADING = re.compile(
    rf"\s*(?:(?P<quotient>{_D}(?P<above>{_NAME})\s*/\s*{_D}(?P<below>{_NAME})"
    rf"|\\[dt]?frac\s*\{{\s*{_D}(?P<over>{_NAME})\s*\}}\s*\{{\s*{_D}(?P<under>{_NAME})\s*\}})"
    rf"|(?P<gradient>(?:∇|\\nabla)\s*{_NAME}(?:{_ARGUMENTS})?)"
    rf"|(?P<name>{_NAME})(?P<primes>{_PRIMES})\s*(?P<arguments>{_ARGUMENTS})?)?\s*=(?!=)"
)


def unwrapped(text: str, names: Names) -> str:
    """`text` with blanks in place of what is no part of the formula; as long as before."""
    if not text.isascii() and _STYLED.search(text):
        text = _STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    latex = "\\" in text or "$" in text
    if "$" in text or text.lstrip()[:2] in ("\\(", "\\["):
        text = _without_delimiters(text)
    if latex and "~" in text:
        text = text.replace("~", " ")
    if "=" in text and (heading := _HEADING.match(text)) and _is_no_formula(heading, names):
        text = " " * heading.end() + text[heading.end() :]
    return text


def _without_delimiters(text: str) -> str:
    inner = text.strip()
    start, end = text.index(inner), len(text.rstrip())
    for left, right in _DELIMITERS:
        room = len(left) + len(right)
        if inner.startswith(left) and inner.endswith(right) and len(inner) > room:
            inside = inner[len(left) : -len(right)]
            if left not in inside and right not in inside:
                return " " * (start + len(left)) + inside + " " * (len(text) - end + len(right))
    return text


def _is_no_formula(heading: re.Match[str], names: Names) -> bool:
    """Whether a heading names what is asked for, and is no side of an equation between declared names."""
    if heading["quotient"]:
        above, below = heading["above"] or heading["over"], heading["below"] or heading["under"]
        return names.read_word(f"d{above}_d{below}") is None or names.free
    if heading["gradient"] or not heading["name"]:
        return True
    if heading["name"] in names.variables:
        return bool(heading["primes"] or heading["arguments"]) and not names.has_arrays
    declared = names.read_word(heading["name"]) is not None
    return bool(heading["primes"] or heading["arguments"]) if names.free else not declared
