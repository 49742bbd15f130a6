"""The language: good texts mean what they should, bad ones say where and what to type, and nothing hangs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.maths.trees import trees
from trainer.errors import AnswerError
from trainer.grading.reading import read_answer
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.text import to_text

HERE = Path(__file__).parent
GOOD = [
    pytest.param(*line.rpartition(" -> ")[::2], id=f"{file.stem}: {line}")
    for file in sorted((HERE / "good").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
BAD = [pytest.param(file, id=file.stem) for file in sorted((HERE / "bad").glob("*.txt"))]


@pytest.mark.parametrize(("typed", "meant"), GOOD)
def test_a_good_text_is_read_as_meant(typed, meant, corpus_names):
    """Each line of the good corpus gives the tree that its plain spelling gives."""
    assert to_text(parse(typed, corpus_names)) == meant


@pytest.mark.parametrize("file", BAD)
def test_a_slip_says_where_it_is_and_what_to_type(file, slip_names):
    """Each file of the bad corpus is refused at its offset with its message."""
    lines = dict(line.split(": ", 1) for line in file.read_text(encoding="utf-8").splitlines())
    text = lines["text"].replace("\\x1b", "\x1b") if "x1b" in lines["text"] else lines["text"]

    with pytest.raises(AnswerError) as caught:
        read_answer(text, slip_names, Requirement())

    assert (caught.value.offset, caught.value.message) == (int(lines["offset"]), lines["says"])


def test_at_least_sixty_kinds_of_slip_are_known():
    """The corpus of slips does not shrink unnoticed."""
    assert len(BAD) >= 60


@given(trees())
def test_a_tree_written_as_text_is_read_back_the_same(expr):
    """to_text and parse are inverse on every tree the language can write."""
    names = Names.read(dict.fromkeys("xyz", "real"))

    assert parse(to_text(expr), names) == expr


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_an_offset_inside_it(text):
    """Nothing but AnswerError leaves the parser."""
    names = Names.read({"x": "real", "A": "2x2"})

    try:
        parse(text, names)
    except AnswerError as error:
        assert 0 <= error.offset <= len(text)


TOKENS = "( ) [ ] { } | ‖ x 2 .5 1e9 sin ^ * / + - , ; ! ' = < _ √ \\frac \\sqrt d/dx A .T @ ²"


@given(st.lists(st.sampled_from(TOKENS.split())))
def test_any_jumble_of_tokens_is_read_or_refused(tokens):
    """Tokens in any order never raise anything but AnswerError."""
    names = Names.read({"x": "real", "A": "2x2"})

    try:
        parse(" ".join(tokens), names)
    except AnswerError as error:
        assert error.message


@pytest.mark.parametrize(
    "text",
    ["(" * 5_000, "x+" * 50_000, "9**9**9**9", "-" * 1_900, "sin " * 400, "2^" * 600 + "2", "[" * 1_000,
     "1" * 2_000,
     "x!" * 900, "|" * 1_500, "x" + "/x" * 390, "x" + " ²" * 390, "x" + ".exp()" * 260,
     "1\\frac{" * 39 + "2" + "}{3}" * 39, "\\frac" * 300, "\x1b]0;owned\x07", "[bold]x[/bold]"],
    ids=lambda text: f"{text[:8]}… {len(text)}",
)  # fmt: skip
def test_hostile_text_is_refused(text):
    """Depth, length and size are bounded before anything is computed."""
    with pytest.raises(AnswerError):
        parse(text, Names.read({"x": "real"}))


@pytest.mark.parametrize("text", ["A " * 700, "A" + "@A" * 390, "A" + "'" * 700, "A" + ".T" * 700])
def test_a_long_chain_of_matrices_is_refused(text):
    """A tree is never so high that walking it could fail."""
    with pytest.raises(AnswerError, match="chain"):
        parse(text, Names.read({"A": "2x2"}))


def test_mixed_numbers_inside_each_other_are_read_once():
    """Each fraction is looked at once, however deep: reading it twice would double the time at each level."""
    text = "1\\frac{" * 19 + "2" + "}{3}" * 19

    assert to_text(parse(text, Names.read({}))).count("1*(") == 18


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mv", "m*v"), ("tgx", "t*g*x"), ("tr", "t*r"), ("Pi", "P*i"), ("pi", "pi"), ("ln x", "ln(x)")],
)
def test_declared_letters_come_before_dialects(typed, meant):
    """A product of the names of a question is not taken for a function of a library."""
    names = Names.read(dict.fromkeys("mvtgrxPipln", "real"))

    assert to_text(parse(typed, names)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("d/dx_1 (x x_1)", "diff(x*x_1, x_1)"), ("d/dx1 x_1", "diff(x_1, x_1)"), ("d/dx x_1", "diff(x_1, x)")],
)
def test_a_derivative_is_by_the_whole_name(typed, meant):
    """The subscript of the variable is part of it."""
    assert to_text(parse(typed, Names.read(dict.fromkeys(["x", "x_1"], "real")))) == meant


def test_an_error_draws_a_caret_under_the_place():
    """The caret stands in the column of the offset, and control characters are not printed."""
    error = AnswerError("here", offset=2, text="ab\x1bcd")

    assert error.caret() == "ab·cd\n  ^"
