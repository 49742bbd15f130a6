"""Wrong steps of optimisers are recognised by structure, whatever the names, and agree with bugs in NumPy."""

from fractions import Fraction

import pytest

from tests.calculus.optimiser_oracles import adam, momentum, momentum_with_rate_inside, rmsprop
from trainer.calculus.optimiser_feedback import FEEDBACK
from trainer.calculus.optimiser_mistakes import wrong_steps
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.values.precise import UndefinedError, precise

WORDS = (
    "w m v g t lr b1 b2 eps rho beta decay M V A B W x y p z a mu s var n e_1 dL odds l "
    "p_1 p_2 d f theta theta_0 w_1"
)
NAMES = Names.read(dict.fromkeys(WORDS.split(), "real"))
GIVEN = {"w": 2.0, "m": 0.5, "v": 0.75, "g": 3.0, "t": 3, "lr": 0.125, "b1": 0.75, "b2": 0.875, "eps": 0.0625}
ADAM = {
    "m": "b1*m + (1 - b1)*g",
    "v": "b2*v + (1 - b2)*g^2",
    "mh": "M/(1 - b1^t)",
    "vh": "V/(1 - b2^t)",
    "w": "w - lr*A/(sqrt(B) + eps)",
}
RMSPROP = {"v": "rho*v + (1 - rho)*g^2", "w": "w - lr*g/(sqrt(V) + eps)"}
MOMENTUM = {"v": "beta*v + g", "w": "w - lr*V"}
INSIDE = {"v": "beta*v - lr*g", "w": "w + V"}
STEPS = {"m": "M", "v": "V", "mh": "A", "vh": "B", "w": "W"}
ADAM_BUGS = [
    ("no-bias-correction", "mh"),
    ("no-bias-correction", "vh"),
    ("bias-correction-first-step", "vh"),
    ("bias-correction-step-before", "mh"),
    ("bias-correction-step-after", "mh"),
    ("betas-exchanged", "m"),
    ("betas-exchanged", "v"),
    ("square-forgotten", "v"),
    ("gradient-squared", "m"),
    ("gradient-sign", "m"),
    ("first-moment-squared", "v"),
    ("fresh-factor-forgotten", "v"),
    ("factor-squared", "v"),
    ("old-value-forgotten", "m"),
    ("old-value-forgotten", "v"),
    ("epsilon-inside-root", "w"),
    ("root-forgotten", "w"),
    ("root-of-first-moment", "w"),
    ("division-forgotten", "w"),
    ("learning-rate-forgotten", "w"),
    ("plus-for-minus", "w"),
]
DECAY_BUGS = [
    ("decay-in-gradient", "m"),
    ("decay-in-gradient", "v"),
    ("decay-forgotten", "w"),
    ("decay-rescaled", "w"),
    ("decay-without-learning-rate", "w"),
    ("decay-added", "w"),
    ("plus-for-minus", "w"),
    ("epsilon-inside-root", "w"),
]
OTHER_BUGS = [
    *((rmsprop, RMSPROP, bug, "v") for bug in ("square-forgotten", "fresh-factor-forgotten")),
    *((rmsprop, RMSPROP, bug, "v") for bug in ("old-value-forgotten", "shares-exchanged")),
    *(
        (rmsprop, RMSPROP, bug, "w")
        for bug in ("step-with-old-value", "epsilon-inside-root", "root-forgotten")
    ),
    *((rmsprop, RMSPROP, bug, "w") for bug in ("division-forgotten", "plus-for-minus")),
    (rmsprop, RMSPROP, "learning-rate-forgotten", "w"),
    *((momentum, MOMENTUM, bug, "v") for bug in ("fresh-factor-put-in", "velocity-sign", "beta-on-both")),
    *((momentum, MOMENTUM, bug, "v") for bug in ("old-value-forgotten", "old-value-in-full")),
    (momentum, MOMENTUM, "learning-rate-twice", "v"),
    *((momentum, MOMENTUM, bug, "w") for bug in ("step-with-old-value", "step-with-gradient")),
    *((momentum, MOMENTUM, bug, "w") for bug in ("plus-for-minus", "learning-rate-forgotten")),
    *((momentum_with_rate_inside, INSIDE, bug, "v") for bug in ("velocity-sign", "learning-rate-forgotten")),
    (momentum_with_rate_inside, INSIDE, "minus-for-plus", "w"),
]


def _rules(formulas, given, cell, wrong, earlier=()):
    """The rules, the likelier first, whose formula gives the wrong number and not the right one."""
    trees = {STEPS[name]: parse(text, NAMES) for name, text in formulas.items()}
    constants = {name: Fraction(value) for name, value in given.items()}
    numbers = {**given, **dict(earlier)}
    right = float(precise(trees[STEPS[cell]], numbers))
    found = []
    for each in wrong_steps(STEPS[cell], trees, constants):
        try:
            value = float(precise(each.formula, numbers))
        except (UndefinedError, KeyError):
            continue
        if value == pytest.approx(wrong, rel=1e-12) and value != pytest.approx(right, rel=1e-12):
            found.append(each.rule)
    return found


def _table(optimiser, bug, given, cell):
    """The number with the bug, and the steps before it as the same learner has them."""
    table = optimiser(bug, **given)
    before = list(table)[: list(table).index(cell)]
    return table[cell], {STEPS[name]: table[name] for name in before}


@pytest.mark.parametrize(("bug", "cell"), ADAM_BUGS)
def test_a_bug_in_adam_is_recognised(bug, cell):
    """The rule's formula gives the number of the implementation that has the bug, before any other does."""
    wrong, earlier = _table(adam, bug, GIVEN, cell)

    assert _rules(ADAM, GIVEN, cell, wrong, earlier)[0] == bug


