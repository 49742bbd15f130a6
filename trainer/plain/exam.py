"""A whole exam line by line, for screen readers, pipes and dumb terminals; decides nothing."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TextIO

from trainer.errors import AnswerError
from trainer.maths.judging.verdict import Outcome
from trainer.plain.exam_commands import COMMANDS
from trainer.plain.exam_lines import (
    asked_lines,
    map_lines,
    offer_lines,
    opening_lines,
    resumed_lines,
    sheet_lines,
)
from trainer.plain.lines import in_lines, prompt_name
from trainer.plain.reading import LINE_BY_LINE, offered, printable, read_back
from trainer.plain.timed_lines import TimedLines
from trainer.session.exam.sitting import Action, Stage
from trainer.session.wording import time_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.session.exam.exam import Exam
    from trainer.store.exam_rows import StoredExam

_PICKED = ("choice", "order")


class Offer(Enum):
    """What the learner wants of an exam that is open, when asking for another one."""

    GO_ON = "go on"
    ABANDON = "abandon"
    NOTHING = ""


def choose(lines: TimedLines, out: TextIO, opened: StoredExam) -> Offer:
    """Ask what to do about an exam that is open; the end of the input leaves everything as it is."""
    out.write("\n".join(offer_lines(opened)) + "\n")
    while True:
        out.write("go on, abandon, or Enter> ")
        out.flush()
        line = (lines.next() or "").strip().lower().lstrip(":").replace("-", " ")
        found = next((offer for offer in Offer if offer.value == line), None)
        if found is not None:
            return found
        out.write("Type “go on” or “abandon”, or press Enter.\n")


def run(exam: Exam, lines: TimedLines, out: TextIO) -> None:
    """Hold the exam to its hand-in; the end of the input closes it as `:quit` does, and all is kept.

    KeyboardInterrupt and SystemExit go on after that was said.
    """
    shell = ExamShell(exam, lines, out)
    try:
        shell.hold()
    finally:
        shell.close()


class ExamShell:
    """What is between two lines of input: the next part to be asked for, the lines of an answer so far."""

    def __init__(self, exam: Exam, lines: TimedLines, out: TextIO) -> None:
        self.exam = exam
        self.lines = lines
        self.out = out
        self.part = 0
        self.written: list[str] = []

    def hold(self) -> None:
        """Take line after line until the hand-in, the end of the time or the end of the input."""
        opening = resumed_lines if self.exam.is_resumed else opening_lines
        self.say("\n".join(opening(self.exam)))
        if self.exam.stage is Stage.SITTING:
            self._show()
        while self.exam.stage in (Stage.SITTING, Stage.ASKED):
            line = self._read()
            if self.exam.tick() is Stage.MARKING:
                self.say("The time is up.")
            elif line is None:
                return
            else:
                self._take(line)
        if self.exam.stage is Stage.MARKING:
            self.say("Handed in. Marking.")
            self.exam.close(self.exam.mark())

    def close(self) -> None:
        """Close an exam that was not handed in, and say that it is kept."""
        if self.exam.allows(Action.LEAVE):
            self.exam.leave()
        if self.exam.stage is Stage.LEFT:
            left = time_words(self.exam.left_ms)
            self.say(f"\nKept, with {left} left; the clock stands still. “trainer exam” goes on with it.")

    def say(self, text: str) -> None:
        """Write at once; nothing waits in a buffer while the learner reads."""
        self.out.write(f"{text}\n")
        self.out.flush()

    def _read(self) -> str | None:
        self.out.write(f"{self._prompt()} ")
        self.out.flush()
        line = self.lines.next(lambda: self.exam.tick() is not Stage.MARKING)
        if not self.lines.stream.isatty():
            self.say("")
        return line

    def _prompt(self) -> str:
        exam = self.exam
        if exam.stage is Stage.ASKED:
            return "hand in>"
        place = f"[{exam.current}/{len(exam.sheets)} {time_words(exam.left_ms)}]"
        found = self._pending()
        if found is None:
            return f"{place} next>"
        part, variant = found
        if self.written:
            end = LINE_BY_LINE[variant.exercise.kind] or "Enter"
            return f"{place} line {len(self.written) + 1}, or {end} to end>"
        kept = exam.sheet.saved.texts.get(part.name, "")
        return f"{place} {prompt_name(part, variant)}{f' [{offered(kept)}]' if kept else ''}>"

    def _pending(self) -> tuple[Part, Variant] | None:
        """The part that is asked for now; None where the question takes no answer."""
        asked = self.exam.sheet.asked
        return None if asked is None else (asked.variant.parts[self.part], asked.variant)

    def _take(self, typed: str) -> None:
        line = typed.strip()
        if line.startswith(":"):
            self._command(line[1:].strip().lower())
        elif self.exam.stage is Stage.ASKED:
            self.exam.back()
            self._show()
        elif (found := self._pending()) is None:
            self._turn(1)
        else:
            try:
                self._answer(typed.rstrip(), *found)
            except AnswerError as error:
                self.say(f"{error.message} (at character {error.offset + 1})\n{error.caret()}")

    def _answer(self, typed: str, part: Part, variant: Variant) -> None:
        """Keep what was typed; Enter leaves what stands here. AnswerError where it cannot be read."""
        line = typed.strip()
        if variant.exercise.kind in LINE_BY_LINE and (line or self.written):
            self._write(typed, part, variant)
            return
        if line:
            if variant.exercise.kind in _PICKED and (said := _no_pick(variant, line)):
                self.say(said)
                return
            if said := read_back(line, part, variant):
                self.say(said)
            whole = variant.exercise.kind == "gradient" and line.startswith("[")
            self.exam.answer({**(_blank(variant) if whole else {}), part.name: line})
        self._next_part(variant, whole=_is_whole(variant, self.exam.sheet.saved.texts))

    def _write(self, typed: str, part: Part, variant: Variant) -> None:
        """Take one more line of an answer of several; the last one ends it."""
        if typed.strip() == LINE_BY_LINE[variant.exercise.kind]:
            self.written = []
            self._next_part(variant)
            return
        if said := read_back(typed, part, variant):
            self.say(said)
        self.written.append(typed)
        self.exam.answer({part.name: "\n".join(self.written)})

    def _next_part(self, variant: Variant, *, whole: bool = False) -> None:
        if whole or self.part + 1 >= len(variant.parts):
            self._turn(1)
        else:
            self.part += 1

    def _turn(self, by: int) -> None:
        """Go on, but not round the end of the paper."""
        to = self.exam.current + by
        if not 1 <= to <= len(self.exam.sheets):
            self.part, self.written = 0, []
            end = "last" if by > 0 else "first"
            self.say(f"This is the {end} question. :map says what is blank; :hand-in hands in.")
            return
        self._go(to)

    def _go(self, number: int) -> None:
        self.exam.go(number)
        self._show()

    def _show(self) -> None:
        self.part, self.written = 0, []
        sheet = self.exam.sheet
        self.say("\n".join(sheet_lines(sheet, len(self.exam.sheets))))
        for text in sheet.saved.texts.values():
            if "\n" in text:
                self.say(f"Written before; Enter keeps it:\n{printable(text)}")

    def _command(self, typed: str) -> None:
        word, _, rest = typed.partition(" ")
        if word == "hand-in" and self.exam.stage is Stage.ASKED:
            self.exam.hand_in()
            return
        command = next((each for each in COMMANDS if each.word == word), None)
        if command is None:
            self.say("There is no such command; :help lists those that can be used now.")
        elif command.action is not None and not self.exam.allows(command.action):
            self.say(f":{word} cannot be used now; :help lists what can.")
        elif command.action is None:
            self._inform(word)
        else:
            self._act(command.action, word, rest.strip())

    def _inform(self, word: str) -> None:
        match word:
            case "map":
                self.say("\n".join(map_lines(self.exam.overview)))
            case "again":
                self.say("\n".join(sheet_lines(self.exam.sheet, len(self.exam.sheets))))
            case "time":
                self.say(f"{time_words(self.exam.left_ms)} left of {self.exam.stored.minutes}:00.")
            case _:
                usable = [each for each in COMMANDS if each.action is None or self.exam.allows(each.action)]
                self.say("\n".join(f":{each.word}{each.takes} - {each.sentence}" for each in usable))

    def _act(self, action: Action, word: str, rest: str) -> None:
        match action:
            case Action.GO:
                self._go_to(word, rest)
            case Action.FLAG:
                self.say("Flagged." if self.exam.flag() else "No longer flagged.")
            case Action.ANSWER:
                self.exam.answer(dict.fromkeys(self.exam.sheet.saved.texts, ""))
                self.part, self.written = 0, []
                self.say("Nothing is written here now.")
            case Action.HINT:
                self.say("\n".join(in_lines(f"Hint: {self.exam.hint()}")))
            case Action.ASK:
                overview = self.exam.ask()
                if self.exam.stage is Stage.ASKED:
                    self.say("\n".join(asked_lines(overview)))
            case _:
                self.exam.leave()

    def _go_to(self, word: str, rest: str) -> None:
        total = len(self.exam.sheets)
        if word != "go":
            self._turn(1 if word == "next" else -1)
        elif rest.isascii() and rest.isdigit() and len(rest) < 5 and 1 <= int(rest) <= total:
            self._go(int(rest))
        else:
            self.say(f"Type :go and a number from 1 to {total}.")


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
