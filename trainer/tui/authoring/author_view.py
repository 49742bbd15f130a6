"""What an author must know of a variant: numbers drawn, answers, wrong answers, hints, worked answer."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from trainer.tui.drawn import Drawn, Line
from trainer.tui.setting import formula_lines, label_text, prose_lines

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.maths.expr import Expr

_INDENT: Final = "  "
_NONE: Final = "none"


class AuthorView(Drawn):
    """One section under the other; a section without content says so."""

    def __init__(self, variant: Variant) -> None:
        super().__init__()
        self.variant = variant

    def lines(self, width: int) -> list[Line]:
        """All sections, an empty row between them."""
        found: list[Line] = []
        room = max(8, width - len(_INDENT))
        for title, rows in self._sections(room):
            found += [((title, "strong"),)]
            found += [((_INDENT, ""), *row) for row in rows] or [((f"{_INDENT}{_NONE}", "muted"),)]
            found.append(())
        return found[:-1]

    def _sections(self, room: int) -> Iterator[tuple[str, list[Line]]]:
        variant = self.variant
        if variant.exercise.params or variant.given:
            yield "Drawn and given", list(self._values(room))
        yield ("Right answers" if len(variant.parts) > 1 else "Right answer"), list(self._answers(room))
        if wrong := list(self._wrong(room)):
            yield self._wrong_title, wrong
        yield "Hints", list(_numbered(variant.hints, room))
        yield "Worked answer", [row for text in variant.solution for row in prose_lines(text, room)]

    def _values(self, room: int) -> Iterator[Line]:
        from trainer.authoring.sample import drawn

        for name, expr in {**drawn(self.variant), **self.variant.given}.items():
            yield from _equation(name, expr, room)

    def _answers(self, room: int) -> Iterator[Line]:
        from trainer.bank.details import Choices, Code, Derivation, Lines

        match self.variant.detail:
            case Choices(options):
                for option in options:
                    if option.right:
                        yield from _marked(f"{option.letter}  ", option.text, room, "formula")
            case Lines(lines, _, right):
                texts = {line.number: line.text for line in lines}
                for number in right:
                    yield from _marked(f"{number}  ", texts[number], room, "formula")
            case Code() | Derivation():
                for text in self.variant.answers.values():
                    yield from _verbatim(text, room)
            case _:
                for part in self.variant.parts:
                    yield from _answer(part, room, several=len(self.variant.parts) > 1)

    @property
    def _wrong_title(self) -> str:
        from trainer.bank.details import Lines

        return "Lines that come too early" if isinstance(self.variant.detail, Lines) else "Wrong answers"

    def _wrong(self, room: int) -> Iterator[Line]:
        """Each wrong answer with what is said to it; where nothing is said, it is left out."""
        from trainer.bank.details import Choices, Lines

        match self.variant.detail:
            case Choices(options):
                for option in options:
                    if not option.right:
                        yield from _marked(f"{option.letter}  ", option.text, room, "bad")
                        yield from _said(option.because, room)
            case Lines(lines):
                for line in lines:
                    if line.because:
                        yield from _marked(f"{line.number}  ", line.text, room, "bad")
                        yield from _said(line.because, room)
            case _:
                yield from self._rejected(room)

    def _rejected(self, room: int) -> Iterator[Line]:
        several = len(self.variant.parts) > 1
        for form in self.variant.reject:
            for name, text in form.texts.items():
                yield from _verbatim(f"{name}: {text}" if several else text, room, "bad")
            yield from _said(form.because, room)


def _equation(name: str, expr: Expr, room: int) -> Iterator[Line]:
    from trainer.maths.drawing.tex import to_tex
    from trainer.maths.expr import Symbol

    label = label_text(f"${to_tex(Symbol(name))}$", name)
    yield from _beside(f"{label} = ", formula_lines(expr, max(8, room - len(label) - 3), 1), "")


def _answer(part: Part, room: int, *, several: bool) -> Iterator[Line]:
    from trainer.bank.parts import shown

    label = label_text(part.label, part.name if several else "")
    head = f"{label} = " if label else ""
    yield from _beside(head, formula_lines(shown(part), max(8, room - len(head)), 1), "formula")


def _beside(head: str, rows: list[str], ink: str) -> Iterator[Line]:
    for i, row in enumerate(rows):
        yield ((head if i == 0 else " " * len(head), "muted"), (row, ink))


def _verbatim(text: str, room: int, ink: str = "formula") -> Iterator[Line]:
    """A text as it would be typed, its long lines wrapped."""
    for line in text.rstrip("\n").split("\n"):
        for row in wrap(line, room, drop_whitespace=False) or [""]:
            yield ((row, ink),)


def _numbered(hints: tuple[str, ...], room: int) -> Iterator[Line]:
    for number, hint in enumerate(hints, 1):
        yield from _marked(f"{number}. ", hint, room)


def _marked(mark: str, text: str, room: int, ink: str = "") -> Iterator[Line]:
    for i, line in enumerate(prose_lines(text, max(8, room - len(mark)), ink)):
        yield ((mark if i == 0 else " " * len(mark), "muted"), *line)


def _said(because: str, room: int) -> Iterator[Line]:
    for line in prose_lines(because, max(8, room - len(_INDENT)), "muted") if because else []:
        yield ((_INDENT, ""), *line)
