"""The reference page of the language: every line of every block does what the page says."""

import re
from pathlib import Path

import pytest

from trainer.errors import AnswerError
from trainer.grading import compare_texts
from trainer.maths.functions import ARITY
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.text import to_text

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
NUMBERS = ["x", "y", "w_1", "m_hat", "alpha", "dL_dw"]
NAMES = Names.read({**dict.fromkeys(NUMBERS, "real"), "A": "4x3", "v": "3", "u": "4"})
VERDICTS = {"=": Outcome.EQUAL, "≠": Outcome.DIFFERENT}


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_page_holds(line):
    """Readings, verdicts and messages are as printed."""
    typed, sign, wanted = re.fullmatch(r"(.+?) (→|✗|≠|=) (.+)", line).groups()
    if sign == "→":
        assert to_text(parse(typed, NAMES)) == wanted
    elif sign == "✗":
        with pytest.raises(AnswerError) as caught:
            parse(typed, NAMES)
        assert caught.value.message == wanted
    else:
        assert compare_texts(typed, wanted, NAMES).outcome is VERDICTS[sign]


def test_every_function_is_on_the_page():
    """A function that is not documented does not exist."""
    words = set(re.findall(r"\w+", PAGE))
    families = {
        f"{a}{b}{c}" for a in ("", "a") for b in ("sin", "cos", "tan", "sec", "csc", "cot") for c in ("", "h")
    }
    left_out = {"pow", "log1p", "expm1"}  # spellings of other things

    assert set(ARITY) - families - left_out <= words
