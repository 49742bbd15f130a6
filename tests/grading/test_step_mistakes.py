"""The bank's optimiser tables, filled in by a learner with one bug: it is named, and the rest is carried."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.calculus.optimiser_oracles import adam, momentum, rmsprop
from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.mistakes import AUTHOR

BANK = Path(__file__).parents[2] / "exercises"
SEEDS = range(2)
SAME_NUMBER = {
    "bias-correction-step-before": "bias-correction-first-step",  # for t = 2
    "decay-in-gradient": "decay-forgotten",  # in the last cell
}
"""Bugs that give the same number as another one, which is likelier."""


@pytest.fixture(scope="module")
def bank():
    return load_bank([BANK])


def _later_adam(params, bug):
    given = {name: number for name, number in params.items() if name != "eta"}
    table = adam(bug, **given, lr=params["eta"], b1=0.9, b2=0.999, eps=1e-8)
    return dict(zip(["m_t", "v_t", "m_hat", "v_hat", "w_t"], table.values(), strict=True))


def _first_adamw(params, bug):
    given = {"w": params["w"], "g": params["g"], "lr": params["eta"], "decay": params["lam"]}
    table = adam(bug, **given, m=0.0, v=0.0, t=1, b1=0.9, b2=0.999, eps=1e-8)
    return dict(zip(["m_1", "v_1", "m_hat", "v_hat", "w_1"], table.values(), strict=True))


def _two_steps(optimiser, params, bug, **constants):
    w, v, found = params["s"], 0.0, {}
    for t in (1, 2):
        g = 2 * params["a"] * (w - params["c"])
        table = optimiser(bug, w=w, v=v, g=g, lr=params["eta"], **constants)
        w, v = table["w"], table["v"]
        found |= {f"g_{t}": g, f"v_{t}": v, f"w_{t}": w}
    return found


def _momentum(params, bug):
    return _two_steps(momentum, params, bug, beta=params["beta"])


def _rmsprop(params, bug):
    return _two_steps(rmsprop, params, bug, rho=params["rho"], eps=1e-8)


def _descent(params, bug):
    table = _two_steps(momentum, params, bug, beta=0.0)
    return {name: number for name, number in table.items() if name[0] != "v"}


CASES = [
    *(
        ("adam-step/later-step", _later_adam, bug)
        for bug in ("no-bias-correction", "bias-correction-first-step")
    ),
    *(
        ("adam-step/later-step", _later_adam, bug)
        for bug in ("bias-correction-step-before", "betas-exchanged")
    ),
    *(("adam-step/later-step", _later_adam, bug) for bug in ("square-forgotten", "root-forgotten")),
    *(("adam-step/later-step", _later_adam, bug) for bug in ("learning-rate-forgotten", "plus-for-minus")),
    *(
        ("adamw-decoupled-decay/first-step", _first_adamw, f"decay-{bug}")
        for bug in ("in-gradient", "forgotten")
    ),
    *(
        ("momentum-step/two-steps-from-rest", _momentum, bug)
        for bug in ("fresh-factor-put-in", "velocity-sign")
    ),
    *(
        ("momentum-step/two-steps-from-rest", _momentum, bug)
        for bug in ("old-value-forgotten", "plus-for-minus")
    ),
    *(
        ("rmsprop-step/two-steps-from-rest", _rmsprop, bug)
        for bug in ("old-value-forgotten", "root-forgotten")
    ),
    *(
        ("rmsprop-step/two-steps-from-rest", _rmsprop, bug)
        for bug in ("fresh-factor-forgotten", "plus-for-minus")
    ),
    ("gd-trace/parabola-two-steps", _descent, "plus-for-minus"),
]


def _filled(bank, exercise, seed, table, bug):
    """The variant, and the table as the learner with the bug types it."""
    variant = make_variant(bank.exercises[exercise], seed)
    params = {name: float(value) for name, value in variant.params.items()}
    return variant, {name: f"{number:.8f}" for name, number in table(params, bug).items()}


@pytest.mark.parametrize(("exercise", "table", "bug"), CASES)
def test_a_bug_in_a_table_of_the_bank_is_named_at_its_cells(bank, exercise, table, bug):
    """Without the author's own list: each cell is right, follows from an earlier one, or shows this bug."""
    for seed in SEEDS:
        variant, texts = _filled(bank, exercise, seed, table, bug)

        found = grade(replace(variant, reject=()), texts)

        rules = [part.malrule for part in found.parts if part.score < 1]
        assert rules, seed
        assert set(rules) <= {bug, SAME_NUMBER.get(bug)}, (seed, rules)


def test_what_the_author_lists_goes_before_the_rules(bank):
    """Their words stand at the first wrong cell, and no rule speaks of the other cells listed."""
    variant, texts = _filled(bank, "adam-step/later-step", 0, _later_adam, "no-bias-correction")

    found = grade(variant, texts)

    assert [part.malrule for part in found.parts] == ["", "", AUTHOR, "", ""]
    assert found.parts[2].verdict.message == r"The bias correction is missing. Divide by $1 - \beta^t$."


@pytest.mark.parametrize(("exercise", "table"), sorted({case[:2] for case in CASES}, key=str))
def test_a_right_table_has_no_mistake(bank, exercise, table):
    """No rule fires on what is right, rounded as asked or not."""
    for seed in SEEDS:
        variant, texts = _filled(bank, exercise, seed, table, "")

        found = grade(variant, texts)

        assert (found.outcome, {part.malrule for part in found.parts}) == ("equal", {""})
