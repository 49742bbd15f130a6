"""A whole exam line by line, for screen readers, pipes and dumb terminals; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from trainer.errors import AnswerError
from trainer.plain.exam_answer import ExamAnswer
from trainer.plain.exam_commands import COMMANDS
from trainer.plain.exam_lines import (
    asked_lines,
    map_lines,
    opening_lines,
    resumed_lines,
    sheet_lines,
)
from trainer.plain.lines import in_lines
from trainer.plain.reading import printable
from trainer.plain.timed_lines import TimedLines
from trainer.session.exam.sitting import Action, Stage
from trainer.session.wording import time_words

if TYPE_CHECKING:
    from trainer.session.exam.exam import Exam

_PICKED = ("choice", "order")


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
    """What is between two lines of input: the answer to the question on the desk so far."""

    def __init__(self, exam: Exam, lines: TimedLines, out: TextIO) -> None:
        self.exam = exam
        self.lines = lines
        self.out = out
        self.answer = ExamAnswer(exam, self.say)

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
        return f"[{exam.current}/{len(exam.sheets)} {time_words(exam.left_ms)}] {self.answer.prompt}"

    def _take(self, typed: str) -> None:
        line = typed.strip()
        if line.startswith(":"):
            self._command(line[1:].strip().lower())
        elif self.exam.stage is Stage.ASKED:
            self.exam.back()
            self._show()
        else:
            try:
                if self.answer.take(typed):
                    self._turn(1)
            except AnswerError as error:
                self.say(f"{error.message} (at character {error.offset + 1})\n{error.caret()}")

    def _turn(self, by: int) -> None:
        """Go on, but not round the end of the paper."""
        to = self.exam.current + by
        if not 1 <= to <= len(self.exam.sheets):
            self.answer.begin()
            end = "last" if by > 0 else "first"
            self.say(f"This is the {end} question. :map says what is blank; :hand-in hands in.")
            return
        self._go(to)

    def _go(self, number: int) -> None:
        self.exam.go(number)
        self._show()

    def _show(self) -> None:
        self.answer.begin()
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
                self.answer.begin()
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
