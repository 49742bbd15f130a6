"""The answer to one question of an exam, line by line: which part comes next, what was typed of it so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.maths.judging.verdict import Outcome
from trainer.plain.lines import prompt_name
from trainer.plain.reading import LINE_BY_LINE, offered, read_back

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.session.exam.exam import Exam

_PICKED = ("choice", "order")


class ExamAnswer:
    """The question on the desk of `exam`; what is to be told while it is answered goes to `say`."""

    def __init__(self, exam: Exam, say: Callable[[str], None]) -> None:
        self._exam = exam
        self._say = say
        self._part = 0
        self._written: list[str] = []

    def begin(self) -> None:
        """From the first part on."""
        self._part, self._written = 0, []

    @property
    def prompt(self) -> str:
        """What stands before the next line, the place in the paper aside."""
        found = self._pending()
        if found is None:
            return "next>"
        part, variant = found
        if self._written:
            end = LINE_BY_LINE[variant.exercise.kind] or "Enter"
            return f"line {len(self._written) + 1}, or {end} to end>"
        kept = self._exam.sheet.saved.texts.get(part.name, "")
        return f"{prompt_name(part, variant)}{f' [{offered(kept)}]' if kept else ''}>"

    def take(self, typed: str) -> bool:
        """Keep what was typed, and say whether the question is done; Enter leaves what stands here.

        AnswerError where it cannot be read.
        """
        found = self._pending()
        return found is None or self._answer(typed.rstrip(), *found)

    def _pending(self) -> tuple[Part, Variant] | None:
        """The part that is asked for now; None where the question takes no answer."""
        asked = self._exam.sheet.asked
        return None if asked is None else (asked.variant.parts[self._part], asked.variant)

    def _answer(self, typed: str, part: Part, variant: Variant) -> bool:
        line = typed.strip()
        if variant.exercise.kind in LINE_BY_LINE and (line or self._written):
            return self._write(typed, part, variant)
        if line:
            if variant.exercise.kind in _PICKED and (said := _no_pick(variant, line)):
                self._say(said)
                return False
            if said := read_back(line, part, variant):
                self._say(said)
            whole = variant.exercise.kind == "gradient" and line.startswith("[")
            self._exam.answer({**(_blank(variant) if whole else {}), part.name: line})
        return self._next_part(variant, whole=_is_whole(variant, self._exam.sheet.saved.texts))

    def _write(self, typed: str, part: Part, variant: Variant) -> bool:
        """Take one more line of an answer of several; the last one ends it."""
        if typed.strip() == LINE_BY_LINE[variant.exercise.kind]:
            self._written = []
            return self._next_part(variant)
        if said := read_back(typed, part, variant):
            self._say(said)
        self._written.append(typed)
        self._exam.answer({part.name: "\n".join(self._written)})
        return False

    def _next_part(self, variant: Variant, *, whole: bool = False) -> bool:
        """Go on to the next part; true where there is none."""
        if whole or self._part + 1 >= len(variant.parts):
            return True
        self._part += 1
        return False


def _blank(variant: Variant) -> dict[str, str]:
    """Nothing in any box: one array stands for all of them, and what stood there is no part of it."""
    return {part.name: "" for part in variant.parts}


def _is_whole(variant: Variant, texts: Mapping[str, str]) -> bool:
    """Whether one array stands for all components."""
    if variant.exercise.kind != "gradient":
        return False
    written = [text for text in texts.values() if text]
    return len(written) == 1 and written[0].startswith("[")


def _no_pick(variant: Variant, line: str) -> str:
    """Why letters or numbers cannot be read; says nothing of whether they are right."""
    from trainer.grading import grade

    graded = grade(variant, {variant.parts[0].name: line})
    if graded.outcome is not Outcome.UNREADABLE:
        return ""
    said = graded.parts[0].verdict.message
    return f"{said[:1].upper()}{said[1:]}."
