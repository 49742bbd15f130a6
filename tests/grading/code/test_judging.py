"""What can be judged without running anything: inputs, slopes, mistakes, and the checks of a task."""

import json

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.code import code_tasks
from tests.grading.code.code_tasks import task
from trainer.errors import AuthorError
from trainer.grading.code import Fault, Limits, check_task
from trainer.grading.code.agreement import agree, relative_error, worst_entry
from trainer.grading.code.conversation import Conversation
from trainer.grading.code.fence import Ended
from trainer.grading.code.inputs import FROM_KINKS, draw_inputs
from trainer.grading.code.inside.harness import encode
from trainer.grading.code.judge import judge
from trainer.grading.code.mistakes import name_relation
from trainer.grading.code.received import read_value
from trainer.grading.code.slopes import numeric_gradient
from trainer.grading.code.watch import Ending
from trainer.grading.code.wording import outcome_of, say_ending
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

TASKS = {name: value for name, value in vars(code_tasks).items() if name.isupper()}


@pytest.mark.parametrize("name", TASKS)
def test_every_task_passes_its_own_check(name):
    """The formulas of the gradients agree with differences of the loss, for several seeds."""
    for seed in range(10):
        check_task(TASKS[name], seed)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**63 - 1))
def test_the_same_seed_draws_the_same_inputs_away_from_kinks(seed):
    """Inputs are a function of the seed, in their domains, with every declared kink at a distance."""
    first, second = draw_inputs(code_tasks.RELU_BACKWARD, seed), draw_inputs(code_tasks.RELU_BACKWARD, seed)

    for one, other in zip(first, second, strict=True):
        assert all(np.array_equal(one.values[name], other.values[name]) for name in one.values)
        assert np.abs(one.values["Z"]).min() > FROM_KINKS


def test_fixed_cases_come_first():
    """An author's own inputs are used before any drawn one."""
    first = draw_inputs(code_tasks.SOFTMAX, 3)[0]

    assert np.array_equal(first.values["Z"], np.full((4, 3), 1000.0))


def test_numeric_slopes_agree_with_sympy():
    """Fourth-order differences are right to ten digits where the function is smooth."""
    names = Names.read({"x": "2"})
    loss = parse("exp(sin([1, 0] @ x)) * ln(1 + (x @ x)^2)", names)
    here = np.array([0.7, -1.3])
    p, q = sympy.symbols("p q")
    exact = sympy.exp(sympy.sin(p)) * sympy.log(1 + (p**2 + q**2) ** 2)
    wanted = [float(sympy.diff(exact, name).subs({p: here[0], q: here[1]})) for name in (p, q)]

    assert numeric_gradient(loss, {"x": here}, "x") == pytest.approx(wanted, rel=1e-10)


def test_the_relative_error_has_a_floor():
    """|a−n| / max(|a|, |n|, floor): two tiny slopes do not differ by much."""
    errors = relative_error(np.array([2.0, 1e-12, 0.0]), np.array([1.0, 0.0, 0.0]), 1e-6)

    assert errors == pytest.approx([0.5, 1e-6, 0.0])


def test_an_entry_that_is_no_number_is_the_worst():
    """NaN agrees with nothing and is shown first."""
    mine, right = np.array([[1.0, np.nan], [9.0, 4.0]]), np.ones((2, 2))

    assert not agree(mine, right, 1e-6)
    assert worst_entry(mine, right, 1e-6) == (0, 1)


ONE = draw_inputs(code_tasks.DENSE_BACKWARD, 1)[0]
RIGHT = np.array([[1.0, 2.0], [-3.0, 4.0]])


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (-RIGHT, "opposite sign"),
        (2 * RIGHT, "twice"),
        (-2 * RIGHT, "minus twice"),
        (RIGHT / 2, "half"),
        (4 * RIGHT, "division by 4"),
        (RIGHT / 4, "divided by 4"),
        (1.5 * RIGHT, "1.5 times"),
        (RIGHT.T, "transposed"),
    ],
)
def test_a_simple_relation_is_named(mine, words):
    """A constant factor, a sign or a transpose is named where it explains every entry of every input."""
    assert words in name_relation([(mine, RIGHT), (3 * mine, 3 * RIGHT)], ONE, 1e-6)


def test_nothing_is_named_that_does_not_explain_everything():
    """One entry off is no factor, and two inputs with two factors have none in common."""
    off = RIGHT + np.array([[0, 0], [0, 1.0]])

    assert name_relation([(off, RIGHT)], ONE, 1e-6) == ""
    assert name_relation([(2 * RIGHT, RIGHT), (3 * RIGHT, RIGHT)], ONE, 1e-6) == ""


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: task("f", {"x": "3"}, {"d": "2 x"}, loss="sum(x^3)", blocks={"d": "x"}),
            "is not the gradient",
        ),
        (lambda: task("f", {"x": "3"}, {"d": "x @ x"}, loss="x @ x", blocks={"d": "x"}), "has not the shape"),
        (lambda: task("f", {"x": "3"}, {"d": "x"}, loss="x", blocks={"d": "x"}), "must be a number"),
        (lambda: task("f", {"x": "3"}, {"d": ""}), "neither a formula nor a gradient check"),
        (lambda: task("f", {"x": "3"}, {"d": "x"}, loss="x @ x", blocks={"e": "x"}), "does not exist"),
        (lambda: task("lambda", {"x": "3"}, {"d": "x"}), "no name in Python"),
        (lambda: task("f", {"f": "3"}, {"d": "f"}), "used twice"),
        (lambda: task("f", {"x": "negative"}, {"d": "ln(x)"}), "no input was found"),
        (lambda: task("f", {"x": "3"}, {"d": "x"}, away=["0 x"]), "no input was found"),
        (lambda: task("f", {"x": "3"}, {"d": "x"}, inputs=0), "at least one"),
    ],
)
def test_a_wrong_task_is_the_authors_fault(make, says):
    """A task that could never be judged fairly is refused before a learner sees it."""
    with pytest.raises(AuthorError, match=says):
        check_task(make(), 1)


