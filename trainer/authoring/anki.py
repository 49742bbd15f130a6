"""Exercises as cards for Anki: the question, its answer and the worked solution; writes the deck's file.

A note is known by its exercise and seed, so that a later export brings a card up to date instead of adding
another. Only kinds that can be answered from the head become cards.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from trainer.authoring.mathjax import escaped, inline_math, to_html, to_phrase
from trainer.bank.details import Choices
from trainer.bank.exercise import Exercise, Skill
from trainer.bank.parts import shown
from trainer.bank.spelling import as_id
from trainer.bank.variant import Variant, make_variant
from trainer.errors import AuthorError, TrainerError
from trainer.maths.drawing.tex import to_tex

KINDS: Final = frozenset({"derive", "gradient", "number", "choice"})
INSTALL: Final = "Anki decks are written by genanki. Install it: pip install 'calculus-trainer[anki]'"
_DECK: Final = "Calculus trainer"
_MODEL: Final = "Calculus trainer: question and worked answer"
_FRONT: Final = "{{Question}}"
_BACK: Final = (
    "{{FrontSide}}<hr id=answer>{{Answer}}{{#Solution}}<hr>{{Solution}}{{/Solution}}"
    "<p class=source>{{Source}}</p>"
)
_CSS: Final = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 0 auto }"
    " code, pre { font-family: monospace } .source { font-size: 12px; opacity: 0.6 }"
)


@dataclass(frozen=True, slots=True)
class Card:
    """One card: HTML with MathJax in question, answer and solution; `guid` stays the same for ever."""

    guid: str
    deck: str
    question: str
    answer: str
    solution: str
    source: str
    tags: tuple[str, ...]


def cards(
    skill: Skill, exercises: Iterable[Exercise], count: int, faults: list[TrainerError]
) -> Iterator[Card]:
    """The cards of a skill: of each exercise the variants of the seeds 0 to `count` - 1, each question once.

    An exercise of which no variant can be made goes to `faults`; other kinds than KINDS are passed over.
    """
    for exercise in exercises:
        if exercise.kind not in KINDS:
            continue
        asked: set[str] = set()
        for seed in range(count):
            try:
                card = _card(make_variant(exercise, seed), skill)
            except AuthorError as fault:
                faults.append(fault)
                break
            if _same_question(exercise, card) not in asked:
                asked.add(_same_question(exercise, card))
                yield card


def write_deck(found: Sequence[Card], file: Path, seconds: float) -> None:
    """Write the cards as an Anki package, noted as of `seconds` (Unix time).

    Raises TrainerError where genanki is missing or the file cannot be written; then it is left as it was.
    """
    try:
        import genanki
    except ImportError:
        raise TrainerError(INSTALL) from None
    model = genanki.Model(
        _number(_MODEL),
        _MODEL,
        fields=[{"name": name} for name in ("Question", "Answer", "Solution", "Source")],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    decks: dict[str, Any] = {}
    for card in found:
        deck = decks.setdefault(card.deck, genanki.Deck(_number(card.deck), card.deck))
        fields = [card.question, card.answer, card.solution, card.source]
        deck.add_note(genanki.Note(model=model, fields=fields, guid=card.guid, tags=list(card.tags)))
    own = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        genanki.Package(list(decks.values())).write_to_file(str(own), timestamp=seconds)
        own.replace(file)
    except OSError as error:
        own.unlink(missing_ok=True)
        raise TrainerError(f"{file} cannot be written: {error.strerror}.") from None


def _card(variant: Variant, skill: Skill) -> Card:
    exercise = variant.exercise
    digest = sha256(f"{exercise.id}\n{variant.seed}".encode()).digest()
    names = (_DECK, skill.part, skill.title)
    return Card(
        guid=base64.urlsafe_b64encode(digest[:12]).decode(),
        deck="::".join(" ".join(name.replace("::", ":").split()) for name in names),
        question=to_html(variant.prompt) + _options(variant, right_only=False),
        answer=_answer(variant),
        solution=to_html("\n\n".join(variant.solution)),
        source=escaped(f"{exercise.id} --seed {variant.seed}"),
        tags=(as_id(skill.part) or "part", skill.id.replace("/", "::"), skill.level, exercise.kind),
    )


def _answer(variant: Variant) -> str:
    if isinstance(variant.detail, Choices):
        return _options(variant, right_only=True)
    lines = []
    for part in variant.parts:
        value = inline_math(to_tex(shown(part)))
        label = to_phrase(part.label)
        lines.append(f"<p>{label} = {value}</p>" if label else f"<p>{value}</p>")
    return "".join(lines)


def _options(variant: Variant, *, right_only: bool) -> str:
    """The options of a choice under their letters."""
    if not isinstance(variant.detail, Choices):
        return ""
    wanted = [option for option in variant.detail.options if option.right or not right_only]
    return "".join(f"<div>{option.letter}) {to_phrase(option.text)}</div>" for option in wanted)


def _same_question(exercise: Exercise, card: Card) -> str:
    """What makes two cards one; the options of a choice only stand in another order."""
    return card.question if exercise.params or exercise.kind != "choice" else exercise.id


def _number(name: str) -> int:
    """A number for Anki that stays the same: 31 bits, never 0."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") % (2**31 - 1) + 1
