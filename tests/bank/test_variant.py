"""A variant is a concrete question that follows from the exercise and the seed alone."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import Read

from trainer.bank.numbers import from_double
from trainer.bank.variant import make_variant
from trainer.errors import AuthorError
from trainer.maths.expr import Number, number, symbols
from trainer.maths.judging.verdict import Requirement
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.text import to_text

CHAIN = """
    kind: derive
    params: {a: 2..9, n: 2..6}
    variables: {x: real}
    given: {f: sin(a x^n)}
    ask: Differentiate ${f}$.
    answer: diff(f, x)
"""


def test_the_same_seed_gives_the_same_variant_in_another_process() -> None:
    """Whatever the hash seed of the process and whatever was made before."""
    code = (
        "from pathlib import Path; from trainer.bank import load_bank;"
        "from trainer.bank.variant import make_variant;"
        f"bank = load_bank([Path({str(Path(__file__).parent / 'good')!r})]);"
        "print([(v.prompt, v.params, v.accept, v.reject, v.solution) for e in bank.exercises.values()"
        " if 'integral' not in e.id for v in [make_variant(e, s) for s in (3, -1, 10**20)]])"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second


def test_parameters_come_from_the_published_generator(read: Read) -> None:
    """SHA-256 of `99-tests/…`: the id of the exercise, the seed, the draw and the name."""
    import hashlib

    exercise = read(CHAIN)
    word = int.from_bytes(hashlib.sha256(b"sample/one|5|0|a|0").digest()[:8], "big")

    assert make_variant(exercise, 5).params["a"] == 2 + word % 8


@pytest.mark.parametrize("seed", range(5))
def test_a_derivative_agrees_with_sympy(read: Read, seed: int) -> None:
    """The reference of `diff(f, x)` for f = sin(a x^n)."""
    import sympy

    variant = make_variant(read(CHAIN), seed)

    x = sympy.Symbol("x")
    a, n = int(variant.params["a"]), int(variant.params["n"])
    expected = sympy.diff(sympy.sin(a * x**n), x)
    found = sympy.sympify(to_text(variant.parts[0].reference).replace("^", "**"))
    assert sympy.simplify(found - expected) == 0


def test_a_number_at_a_point_agrees_with_sympy(read: Read) -> None:
    """`at` puts the point in after differentiating."""
    import sympy

    exercise = read("""
        kind: number
        params: {a: 2..5, p: {choice: [1/2, -3/4]}}
        variables: {x: positive}
        at: {x: p^2}
        ask: Slope?
        answer: diff(sqrt(x) sin(a x), x)
        decimals: 6
    """)

    for seed in range(4):
        variant = make_variant(exercise, seed)
        x = sympy.Symbol("x")
        slope = sympy.diff(sympy.sqrt(x) * sympy.sin(int(variant.params["a"]) * x), x)
        at = sympy.Rational(*variant.params["p"].as_integer_ratio()) ** 2
        assert variant.parts[0].value == pytest.approx(float(slope.subs(x, at)), rel=1e-12)


# -- draws ------------------------------------------------------------------------------------------------


def test_a_condition_holds_in_every_variant(read: Read) -> None:
    """Conditions are exact, also between fractions and computed givens."""
    exercise = read("""
        kind: number
        params: {a: 1..6, b: {choice: [1/3, 2/3, 5]}, r: {real: [0.1, 0.3], decimals: 1}}
        given: {c: 3 a b}
        where: [c != 10, a b > 1, r + 1/10 < 0.4]
        ask: "?"
        answer: c
    """)

    for seed in range(40):
        p = make_variant(exercise, seed).params
        assert 3 * p["a"] * p["b"] != 10
        assert p["a"] * p["b"] > 1
        assert p["r"] < Fraction(3, 10)


def test_a_draw_that_makes_a_wrong_answer_right_is_not_used(read: Read) -> None:
    """With a = b the two would be the same."""
    exercise = read("""
        kind: derive
        params: {a: 1..3, b: 1..3}
        variables: {x: real}
        ask: "?"
        answer: a x
        accept: [a x, x a]
        reject: [{answer: b x, because: no}, {answer: x + a, because: no}]
    """)

    assert all(v.params["a"] != v.params["b"] for v in (make_variant(exercise, seed) for seed in range(30)))


def test_a_wrong_answer_within_the_tolerance_counts_as_right(read: Read) -> None:
    """To one decimal, 0.04 away is no different answer."""
    exercise = read("""
        kind: number
        params: {d: {choice: [0.04, 0.4]}}
        ask: "?"
        answer: 1 + d
        decimals: 1
        accept: [1 + d, d + 1]
        reject: [{answer: "1", because: no}, {answer: "99", because: no}]
    """)

    assert {make_variant(exercise, seed).params["d"] for seed in range(20)} == {Fraction(2, 5)}


def test_a_right_value_in_the_wrong_form_may_be_rejected(read: Read) -> None:
    """Otherwise no such question could be asked."""
    exercise = read("""
        kind: derive
        params: {a: 2..5}
        variables: {x: real}
        ask: Expand.
        answer: x^2 + a x
        form: expanded
        accept: [x^2 + a x, a x + x^2]
        reject: [{answer: x (x + a), because: Not expanded.}, {answer: x^2 + a, because: no}]
    """)

    assert make_variant(exercise, 1).reject[0].because == "Not expanded."


@pytest.mark.parametrize(
    "answer", ["1/(a - 2)", "ln(a - 2)", "10^(12 a - 24 + 1) - 9", "sqrt(a - 3) + 0/(3 - a)"]
)
def test_an_undefined_or_huge_answer_is_drawn_again(read: Read, answer: str) -> None:
    """Also where only some parameters make it so."""
    exercise = read(f"""
        kind: number
        params: {{a: 1..5}}
        ask: "?"
        answer: {answer}
    """)

    for seed in range(20):
        value = make_variant(exercise, seed).parts[0].value
        assert value is not None
        assert abs(value) <= 1e12


def test_an_exercise_without_a_usable_draw_says_why(read: Read) -> None:
    """With the commonest reasons, at the line of the exercise."""
    exercise = read("""
        kind: number
        params: {a: 1..5}
        where: [a > 3, a < 3]
        ask: "?"
        answer: a
    """)

    with pytest.raises(
        AuthorError, match=r"no usable draw for seed 0 \(\d+ times: a > 3 does not hold"
    ) as caught:
        make_variant(exercise, 0)

    assert (caught.value.line, caught.value.field) == (3, "params")


def test_a_condition_that_is_not_exact_is_refused(read: Read) -> None:
    """`sqrt(a) > 1.5` would depend on rounding."""
    exercise = read("""
        kind: number
        params: {a: 2..3}
        where: sqrt(a) > e
        ask: "?"
        answer: a
    """)

    with pytest.raises(AuthorError, match="compares exact numbers"):
        make_variant(exercise, 0)


# -- what is shown ----------------------------------------------------------------------------------------


def test_drawn_numbers_are_shown_as_they_were_declared(read: Read) -> None:
    """A fraction as a fraction, a decimal as a decimal, never one as the other."""
    exercise = read("""
        kind: number
        params: {a: {choice: [3/2]}, b: {real: [0.5, 0.5], decimals: 1}, c: -3..-3}
        given: {d: 2 b, g: a + 1}
        ask: "{a} {b} {c} {d} {g}"
        answer: a + b + c
    """)

    variant = make_variant(exercise, 0)

    assert variant.prompt == r"$\frac{3}{2}$ $0.5$ $-3$ $1$ $\frac{5}{2}$"
    assert variant.params == {"a": Fraction(3, 2), "b": Fraction(1, 2), "c": -3}
    assert variant.parts[0].reference in (number(-1), Number(Fraction(1), "1"))


def test_a_parameter_may_be_a_formula(read: Read) -> None:
    """It is a given of the variant, not one of its numbers."""
    exercise = read("""
        kind: derive
        params: {g: {choice: [sin(k x), e^x]}, k: 2..3}
        variables: {x: real}
        ask: Differentiate $x {g}$.
        answer: diff(x g, x)
    """)

    variants = [make_variant(exercise, seed) for seed in range(12)]

    assert {to_text(v.given["g"]) for v in variants} == {"sin(2*x)", "sin(3*x)", "e^x"}
    assert all(v.params.keys() == {"k"} for v in variants)


def test_forms_without_parameters_are_typed_as_written(read: Read) -> None:
    """They test the spellings of the answer language."""
    exercise = read(r"""
        kind: derive
        params: {a: 2..2}
        variables: {x: real}
        ask: "?"
        answer: a x
        accept: ["2 · x", "a x", "\\frac{4x}{2}"]
        reject: [{answer: x², because: no}, {answer: a, because: no}]
    """)

    variant = make_variant(exercise, 0)

    assert [form["answer"] for form in variant.accept] == ["2 · x", "2*x", r"\frac{4x}{2}"]
    assert [form.texts["answer"] for form in variant.reject] == ["x²", "2"]


def test_own_lines_and_derived_ones_can_be_mixed(read: Read) -> None:
    """`auto` stands for the lines of the derivation."""
    variant = make_variant(read(CHAIN + '    hints: ["Look at ${f}$.", auto]\n    solution: []\n'), 0)

    assert variant.hints[0].startswith(r"Look at $\sin")
    assert len(variant.hints) > 1
    assert variant.solution == ()


def test_a_derivative_explains_itself_where_the_author_says_nothing(read: Read) -> None:
    """Hints and solution are optional for `diff` and `grad`, and empty elsewhere."""
    derived = make_variant(read(CHAIN), 0)
    other = make_variant(read("kind: number\nask: '?'\nanswer: '3'"), 0)

    assert derived.hints
    assert derived.solution
    assert other.hints == other.solution == ()


def test_auto_for_something_else_is_refused(read: Read) -> None:
    """With the way out, and before any variant is made."""
    exercise = read("""
        kind: number
        ask: "?"
        answer: "3"
        solution: auto
    """)

    with pytest.raises(AuthorError, match="auto solution lines are made for answers of the form") as caught:
        _ = exercise.template

    assert (caught.value.line, caught.value.field) == (7, "solution")


# -- parts ------------------------------------------------------------------------------------------------


def test_components_are_named_by_position_and_labelled_by_derivative(read: Read) -> None:
    """Row first, from 1."""
    exercise = read("""
        kind: gradient
        variables: {x: real, y: real}
        given: {f: x^2 y}
        ask: "?"
        answer: hessian(f, [x, y])
    """)

    parts = make_variant(exercise, 0).parts

    assert [part.name for part in parts] == ["1_1", "1_2", "2_1", "2_2"]
    assert [part.label for part in parts] == [
        r"$\partial^{2} f/\partial x^{2}$",
        r"$\partial^{2} f/\partial x\,\partial y$",
        r"$\partial^{2} f/\partial y\,\partial x$",
        r"$\partial^{2} f/\partial y^{2}$",
    ]
    assert [to_text(part.reference) for part in parts] == ["2*y", "2*x", "2*x", "0"]


@pytest.mark.parametrize(
    ("answer", "labels"),
    [
        ("grad(f, [x, y])", [r"$\partial f/\partial x$", r"$\partial f/\partial y$"]),
        ("g", [r"$\partial f/\partial x$", r"$\partial f/\partial y$"]),
        ('"[diff(f, x), diff(f, y)]"', [r"$\partial f/\partial x$", r"$\partial f/\partial y$"]),
        ("jacobian([u, f], [x])", [r"$\partial u/\partial x$", r"$\partial f/\partial x$"]),
        ("[2 x, y]", ["component 1", "component 2"]),
        ("[[2 x], [y]]", ["row 1, column 1", "row 2, column 1"]),
    ],
)
def test_labels_follow_from_how_the_answer_is_asked_for(read: Read, answer: str, labels: list[str]) -> None:
    """An author need not write them."""
    exercise = read(f"""
        kind: gradient
        variables: {{x: real, y: real}}
        given: {{f: x^2 y, u: 3 x, g: "grad(f, [x, y])"}}
        ask: "?"
        answer: {answer}
    """)

    assert [part.label for part in make_variant(exercise, 0).parts] == labels


def test_a_step_keeps_the_names_of_earlier_steps_beside_its_value(read: Read) -> None:
    """So that an error can be carried forward."""
    exercise = read("""
        kind: trace
        params: {w_0: 3..3}
        given: {lr: 1/10}
        ask: "?"
        steps: {g: 2 w_0, w_1: w_0 - lr g, s: sqrt(w_1), t: s^2}
        accept:
          - {g: 2 w_0, w_1: w_0 - lr g, s: sqrt(w_1), t: w_1}
          - {g: "6", w_1: "2.4", s: sqrt(2.4), t: "2.4"}
        reject: [{answer: {g: "5"}, because: no}, {answer: {w_1: w_0 + lr g}, because: no}]
    """)

    parts = {part.name: part for part in make_variant(exercise, 0).parts}

    assert symbols(parts["w_1"].formula) == {"g"}
    assert parts["g"].reference == number(6)
    assert parts["w_1"].reference == number(Fraction(12, 5))
    assert parts["s"].value == pytest.approx(2.4**0.5, rel=1e-15)
    assert isinstance(parts["t"].reference, Number)
    assert parts["t"].value == pytest.approx(2.4, rel=1e-15)


def test_a_part_takes_its_own_precision_or_that_of_the_exercise(read: Read) -> None:
    """Its own replaces the other as a whole: never decimals and digits at once."""
    exercise = read(
        """
        kind: number
        ask: "?"
        answer: {p: "1", q: {value: "2", digits: 2}, r: {value: "3", label: the third}}
        decimals: 4
        accept: [{p: "1", q: "2", r: "3"}, {p: 2/2, q: 4/2, r: 6/2}]
        reject: [{answer: {p: "5"}, because: no}, {answer: {q: "5"}, because: no}]
    """
    )

    parts = make_variant(exercise, 0).parts

    assert [part.requirement for part in parts] == [
        Requirement(decimals=4),
        Requirement(digits=2),
        Requirement(decimals=4),
    ]
    assert [part.label for part in parts] == ["$p$", "$q$", "the third"]


def test_only_variables_may_be_typed(read: Read) -> None:
    """A learner sees numbers where the author has parameters."""
    assert make_variant(read(CHAIN), 0).names == Names.read({"x": "real"})


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            "kind: number\nvariables: {x: real}\nanswer: 2 x",
            "answer still depends on x; give it a number in `at`",
        ),
        ("kind: trace\nvariables: {x: real}\nsteps: {s: 2 x}", "s still depends on x; a step is a number"),
        ("kind: number\nanswer: '[1, 2]'", "answer is no number"),
        (
            "kind: gradient\nvariables: {x: real}\nanswer: 2 x",
            "the answer of a gradient is grad, jacobian or hessian",
        ),
    ],
)
def test_an_answer_of_the_wrong_sort_is_refused(read: Read, keys: str, message: str) -> None:
    """With what the kind wants instead."""
    forms = "accept: [{s: 1}, {s: 2}]\nreject: [{answer: {s: 3}, because: no}, {answer: {s: 4}, because: no}]"
    exercise = read(f"{keys}\nask: '?'\n" + (forms if "trace" in keys else ""))

    with pytest.raises(AuthorError, match=message.replace("(", r"\(")) as caught:
        make_variant(exercise, 0)

    assert caught.value.line > 1


def test_references_can_be_typed(read: Read) -> None:
    """A learner who copies the solution is right."""
    variant = make_variant(read(CHAIN), 2)

    reference = variant.parts[0].reference
    assert parse(to_text(reference), variant.names) == reference


GRAPH = """
    kind: backprop
    ask: Fill in the graph.
    values: {x: -3}
    forward: {u: x^2, L: u/4}
    questions: [u, L, dL_du, dL_dx]
    accept:
      - {u: 9, L: 9/4, dL_du: 1/4, dL_dx: -3/2}
      - {u: 9, L: u/4, dL_du: 1/4, dL_dx: -6/4}
    reject:
      - {answer: {u: 8}, because: no}
      - {answer: {u: 7}, because: no}
"""


def test_whole_values_of_a_graph_are_written_without_a_point(read: Read) -> None:
    """As the drawing of the graph has them: 9, not 9.0; what is no whole number keeps its decimals."""
    variant = make_variant(read(GRAPH), 1)

    assert variant.answers == {"u": "9", "L": "2.25", "dL_du": "0.25", "dL_dx": "-1.5"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-8.0, "-8"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (100.05, "100.05"),
        (2.0**80, "1.2089258196146292e+24"),
    ],
)
def test_a_double_is_written_as_the_shortest_number_that_reads_back(value: float, text: str) -> None:
    """Nothing of its value is lost."""
    found = from_double(value)

    assert to_text(found) == text
    assert float(text) == value
