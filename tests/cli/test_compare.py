"""`trainer compare` keeps its promises to scripts."""

import json

import pytest

KEYS = {"verdict", "evidence", "witness", "message", "offset", "microseconds"}


@pytest.mark.parametrize(
    ("answer", "reference", "code", "verdict"),
    [
        ("2 sin(x) cos(x)", "sin(2x)", 0, "equal"),
        ("-x^2", "x^2", 1, "different"),
        ("x +", "x", 3, "unreadable"),
        ("x", "x +", 3, "unreadable"),
        ("9**9**9**9", "x", 3, "unreadable"),
        ("-x", "--x", 1, "different"),
    ],
)
def test_the_exit_code_is_the_verdict(trainer, answer, reference, code, verdict):
    """0 equal, 1 different, 3 unreadable; with --json the same is written."""
    done = trainer("compare", answer, reference, "--json")

    fields = json.loads(done.out)
    assert (done.code, fields["verdict"]) == (code, verdict)
    assert set(fields) == KEYS


def test_undecided_has_the_exit_code_2(trainer):
    """What can be neither proved nor refuted is said to be so: nowhere has this a value."""
    done = trainer("compare", "1/(x - x)", "2/(x - x)")

    assert done.code == 2
    assert done.out.startswith("undecided")


def test_variables_have_domains(trainer):
    """The root of a square is the number itself where it is positive, and only there."""
    assert trainer("compare", "sqrt(x^2)", "x", "--var", "x=positive").code == 0
    assert trainer("compare", "sqrt(x^2)", "x", "--var", "x=real").code == 1
    assert trainer("compare", "W + V", "V + W", "--var", "W=2x3", "--var", "V=2x3").code == 0


def test_without_declarations_any_name_is_free_and_with_them_none_is(trainer):
    """A name beside the declared ones is unreadable."""
    assert trainer("compare", "q z", "z q").code == 0
    assert trainer("compare", "x + y", "y + x", "--var", "x=real").code == 3


@pytest.mark.parametrize(
    ("answer", "reference", "options", "code"),
    [
        ("0.33", "1/3", ["--decimals", "2"], 0),
        ("0.33", "1/3", ["--decimals", "3"], 1),
        ("0.3333", "1/3", ["--digits", "4"], 0),
        ("0.34", "1/3", ["--tolerance", "0.01"], 0),
        ("x^2 + 3", "x^2", ["--up-to", "constant"], 0),
        ("x^2 + 3", "x^2", [], 1),
        ("(x+1)^2", "x^2 + 2x + 1", ["--form", "expanded"], 1),
    ],
)
def test_what_is_asked_beside_equality_is_an_option(trainer, answer, reference, options, code):
    """Rounding, constants and form."""
    assert trainer("compare", answer, reference, *options).code == code


def test_an_unreadable_answer_is_shown_with_a_caret(trainer):
    """The caret stands below the place."""
    done = trainer("compare", "2 x ^", "x")

    assert done.out.splitlines()[-2:] == ["2 x ^", "     ^"]


def test_a_difference_is_shown_at_a_point(trainer):
    """The witness has a point and both values."""
    fields = json.loads(trainer("compare", "x", "x^2", "--json").out)

    assert set(fields["witness"]) == {"point", "answer", "reference"}
    assert set(fields["witness"]["point"]) == {"x"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["x"],
        [],
        ["x", "y", "z"],
        ["x", "x", "--var", "x"],
        ["x", "x", "--var", "x=nowhere"],
        ["x", "x", "--form", "pretty"],
        ["x", "x", "--decimals", "2", "--digits", "2"],
        ["x", "x", "--decimals", "many"],
    ],
)
def test_wrong_usage_is_no_verdict(trainer, arguments):
    """A sentence, and an exit code that no verdict has."""
    done = trainer("compare", *arguments)

    assert done.code == 64
    assert done.out == ""
    assert len(done.error.splitlines()) == 1


def _stream(trainer, *lines):
    done = trainer("compare", "--jsonl", given="".join(f"{line}\n" for line in lines))
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_stream_is_answered_line_by_line(trainer):
    """One object in, one object out, in order."""
    tasks = [
        {"answer": "2x", "reference": "x + x", "variables": {"x": "real"}},
        {"answer": "|p|", "reference": "p", "variables": {"p": "[0, 1]"}},
        {"answer": "0.333", "reference": "1/3", "decimals": 3},
        {"answer": "x", "reference": "y"},
        {"answer": "x )", "reference": "x", "variables": {"x": "real"}},
    ]

    found = _stream(trainer, *map(json.dumps, tasks))

    assert [line["verdict"] for line in found] == ["equal", "equal", "equal", "different", "unreadable"]
    assert all(set(line) == KEYS for line in found)
    assert found[-1]["offset"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        '{"answer": "x"}',
        '{"answer": 1, "reference": "x"}',
        '{"answer": "x", "reference": "x", "variables": {"x": "somewhere"}}',
        '{"answer": "x", "reference": "x", "variables": ["x"]}',
        '{"answer": "x", "reference": "x", "decimals": -1}',
        '{"answer": "x", "reference": "x", "decimals": true}',
        '{"answer": "x", "reference": "x", "tolerance": "small"}',
        f'{{"answer": "x", "reference": "x", "tolerance": {"9" * 400}}}',
        '{"answer": "x", "reference": "x", "tolerance": 1e999}',
        '{"answer": "x", "reference": "x", "up_to": {}}',
        '{"answer": "x", "reference": "x", "variables": {"": "real"}}',
        f'{{"answer": "x", "reference": "x", "more": "{" " * 1_000_000}"}}',
        '{"answer": "x", "reference": "x", "up_to": "luck"}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_answered_by_an_error_and_the_stream_goes_on(trainer, line):
    """The error names the line; the next line is answered as ever."""
    bad, good = _stream(trainer, line, '{"answer": "x", "reference": "x"}')

    assert bad["verdict"] is None
    assert bad["error"].startswith("line 1: ")
    assert good["verdict"] == "equal"


def test_bytes_that_are_no_text_are_a_bad_line(trainer):
    """Whatever comes down the pipe, each line gets its answer."""
    done = trainer("compare", "--jsonl", given=b'\xff\xfe\n\n{"answer": "x", "reference": "x"}\n')

    assert [json.loads(line)["verdict"] for line in done.out.splitlines()] == [None, "equal"]


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "(" * 5_000, "9**9**9**9", "\x1b[31mx", "[b]x[/b]", "\ud800", "x\x00y"]
)
def test_hostile_text_is_refused_quickly(trainer, text):
    """Within 50 ms, by the time that the line itself reports."""
    (found,) = _stream(trainer, json.dumps({"answer": text, "reference": "x"}))

    assert found["verdict"] == "unreadable"
    assert found["microseconds"] < 50_000


def test_null_is_not_given_and_the_last_line_needs_no_end(trainer):
    """As other programs write what they have no value for."""
    nothing = dict.fromkeys(("variables", "up_to", "tolerance", "decimals", "digits", "form"))
    given = json.dumps({"answer": "2x", "reference": "x + x", **nothing})

    done = trainer("compare", "--jsonl", given=f"\n  \n{given}")

    assert [json.loads(line)["verdict"] for line in done.out.splitlines()] == ["equal"]


def test_an_answer_that_looks_like_a_wish_for_help_is_an_answer(trainer):
    """Minus h is not h, and exit code 0 would say that it is."""
    done = trainer("compare", "-h", "h")

    assert (done.code, done.out.split()[0]) == (1, "different")
