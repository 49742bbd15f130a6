"""What can be typed in place of an answer in an exam: one table, from which the help is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.session.exam.sitting import Action


@dataclass(frozen=True, slots=True)
class Command:
    """A line that begins with a colon: its word, the action behind it (None: always there), what it does."""

    word: str
    action: Action | None
    sentence: str
    takes: str = ""


COMMANDS: Final = (
    Command("next", Action.GO, "Go to the next question."),
    Command("back", Action.GO, "Go to the question before."),
    Command("go", Action.GO, "Go to a question.", " N"),
    Command("map", None, "Say which questions are answered, blank and flagged."),
    Command("flag", Action.FLAG, "Flag this question to come back to, or take the flag away."),
    Command("clear", Action.ANSWER, "Take away what is written here."),
    Command("hint", Action.HINT, "Show a hint, at its cost."),
    Command("again", None, "Read the question once more."),
    Command("time", None, "Say how much time is left."),
    Command("hand-in", Action.ASK, "Hand in; asks once more before it does."),
    Command("help", None, "List what can be typed now."),
    Command("quit", Action.LEAVE, "Close the exam; the clock stands still, and everything is kept."),
)
