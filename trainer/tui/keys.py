"""The one table of keys: bindings, key bar, help and the README's table are all made from it.

Only keys that every terminal sends distinctly. Where an answer is typed, letters, digits and signs belong to
the answer, so a binding keeps only its function and control keys there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where a key works; the values head the columns of the help."""

    HOME = "home"
    QUESTION = "question"
    BOXES = "answer boxes"
    CHOICE = "choice"
    ORDER = "order"
    DERIVATION = "derivation"
    CODE = "code"
    VERDICT = "verdict"
    SUMMARY = "summary"
    DIALOG = "dialog"
    PREVIEW = "preview"
    EXAMS = "exams"
    EXAM = "exam"
    MAP = "map of an exam"
    HAND_IN = "hand-in"
    REPORT = "report"


ANSWERS: Final = frozenset({Place.BOXES, Place.CHOICE, Place.ORDER, Place.DERIVATION, Place.CODE})
"""Ways of answering: the places inside a question, of which it has one."""

TYPED: Final = frozenset({Place.QUESTION, Place.EXAM, Place.BOXES, Place.DERIVATION, Place.CODE})
"""Places with an answer box, where printable keys are text."""

_WINDOWS: Final = frozenset({Place.DIALOG, Place.MAP, Place.HAND_IN})
_SCREENS: Final = frozenset(Place) - ANSWERS - _WINDOWS
_LINES: Final = frozenset({Place.BOXES, Place.DERIVATION})
_LISTS: Final = frozenset({Place.CHOICE, Place.ORDER})
_STUDY: Final = frozenset({Place.QUESTION, Place.VERDICT})
_READ: Final = frozenset({Place.VERDICT, Place.SUMMARY, Place.DIALOG, Place.PREVIEW, Place.REPORT})


@dataclass(frozen=True, slots=True)
class Key:
    """One command: its action on the screen, its keys, a word for the key bar and a sentence for the help.

    `rank` orders the key bar, where low ranks stay when the terminal is narrow; 0 keeps a key off the bar.
    """

    action: str
    keys: tuple[str, ...]
    label: str
    sentence: str
    places: frozenset[Place]
    rank: int = 0

    def keys_at(self, place: Place) -> tuple[str, ...]:
        """The keys that work there."""
        return tuple(key for key in self.keys if place not in TYPED or not is_text(key))


