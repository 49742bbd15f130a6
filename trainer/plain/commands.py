"""What can be typed in place of an answer: one table, from which the help is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.session.practice import Action
from trainer.session.wording import RATING_NAMES


@dataclass(frozen=True, slots=True)
class Command:
    """A line that begins with a colon: its word, the action behind it (None: always there), what it does."""

    word: str
    action: Action | None
    sentence: str


COMMANDS: Final = (
    Command("hint", Action.HINT, "Show the next hint."),
    Command("giveup", Action.GIVE_UP, "Give up and read the worked answer."),
    Command("skip", Action.SKIP, "Leave a question that came out undecided; it costs nothing."),
    Command("retry", Action.RETRY, "Try once more; typing the answer does the same."),
    Command("next", Action.ADVANCE, "Go on; after a first wrong answer, without a second try."),
    *(Command(f"{r:d}", Action.OVERRIDE, f"Rate it {name} yourself.") for r, name in RATING_NAMES.items()),
    Command("undo", Action.UNDO, "Take back the last answer and ask its question again."),
    Command("why", None, "Say why this question comes now."),
    Command("again", None, "Read the question once more."),
    Command("help", None, "List what can be typed now."),
    Command("quit", Action.QUIT, "Stop; an open question is kept for the next time."),
)