DOUBLE = task("double", {"x": "3"}, {"y": "2 x"}, inputs=1)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2x", "y must be an array of shape (3,), not str."),
        ([2, 4, 6], "y must be an array of shape (3,), not a list; np.array(…) makes one of it."),
        ((item for item in ()), "y must be an array of shape (3,), not generator."),
        (True, "y must be an array of shape (3,), not bool."),
        (6.0, "y must have the shape (3,), yours has (): everything was reduced to one number."),
        (10**400, "y must have the shape (3,), yours has (): everything was reduced to one number."),
        (np.ones((3, 3)), "y must have the shape (3,), yours has (3, 3): a column and a row were broadcast"),
        (np.ones((3, 1)), "y must have the shape (3,), yours has (3, 1): drop the axis of length 1"),
        (np.ones(3) * 1j, "the entries of y must be real numbers, not complex128."),
        (np.ones(3, dtype=object), "the entries of y must be real numbers, not object."),
        (np.ones(3, dtype=bool), "the entries of y must be real numbers, not bool."),
        (np.ones(1_000_000), "y must have the shape (3,), yours has (1000000,)."),
        (np.full(3, np.inf), "On input 1, y[0] is infinite."),
    ],
)
def test_a_value_that_cannot_be_compared_is_said_in_words(value, says):
    """Type, shape and kind of entries are named before any value is compared."""
    told = read_value(json.loads(json.dumps(encode(value))))

    finding = judge(DOUBLE, draw_inputs(DOUBLE, 1), [told], [()])

    assert finding.message.startswith(says)


def test_whole_numbers_and_single_precision_are_numbers():
    """The type of the entries does not matter where the values are right."""
    inputs = draw_inputs(task("double", {"x": "integer"}, {"y": "2 x"}, inputs=1), 1)
    right = inputs[0].expected["y"]

    for value in (int(right), np.int32(right), np.float32(right), np.array(right)):
        assert judge(DOUBLE, inputs, [read_value(encode(value))], [()]).fault is Fault.NONE


EVENTS = st.sampled_from(["ready", "call", "value", "ask", "fault", "done", "other"])
KEYS = st.sampled_from(
    ["type", "dtype", "shape", "data", "items", "length", "value", "changed", "fault", "line"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)
VALUES = st.fixed_dictionaries(
    {"type": st.sampled_from(["ndarray", "tuple", "list", "float", "NoneType"]) | JSON},
    optional={"shape": st.lists(st.integers(-2, 4), max_size=2) | JSON, "dtype": st.just("float64") | JSON}
    | {"data": st.lists(st.floats(), max_size=4) | JSON, "items": JSON, "length": JSON},
)
MORE = st.dictionaries(KEYS, JSON, max_size=4) | st.fixed_dictionaries(
    {"value": VALUES, "changed": st.just([]) | JSON, "locks": st.just([]), "fault": st.just("raised") | JSON}
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.builds(lambda event, more: {**more, "event": event}, EVENTS, MORE), max_size=4))
def test_no_message_is_an_exception(messages):
    """Whatever comes out of the other process, it is taken, refused or judged."""
    conversation = Conversation(DOUBLE, inputs := draw_inputs(DOUBLE, 1))

    for message in messages:
        conversation.hear(json.dumps(message).encode())
    finding = judge(DOUBLE, inputs, conversation.returned, conversation.changed)

    assert not conversation.finished or len(conversation.returned) == 1
    assert finding.passed <= len(conversation.returned)


@pytest.mark.parametrize("line", [b"", b"[", b"[" * 100_000, b"\xff", b"null", b"1", b'{"event": 1}'])
def test_nonsense_ends_the_conversation(line):
    """A line that is no message is the end."""
    conversation = Conversation(DOUBLE, draw_inputs(DOUBLE, 1))

    assert conversation.hear(line) == b""
    assert conversation.over


@pytest.mark.parametrize("ending", Ending)
@pytest.mark.parametrize("code", [-1, 0, 1, 77, 134, 137, 139, 152, 200, 255])
def test_every_ending_has_one_sentence(ending, code):
    """However a run ends, there is one sentence about it, and it never counts as right."""
    fault, says = say_ending(Ended(ending, code, "", 0.1), True, Limits())

    assert outcome_of(fault) is Outcome.DIFFERENT
    assert says.startswith("Your code ")
    assert says.endswith((".", "?"))


def test_what_could_not_be_started_is_not_held_against_the_learner():
    """A machine that is too slow or has no NumPy gives no verdict."""
    fault, _ = say_ending(Ended(Ending.TIME, 137, "", 15.0), False, Limits())

    assert outcome_of(fault) is Outcome.UNDECIDED
