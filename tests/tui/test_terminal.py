"""The real process in a real pseudo-terminal, from the first screen to the summary."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tui.terminal import BACKSPACE, ENTER, ESCAPE, F1, F2, Terminal

LINE = re.compile(r"^  [› ] (\d)  ", re.MULTILINE)

PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from trainer.tui.running import run
run([Path(sys.argv[1])], Path(sys.argv[2]), lambda: datetime.now().astimezone())
"""


def trainer(folder: Path, database: Path, columns: int, rows: int) -> Terminal:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(database)]
    return Terminal(command, columns, rows, {"COLORFGBG": "15;0"})


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 18)])
def test_a_session_from_home_to_summary(folder: Path, tmp_path: Path, columns: int, rows: int) -> None:
    """A hint, a miss, a second try and two boxes, with the bytes that a keyboard sends."""
    with trainer(folder, tmp_path / "p.db", columns, rows) as terminal:
        terminal.wait_for("Calculus trainer", "Next: A power")
        terminal.send(ENTER)
        terminal.wait_for("1 of 2", "f(x) = x³")
        terminal.send(F2)
        terminal.wait_for("The exponent comes down.")
        terminal.send("x^3" + BACKSPACE + "2")
        terminal.wait_for("read as", "x²")
        terminal.send(ENTER)
        terminal.wait_for("✗ Not right", "Enter Try again")
        terminal.send(ENTER)
        terminal.wait_for("second try")
        terminal.send("\x1b[H3\x1b[F" + ENTER)  # Home, 3, End, Enter
        terminal.wait_for("✓ Right", "[2 Hard]")
        terminal.send("3")
        terminal.wait_for("[3 Good]")
        terminal.send(ENTER)
        terminal.wait_for("2 of 2", "m =", "w =")
        terminal.send("2\t-2" + BACKSPACE + "1")  # in one burst, as over a slow line
        terminal.wait_for("m =  2", "w =  -1")
        terminal.send(ENTER)
        terminal.wait_for("✓ Right")
        terminal.send(ENTER)
        terminal.wait_for("2 questions, 2 right", "Nothing is left for today.")
        terminal.send(ENTER)
        terminal.wait_for("Done for today.")
        terminal.send("q")

        assert terminal.wait_for_end() == 0


def wait_for_order(terminal: Terminal, order: str, carried: bool) -> str:
    """The screen once its lines stand in this order, one of them carried or none.

    Every step waits for what it alone brings about: a click may overtake a key that is still on its way.
    """

    def holds(screen: str) -> bool:
        return "".join(LINE.findall(screen)) == order and ("Space drops it" in screen) == carried

    return terminal.wait_until(holds, f"lines {order}, {carried=}")


def test_lines_are_moved_with_the_bytes_of_shift_and_arrows(app_of: Any, tmp_path: Path) -> None:
    """Shift with an arrow, Space and a click arrive as the keys and the mouse of the table."""
    app_of("loop")
    with trainer(tmp_path / "loop", tmp_path / "p.db", 80, 24) as terminal:
        terminal.wait_for("Next: The loop")
        terminal.send(ENTER)
        terminal.wait_for("› 1  ", "Space Grab")
        terminal.send("\x1b[1;2B\x1b[1;2B")  # Shift+Down, twice
        wait_for_order(terminal, "23145", carried=False)
        terminal.send(" ")
        wait_for_order(terminal, "23145", carried=True)
        terminal.send("\x1b[A")  # Up
        wait_for_order(terminal, "21345", carried=True)
        terminal.send(" ")
        rows = wait_for_order(terminal, "21345", carried=False).splitlines()
        row = next(i for i, line in enumerate(rows) if " 5  " in line) + 1
        terminal.send(f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m")  # a click on the last line
        terminal.wait_for("› 5  ", "Space drops it")
        terminal.send("\x11")

        assert terminal.wait_for_end() == 0


def test_help_opens_over_a_question_and_escape_closes_it(folder: Path, tmp_path: Path) -> None:
    """F1 and Escape as a terminal sends them."""
    with trainer(folder, tmp_path / "p.db", 80, 24) as terminal:
        terminal.wait_for("Next: A power")
        terminal.send(ENTER)
        terminal.wait_for("1 of 2")
        terminal.send(F1)
        terminal.wait_for("Show the next hint.")
        terminal.send(ESCAPE)
        terminal.wait_for("df/dx", "Enter Check")
        terminal.send("\x11")  # Ctrl+Q

        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_is_ended_goes_on_where_it_was(
    folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """A graded attempt is in the log, and what was typed for the next question is in its box."""
    with trainer(folder, tmp_path / "p.db", 80, 24) as terminal:
        terminal.wait_for("Next: A power")
        terminal.send(ENTER)
        terminal.wait_for("1 of 2")
        terminal.send("3x^2" + ENTER)
        terminal.wait_for("✓ Right")
        terminal.process.send_signal(number)
        terminal.wait_for_end()

    with trainer(folder, tmp_path / "p.db", 80, 24) as terminal:
        terminal.wait_for("Next: Two steps")


def test_the_command_opens_the_built_in_exercises(tmp_path: Path) -> None:
    """`trainer` itself, with nothing but a new progress file."""
    command = [sys.executable, "-m", "trainer", "--db", str(tmp_path / "p.db")]
    with Terminal(command, 80, 24, {"TRAINER_EXERCISES": ""}) as terminal:
        terminal.wait_for("Next: ", "new")
        terminal.send(ENTER)
        terminal.wait_for("1 of", "Enter Check")
        terminal.send("\x11")

        assert terminal.wait_for_end() == 0