KEYS: Final[tuple[Key, ...]] = (
    Key("start", ("enter",), "Start", "Start today's questions.", frozenset({Place.HOME}), 1),
    Key("exams", ("e",), "Exam", "Go to the mock exams.", frozenset({Place.HOME}), 2),
    Key(
        "check",
        ("enter",),
        "Check",
        "Check the answer; with several boxes, go to the next empty one first.",
        _LISTS | {Place.BOXES},
        1,
    ),
    Key(
        "next_line",
        ("enter",),
        "Next line",
        "Start the next line; on an empty last line, check.",
        frozenset({Place.DERIVATION}),
        1,
    ),
    Key(
        "check",
        ("f7", "ctrl+o"),
        "Check",
        "Check an answer of several lines.",
        frozenset({Place.DERIVATION, Place.CODE}),
        1,
    ),
    Key(
        "pick",
        ("space",),
        "Pick",
        "Pick the option under the cursor, or take it back; its letter does the same.",
        frozenset({Place.CHOICE}),
        2,
    ),
    Key(
        "grab",
        ("space",),
        "Grab",
        "Grab the line under the cursor, carry it with ↑ and ↓, and drop it.",
        frozenset({Place.ORDER}),
        2,
    ),
    Key(
        "carry(-1)",
        ("shift+up",),
        "Up",
        "Move the line under the cursor up.",
        frozenset({Place.ORDER}),
        4,
    ),
    Key(
        "carry(1)",
        ("shift+down",),
        "Down",
        "Move the line under the cursor down.",
        frozenset({Place.ORDER}),
        4,
    ),
    Key("cursor(1)", ("down",), "Down", "Go to the next option or line.", _LISTS),
    Key("cursor(-1)", ("up",), "Up", "Go to the option or line before.", _LISTS),
    Key(
        "open_editor",
        ("f8", "ctrl+p"),
        "Editor",
        "Write the code in the editor that $VISUAL or $EDITOR names.",
        frozenset({Place.CODE}),
        2,
    ),
    Key("go_on", ("enter", "space"), "Next", "Go on to the next question.", frozenset({Place.VERDICT}), 1),
    Key(
        "finish",
        ("enter", "space"),
        "Home",
        "Go back to the start.",
        frozenset({Place.SUMMARY, Place.REPORT}),
        1,
    ),
    Key(
        "retry",
        ("enter", "r", "f5"),
        "Try again",
        "Try a missed question again.",
        frozenset({Place.VERDICT}),
        1,
    ),
    Key(
        "show_answer",
        ("s", "f4"),
        "Show answer",
        "Do not try again; see the worked answer.",
        frozenset({Place.VERDICT}),
        2,
    ),
    Key(
        "hint",
        ("f2", "ctrl+t"),
        "Hint",
        "Show the next hint.",
        frozenset({Place.QUESTION, Place.EXAM}),
        2,
    ),
    Key("why", ("f3", "ctrl+y", "w"), "Why", "Say why this question comes now.", _STUDY, 5),
    Key(
        "give_up",
        ("f4", "ctrl+n"),
        "Give up",
        "Give up and see the worked answer.",
        frozenset({Place.QUESTION}),
        4,
    ),
    Key(
        "skip",
        ("f5", "ctrl+b"),
        "Skip",
        "Leave a question whose answer could not be decided; it costs nothing.",
        frozenset({Place.QUESTION}),
        2,
    ),
    Key("next_box", ("down", "tab"), "Next box", "Go to the next answer box.", _LINES),
    Key("previous_box", ("up", "shift+tab"), "Previous box", "Go to the answer box before.", _LINES),
    Key(
        "pan",
        ("f8", "ctrl+p"),
        "Drawing",
        "Show the drawing; if it is wide, its next stretch; then the beginning again.",
        frozenset({Place.BOXES, Place.VERDICT}),
        3,
    ),
    Key("override(1)", ("1",), "Again", "Rate it Again: I did not know it.", frozenset({Place.VERDICT})),
    Key("override(2)", ("2",), "Hard", "Rate it Hard: I knew it with trouble.", frozenset({Place.VERDICT})),
    Key("override(3)", ("3",), "Good", "Rate it Good: I knew it.", frozenset({Place.VERDICT})),
    Key("override(4)", ("4",), "Easy", "Rate it Easy: it took no thought.", frozenset({Place.VERDICT})),
    Key(
        "undo",
        ("f6", "ctrl+r", "u"),
        "Undo",
        "Take back the last answer and ask its question again.",
        frozenset({Place.QUESTION, Place.VERDICT, Place.SUMMARY}),
        6,
    ),
    Key(
        "answer",
        ("enter",),
        "Answer",
        "Answer the exercise as a learner would; nothing is kept.",
        frozenset({Place.PREVIEW}),
        1,
    ),
    Key("seed(1)", ("right",), "Next seed", "Draw other numbers.", frozenset({Place.PREVIEW}), 4),
    Key("seed(-1)", ("left",), "Seed before", "Draw the numbers before.", frozenset({Place.PREVIEW})),
    Key("exercise(1)", ("n",), "Next", "Go to the next exercise of the file.", frozenset({Place.PREVIEW}), 5),
    Key("exercise(-1)", ("p",), "Before", "Go to the exercise before.", frozenset({Place.PREVIEW})),
    Key("other_pane", ("tab",), "Pane", "Go to the other side.", frozenset({Place.PREVIEW}), 3),
    Key(
        "begin",
        ("enter",),
        "Begin",
        "Begin the chosen exam, or go on with the open one.",
        frozenset({Place.EXAMS}),
        1,
    ),
    Key("choose(1)", ("down",), "Down", "Choose the next exam.", frozenset({Place.EXAMS})),
    Key("choose(-1)", ("up",), "Up", "Choose the exam before.", frozenset({Place.EXAMS})),
    Key(
        "abandon",
        ("a",),
        "Abandon",
        "Put the open exam aside, without a score.",
        frozenset({Place.EXAMS}),
        4,
    ),
    Key("last_report", ("r",), "Report", "Read the last report.", frozenset({Place.EXAMS}), 2),
    Key(
        "step(1)",
        ("f6", "ctrl+r"),
        "Next",
        "Go to the next question; answers are kept.",
        frozenset({Place.EXAM}),
        2,
    ),
    Key("step(-1)", ("f5", "ctrl+b"), "Before", "Go to the question before.", frozenset({Place.EXAM}), 3),
    Key(
        "map",
        ("f3", "ctrl+y"),
        "Map",
        "Show all questions, go to one, or hand in.",
        frozenset({Place.EXAM}),
        1,
    ),
    Key(
        "flag",
        ("f4", "ctrl+n"),
        "Flag",
        "Flag a question to come back to, or take the flag away.",
        frozenset({Place.EXAM}),
        3,
    ),
    Key("move(1)", ("right", "tab"), "Right", "Go to the next question.", frozenset({Place.MAP})),
    Key("move(-1)", ("left", "shift+tab"), "Left", "Go to the question before.", frozenset({Place.MAP})),
    Key("row(1)", ("down",), "Down", "Go to the row below.", frozenset({Place.MAP})),
    Key("row(-1)", ("up",), "Up", "Go to the row above.", frozenset({Place.MAP})),
    Key("jump", ("enter", "space"), "Go", "Go to the question under the cursor.", frozenset({Place.MAP}), 1),
    Key("hand_in", ("h",), "Hand in", "Ask to hand in.", frozenset({Place.MAP}), 2),
    Key("confirm", ("y",), "Hand in", "Hand in for good.", frozenset({Place.HAND_IN}), 1),
    Key(
        "practise",
        ("p",),
        "Practise",
        "Practise what was missed.",
        frozenset({Place.REPORT}),
        2,
    ),
    Key(
        "scroll(1)", ("pagedown",), "More", "Scroll down by a page.", _READ | {Place.QUESTION, Place.EXAM}, 2
    ),
    Key("scroll(-1)", ("pageup",), "Back", "Scroll up by a page.", _READ | {Place.QUESTION, Place.EXAM}),
    Key("line(1)", ("down",), "Down", "Scroll down by a line.", _READ),
    Key("line(-1)", ("up",), "Up", "Scroll up by a line.", _READ),
    Key("light", ("f9", "ctrl+l"), "Light", "Change between light and dark colours.", _SCREENS),
    Key("help", ("f1", "ctrl+g", "question_mark"), "Help", "Show all the keys.", _SCREENS, 3),
    Key(
        "close",
        ("escape", "enter", "space", "q", "f1"),
        "Close",
        "Close the window that lies over a screen.",
        frozenset({Place.DIALOG}),
    ),
    Key(
        "close", ("escape", "q"), "Back", "Go back to the question.", frozenset({Place.MAP, Place.HAND_IN}), 2
    ),
    Key(
        "leave",
        ("escape",),
        "Stop",
        "Close the exam for now; the clock stands still.",
        frozenset({Place.EXAM}),
        7,
    ),
    Key(
        "back",
        ("escape",),
        "Back",
        "Go back to where you came from.",
        frozenset({Place.EXAMS, Place.REPORT}),
        6,
    ),
    Key("leave", ("escape",), "Stop", "Stop for now; an open question is kept.", _STUDY, 7),
    Key("quit", ("ctrl+q", "q"), "Quit", "Leave the trainer; nothing is lost.", _SCREENS, 8),
)

