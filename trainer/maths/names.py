"""Which names a text may use, and what a run of letters means under them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from trainer.maths import limits
from trainer.maths.domains import REAL, Domain, read_domain
from trainer.maths.expr import Relation
from trainer.maths.functions import CONSTANTS, GREEK, function_named

Kind = Literal["symbol", "function", "constant"]
Piece = tuple[Kind, str, int, int]
"""What a stretch of a word is: kind, canonical name, start and end inside the word."""

_ACCENTS = {"\u0302": "_hat", "\u0304": "_bar", "\u0303": "_tilde"}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₗₘₙₒₚₛₜₓ₊₋", "0123456789aeijklmnopstx+-")
_SUBSCRIPT_RUN = re.compile("[₀-₉ₐₑᵢⱼₖₗₘₙₒₚₛₜₓ]+")
_MEMORY = 4_096


@dataclass(frozen=True)
class Names:
    """The declared variables, their domains, and relations between them such as a < b.

    With `free` any other name is read as a real variable too; without it, it is an error.
    """

    variables: Mapping[str, Domain] = field(default_factory=dict)
    free: bool = False
    relations: tuple[Relation, ...] = ()
    _aliases: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _memory: dict[str, tuple[Piece, ...] | None] = field(init=False, repr=False, compare=False)
    has_arrays: bool = field(init=False, repr=False, compare=False)
    """Whether a declared variable is a vector or a matrix."""

    def __post_init__(self) -> None:
        variables = {canonical(name): domain for name, domain in self.variables.items()}
        aliases = {alias: name for name in variables for alias in _aliases(name)}
        aliases.update({name: name for name in variables})
        object.__setattr__(self, "variables", MappingProxyType(variables))
        object.__setattr__(self, "_aliases", aliases)
        object.__setattr__(self, "_memory", {})
        object.__setattr__(self, "has_arrays", any(domain.shape for domain in variables.values()))

    @classmethod
    def read(cls, domains: Mapping[str, str], *, free: bool = False) -> Names:
        """Names from texts such as `{"x": "real", "W": "4x3"}`; AuthorError for an unknown domain."""
        return cls({name: read_domain(text) for name, text in domains.items()}, free=free)

    def domain(self, name: str) -> Domain:
        """The domain of a variable; real where it is not declared."""
        return self.variables.get(name, REAL)

    def extended(self, names: Mapping[str, Domain]) -> Names:
        """These names and some more."""
        return Names({**self.variables, **names}, self.free, self.relations)

    def assuming(self, *relations: Relation) -> Names:
        """These names, restricted to where the relations hold as well."""
        return Names(self.variables, self.free, (*self.relations, *relations))

    def read_word(self, word: str) -> tuple[Piece, ...] | None:
        """What a run of letters means: one name, or several side by side; None where it has no meaning."""
        try:
            return self._memory[word]
        except KeyError:
            pieces = self._read(word)
            if len(self._memory) < _MEMORY:
                self._memory[word] = pieces
            return pieces

    def nearest(self, word: str) -> str | None:
        """The known name most like `word`, for an error message."""
        from trainer.maths.functions import SPELLINGS

        known = [*self.variables, *SPELLINGS, "pi"]
        found = difflib.get_close_matches(canonical(word), known, n=1, cutoff=0.6)
        return found[0] if found else None

    def _read(self, word: str) -> tuple[Piece, ...] | None:
        if len(word) > limits.MAX_WORD:
            return None
        whole = self._one(word, 0, len(word))
        if whole is not None:
            return (whole,)
        return self._split(word, 0, {}) or (self._letters(word) if self.free else None)

    def _one(self, word: str, start: int, end: int) -> Piece | None:
        text = word[start:end]
        name = canonical(text)
        declared = self._aliases.get(name) or self._aliases.get(text)
        if declared is not None:
            return ("symbol", declared, start, end)
        if text.lower() in _YIELDING and text != "pi" and all(letter in self.variables for letter in text):
            return None
        if text == "π" or (text in CONSTANTS):
            return ("constant", CONSTANTS.get(text, "pi"), start, end)
        function = function_named(name)
        if function is not None and not (self.free and name == "gamma" and text != "gamma"):
            return ("function", function, start, end)
        letter = len(text) == 1 and text.isalpha()
        if self.free and (letter or name in _GREEK_WORDS or _SUBSCRIPTED.fullmatch(name)):
            return ("symbol", name, start, end)
        return None

    def _split(
        self, word: str, start: int, seen: dict[int, tuple[Piece, ...] | None]
    ) -> tuple[Piece, ...] | None:
        """The word from `start` on as known names side by side, the longest first."""
        if start == len(word):
            return ()
        if start not in seen:
            seen[start] = None
            for end in range(len(word), start, -1):
                piece = self._one(word, start, end)
                rest = self._split(word, end, seen) if piece else None
                if piece and rest is not None:
                    seen[start] = (piece, *rest)
                    break
        return seen[start]

    def _letters(self, word: str) -> tuple[Piece, ...] | None:
        if not word.isalpha():
            return None
        return tuple(("symbol", canonical(letter), i, i + 1) for i, letter in enumerate(word))


_GREEK_WORDS = frozenset(GREEK.values()) - {"pi"}
_YIELDING = frozenset(["tg", "ctg", "tr", "mm", "mv", "oo", "pi"])
"""Dialects, read as products where all of their letters are declared; `pi` itself is π everywhere."""
_SUBSCRIPTED = re.compile(r"(?:[A-Za-z]|" + "|".join(sorted(_GREEK_WORDS)) + r")(?:_[A-Za-z0-9]*|[0-9]+)")


def canonical(word: str) -> str:
    """A name in plain letters: Greek as words, subscripts after `_`, hats as `_hat`."""
    if word.isascii():
        return word.replace("{", "").replace("}", "").replace(",", "")
    word = _SUBSCRIPT_RUN.sub(lambda run: "_" + run[0].translate(_SUBSCRIPTS), word)
    return "".join(GREEK.get(letter) or _ACCENTS.get(letter) or letter for letter in word)


def _aliases(name: str) -> set[str]:
    """Other spellings of a declared name: `w_1` as `w1`, `m_hat` as `mhat`."""
    return {name.replace("_", ""), name.replace("_", "", 1)} if "_" in name else set()
