"""The names of all rules, whether breaking one is an error or a warning, and what each holds a file to.

Names are stable: people silence and search them. What a rule looks at is decided in the file that applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule holds a file to, in a sentence, and whether a file that breaks it must not be used."""

    sentence: str
    is_error: bool = True


_ERRORS = {
    "unreadable": "The file exists, is a file and can be read.",
    "too-large": "The file has at most a million bytes.",
    "changed": "The file stays as it is while it is checked.",
    "yaml": "The text is plain YAML in UTF-8: no tags, aliases, duplicate keys or deep nesting.",
    "unknown-key": "Every key is one that the format knows.",
    "schema": "Every value is of the kind that its key takes.",
    "duplicate-id": "An exercise's id occurs once in its file, a skill's once in all files.",
    "unknown-skill": "Every prerequisite exists.",
    "renames": "An old id is nobody's now, and only one skill or exercise has had it.",
    "pack": "A pack has a name, and no other pack has it.",
    "cycle": "No skill requires itself, not even through others.",
    "formula": "Every formula can be read, with declared names only.",
    "placeholder": "Every {name} in a text names a parameter, a given or a part.",
    "typesetting": "Every piece of maths in a text can be drawn.",
    "no-variant": "Every seed gives a variant.",
    "reference": "The reference answer is graded right.",
    "accept": "Every listed right answer is graded right.",
    "reject": "Every listed wrong answer is graded wrong.",
    "blueprint": "An exam weighs skills that exist, and asks no more questions than can be varied.",
    "failed": "The trainer gets through the file; where it does not, that is no fault of the author's.",
    "unshown": "The question shows every number drawn that its answer depends on.",
    "numeric": "Derivatives, gradients and steps agree with values computed another way.",
}
_WARNINGS = {
    "because": "A listed wrong answer is answered in the words of its `because`.",
    "undefined-answer": "The answer exists for every draw that `where` lets through.",
    "wrong-is-right": "No draw makes a listed wrong answer right.",
    "same-wrong": "No draw makes two listed wrong answers one.",
    "same-accept": "No right answer is listed twice, and not all of them are the reference as it is written.",
    "equations": "What the question says that a name is, is what the file works with.",
    "other-name": "The question names the variable, or the function and its parameters, as the file does.",
    "other-precision": "The decimals or digits that the question asks for are those that are judged.",
    "unvarying": "An exercise with parameters has more than one answer.",
    "degenerate": "No draw leaves nothing to do: the function depends on its variable, the answer is not 0.",
    "same-options": "The options of a choice differ, and so do the lines to be put in order.",
    "gives-away": "The question, hints and what is said to a wrong answer do not show the right one.",
    "too-wide": "Maths in a question and its options fits into 76 columns, a title into 50.",
    "by-place": "No text names shuffled options or lines by their letter or place.",
    "slip": "No text holds a note to oneself, such as TODO, or quotation marks that were meant for YAML.",
    "spelling": "Terms are spelt as the field and the bank spell them.",
    "unused": "Every parameter, variable and given is used.",
    "alike": "No two exercises differ only in names and numbers.",
    "hints": "An exercise has hints, none of them twice and none cut in two by a comma.",
    "explained": "Whoever is wrong learns why: from a worked answer, and from words for every mistake.",
}

RULES: Mapping[str, Rule] = MappingProxyType(
    {name: Rule(sentence) for name, sentence in _ERRORS.items()}
    | {name: Rule(sentence, is_error=False) for name, sentence in _WARNINGS.items()}
)
