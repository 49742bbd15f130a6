"""Takes lines and passes them on to the session: answers, commands, Enter; what is said is in `lines`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from trainer.errors import AnswerError
from trainer.memory.rating import Rating
from trainer.plain.commands import COMMANDS
from trainer.plain.lines import home_lines, in_lines, prompt_name, question_lines, result_lines, summary_lines
from trainer.plain.reading import LINE_BY_LINE, MOST_LINES, next_line, offered, printable, read_back
from trainer.session.feedback import Mark, feedback
from trainer.session.practice import Action, Stage

if TYPE_CHECKING:
    from trainer.bank.parts import Part
    from trainer.bank.variant import Variant
    from trainer.session.study import Study
    from trainer.session.views import Question, Result


class Shell:
    """What is between two lines of input: the texts of this round, and those that Enter keeps, by part.

    `written` are the lines so far of an answer that is written line by line.
    """

    def __init__(self, study: Study, lines: TextIO, out: TextIO) -> None:
        self.study = study
        self.lines = lines
        self.out = out
        self.texts: dict[str, str] = {}
        self.offered: dict[str, str] = {}
        self.written: list[str] = []
        self.shown: Variant | None = None

    def hold(self) -> None:
        """Take line after line until the summary or the end of the input."""
        self.say("\n".join(home_lines(self.study.ahead())))
        self.study.start()
        self.enter()
        while self.study.question is not None and self.study.stage is not Stage.SUMMARY:
            line = self._read(self._prompt(self.study.question))
            if line is None:
                return
            self.study.active()
            try:
                self._take(line.rstrip(), self.study.question)
            except AnswerError as error:
                self.say(f"{_capital(error.message)} (at character {error.offset + 1})\n{error.caret()}")

    def close(self) -> None:
        """End the session if it has not ended, and say its summary."""
        summary = self.study.summary if self.study.stage is Stage.SUMMARY else self.study.quit()
        for fault in self.study.faults:
            self.say(f"Left out: {fault}")
        self.say("\n".join(summary_lines(summary)))

    def enter(self) -> None:
        """Say what there is to say on coming to a stage, and begin a new round of texts."""
        question, result = self.study.question, self.study.result
        self.texts, self.offered, self.written = {}, {}, []
        if question is None:
            return
        if self.study.stage is Stage.QUESTION or self.shown is not question.variant:
            self._show(question)
            self.offered = dict(question.draft)
            for text in self.offered.values():
                if "\n" in text:
                    self.say(f"Written before; Enter keeps it:\n{printable(text)}")
        if result is not None:
            self.say("\n".join(result_lines(result)))
            self.offered = {} if result.grade is None else _right_texts(result)

    def say(self, text: str) -> None:
        """Write at once; nothing waits in a buffer while the learner reads."""
        self.out.write(f"{text}\n")
        self.out.flush()

    def _read(self, prompt: str) -> str | None:
        self.out.write(f"{prompt} ")
        self.out.flush()
        line = next_line(self.lines)
        if not self.lines.isatty():
            self.say("")
        return line or None

    def _prompt(self, question: Question) -> str:
        part = self._pending(question)
        if self.study.stage is Stage.VERDICT or part is None:
            return "next>"
        if self.written:
            end = LINE_BY_LINE[question.variant.exercise.kind] or "Enter"
            return f"line {len(self.written) + 1}, or {end} to check>"
        kept = self.offered.get(part.name)
        offer = f" [{offered(kept)}]" if kept else ""
        return f"{prompt_name(part, question.variant)}{offer}>"

    def _pending(self, question: Question) -> Part | None:
        return next((part for part in question.variant.parts if part.name not in self.texts), None)

    def _take(self, line: str, question: Question) -> None:
        part = self._pending(question)
        typed, line = line, line.strip()
        if line.startswith(":"):
            self._command(line[1:].strip().lower(), question)
        elif self.study.stage is Stage.VERDICT or part is None:
            self._go_on(line)
        elif question.variant.exercise.kind in LINE_BY_LINE and (line or self.written):
            self._write(typed, part, question)
        else:
            self._answer(line or self.offered.pop(part.name, ""), part, question)

    def _write(self, line: str, part: Part, question: Question) -> None:
        """Take one more line; the last one ends the answer. AnswerError if it is unreadable."""
        if line.strip() == LINE_BY_LINE[question.variant.exercise.kind]:
            text, self.written = "\n".join(self.written), []
            self._take_text(text, part, question)
            return
        if len(self.written) == MOST_LINES:
            self.say(f"More than {MOST_LINES} lines are not read; :quit, or end the answer here.")
            return
        if said := read_back(line, part, question.variant):
            self.say(said)
        self.written.append(line)
        self.study.save_draft({part.name: "\n".join(self.written)})

    def _go_on(self, line: str) -> None:
        if line:
            self.say("Press Enter for the next question; :help lists what else can be typed.")
            return
        self.study.advance()
        self.enter()

    def _answer(self, text: str, part: Part, question: Question) -> None:
        """Take the text of one part; with the last one the answer is checked. AnswerError if unreadable."""
        if not text:
            self.say("Type an answer; :help lists what else can be typed.")
            return
        if "\n" not in text and (said := read_back(text, part, question.variant)):
            self.say(said)
        self._take_text(text, part, question)

    def _take_text(self, text: str, part: Part, question: Question) -> None:
        self.texts[part.name] = text
        if question.variant.exercise.kind == "gradient" and text.startswith("["):
            self.texts |= {other.name: "" for other in question.variant.parts if other.name not in self.texts}
        self.study.save_draft(self.texts)
        if self._pending(question) is None:
            self._check(question)
        else:
            self._say_cell(part)

    def _say_cell(self, part: Part) -> None:
        """What became of one number of a table, before the next one is asked for."""
        for said in self.study.enter(part.name, self.texts):
            if said.name == part.name:
                self.say("\n".join(in_lines(f"{said.label}: {said.mark}. {said.sentence}".strip())))

    def _check(self, question: Question) -> None:
        texts, self.texts = self.texts, {}
        grade = self.study.check(texts)
        if self.study.stage is Stage.MISSED:
            self.study.retry()
        before = self.study.stage
        if self.study.submit(texts, grade) is not before:
            self.enter()
            return
        said = feedback(question.variant, grade, decided=False)
        self.offered = {part.name: texts[part.name] for part in said if part.mark is Mark.RIGHT}
        for part in said:
            self.say("\n".join(in_lines(_capital(f"{part.label} {part.mark}. {part.sentence}".strip()))))
        if self.study.allows(Action.SKIP):
            self.say("It is not counted: type it in another way, or :skip to leave it.")

    def _command(self, word: str, question: Question) -> None:
        command = next((each for each in COMMANDS if each.word == word), None)
        if command is None:
            self.say("There is no such command; :help lists those that can be used now.")
        elif command.action is not None and not self.study.allows(command.action):
            self.say(f":{word} cannot be used now; :help lists what can.")
        elif command.action is None:
            self._inform(word, question)
        else:
            self._act(command.action, word)

    def _inform(self, word: str, question: Question) -> None:
        match word:
            case "why":
                self.say("\n".join(in_lines(question.why)))
            case "again":
                self._show(question)
            case _:
                usable = [each for each in COMMANDS if each.action is None or self.study.allows(each.action)]
                self.say("\n".join(f":{each.word} - {each.sentence}" for each in usable))

    def _act(self, action: Action, word: str) -> None:
        match action:
            case Action.HINT:
                hint = self.study.hint()
                said = f"Hint: {hint}" if hint else "There is no further hint from here."
                self.say("\n".join(in_lines(said)))
            case Action.OVERRIDE:
                result = self.study.override(Rating(int(word)))
                self.say(f"{result.reason} It comes back {result.next_due}.")
            case Action.RETRY:
                self.study.retry()
            case Action.UNDO if not self.study.undo():
                self.say("There is nothing to take back.")
            case Action.UNDO:
                self.say("Taken back.")
                self.enter()
            case Action.GIVE_UP:
                self.study.give_up()
                self.enter()
            case Action.SKIP:
                self.study.skip()
                self.say("Skipped, and not counted. It stays due.")
                self.enter()
            case Action.ADVANCE:
                self.study.advance()
                self.enter()
            case _:
                self.study.quit()

    def _show(self, question: Question) -> None:
        self.shown = question.variant
        self.say("\n".join(question_lines(question)))


def _right_texts(result: Result) -> dict[str, str]:
    """What need not be typed again: the parts that were right, where there are several."""
    if result.grade is None or len(result.grade.parts) == 1:
        return {}
    right = (part.name for part in result.grade.parts if part.score == 1.0)
    return {name: result.texts[name] for name in right if result.texts.get(name)}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