_SHOWN: Final = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+up": "Shift+↑",
    "shift+down": "Shift+↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "question_mark": "?",
}


def is_text(key: str) -> bool:
    """Whether the key types a character."""
    return len(key) == 1 or key in ("space", "question_mark")


def key_name(key: str) -> str:
    """The key as it is printed on screens: `F2`, `Ctrl+T`, `Enter`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if key.startswith("f") and len(key) > 1 else key


def keys_of(place: Place) -> tuple[Key, ...]:
    """The rows of the table that belong to a place, in its order."""
    return tuple(row for row in KEYS if place in row.places)


def commands(place: Place) -> dict[str, str]:
    """The action of every key that works at a place."""
    return {key: row.action for row in keys_of(place) for key in row.keys_at(place)}


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a screen or a way of answering; its class has an `action_…` for each."""
    return list(_bindings(place))


def _bindings(place: Place) -> Iterator[Binding]:
    for row in keys_of(place):
        for key in row.keys_at(place):
            yield Binding(key, row.action, row.label, show=False)


def markdown_table() -> str:
    """The table of keys in Markdown, for the README."""
    lines = ["| keys | what they do | where |", "|---|---|---|"]
    for row in KEYS:
        names = ", ".join(f"`{key_name(key)}`" for key in row.keys)
        places = ", ".join(place for place in Place if place in row.places)
        lines.append(f"| {names} | {row.sentence} | {'everywhere' if row.places >= _SCREENS else places} |")
    return "\n".join(lines)