@pytest.mark.parametrize(
    "last",
    [
        "(1 - lr*decay)*w - lr*A/(sqrt(B) + eps)",
        "w - lr*A/(sqrt(B) + eps) - lr*decay*w",
        "w - lr*(A/(sqrt(B) + eps) + decay*w)",
    ],
)
@pytest.mark.parametrize(("bug", "cell"), DECAY_BUGS)
def test_a_bug_in_adamw_is_recognised_however_the_step_is_written(bug, cell, last):
    """The decay may stand as a factor, as a term of its own, or inside the brackets."""
    given = {**GIVEN, "decay": 0.25}
    wrong, earlier = _table(adam, bug, given, cell)

    assert _rules({**ADAM, "w": last}, given, cell, wrong, earlier)[0] == bug


@pytest.mark.parametrize(("optimiser", "formulas", "bug", "cell"), OTHER_BUGS)
def test_a_bug_in_rmsprop_or_momentum_is_recognised(optimiser, formulas, bug, cell):
    """Averages, velocities with the learning rate outside and inside, and the steps they lead to."""
    given = {"w": 2.0, "v": 0.75, "g": 3.0, "lr": 0.125, "eps": 0.0625}
    given |= {"rho": 0.875} if formulas is RMSPROP else {"beta": 0.75}
    if formulas is not RMSPROP:
        del given["eps"]
    wrong, earlier = _table(optimiser, bug, given, cell)

    assert _rules(formulas, given, cell, wrong, earlier)[0] == bug


@pytest.mark.parametrize(
    "bug",
    [
        "no-bias-correction",
        "bias-correction-first-step",
        "bias-correction-step-before",
        "square-forgotten",
        "epsilon-inside-root",
        "learning-rate-forgotten",
    ],
)
def test_a_bug_is_recognised_where_all_of_adam_is_one_formula(bug):
    """A mistake that is made at two places is looked for at both at once."""
    m, v = ADAM["m"], ADAM["v"]
    whole = f"w - lr*(({m})/(1 - b1^t))/(sqrt(({v})/(1 - b2^t)) + eps)"

    wrong, _ = _table(adam, bug, GIVEN, "w")

    assert _rules({"w": whole}, GIVEN, "w", wrong)[0] == bug


def test_an_author_may_choose_the_names_and_write_numbers():
    """Greek, digits and literal betas; the average from rest is seen from the one that goes on from it."""
    formulas = {
        "p_1": parse("0.1*d", NAMES),
        "p_2": parse("0.9*p_1 + 0.1*f", NAMES),
        "theta": parse("theta_0 - 0.05*p_2/(1 - 0.9^2)", NAMES),
    }

    rules = {name: {each.rule for each in wrong_steps(name, formulas, {})} for name in formulas}

    assert {"fresh-factor-forgotten", "gradient-squared"} <= rules["p_1"]
    assert {"fresh-factor-forgotten", "old-value-forgotten"} <= rules["p_2"]
    assert {"no-bias-correction", "bias-correction-step-after"} <= rules["theta"]


def test_the_way_of_the_weight_may_be_a_step_of_its_own():
    """The root is looked for where the weight is led there."""
    formulas = {"d": parse("m/(sqrt(v) + 0.1)", NAMES), "w_1": parse("w - 0.05*d", NAMES)}

    rules = {name: {each.rule for each in wrong_steps(name, formulas, {})} for name in formulas}

    assert rules["d"] == {"root-forgotten", "epsilon-inside-root"}
    assert rules["w_1"] == {"plus-for-minus", "learning-rate-forgotten"}


@pytest.mark.parametrize(
    "formulas",
    [
        {"z": "0.5*x + 1", "a": "max(0, z)", "p": "3 - 0.5*a"},
        {"mu": "0.3*x + 0.7*y", "s": "0.3*x^2 + 0.7*y^2", "var": "s - mu^2"},
        {"mu": "(x + y)/2", "n": "(x - mu)/sqrt(0.4 + 0.01)"},
        {"mu": "(0.3*x + 0.7*y)/2", "n": "(0.3*x + 0.7*mu)/3"},
        {"e_1": "w*x - y", "dL": "e_1*x"},
        {"odds": "p/(1 - p)", "l": "ln(odds)"},
    ],
)
def test_what_only_looks_like_an_optimiser_is_left_alone(formulas):
    """Neurons, weighted means, normalisation and odds are no steps of a weight."""
    trees = {name: parse(text, NAMES) for name, text in formulas.items()}
    constants = {"x": Fraction(1, 2), "y": Fraction(3), "w": Fraction(1, 4), "p": Fraction(1, 5)}

    assert [each for name in trees for each in wrong_steps(name, trees, constants)] == []


def test_a_table_without_bounds_costs_nothing():
    """Formulas beyond a size are not searched."""
    long = parse("w - 0.1*(" + " + ".join(["w"] * 300) + ")", NAMES)

    assert wrong_steps("p_1", {"p_1": parse("w - 0.1*w", NAMES)}, {}) != ()
    assert wrong_steps("p_1", {"p_1": long, "p_2": long}, {}) == ()


def test_every_rule_teaches():
    """Each sentence can be set, ends, and fits two rows of a narrow screen."""
    from trainer.maths.drawing.prose import render

    for rule, sentence in FEEDBACK.items():
        assert rule == rule.lower()
        assert sentence.endswith(".")
        assert len(render(sentence, 52)) <= 2, sentence
