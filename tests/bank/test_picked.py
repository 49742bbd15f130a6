"""Options and lines are shuffled by the seed, the same for ever, and every right order is known."""

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.details import Choices, Derivation, Lines, Tensor
from trainer.bank.picked import shuffled
from trainer.bank.variant import make_variant
from trainer.errors import AuthorError

BANK = load_bank([Path(__file__).parent / "good"])


def _variant(name, seed):
    return make_variant(BANK.exercises[f"picked-and-written/{name}"], seed)


def test_a_shuffle_is_a_permutation_that_the_seed_decides():
    """The same seed, the same order; over many seeds every item comes first sometimes."""
    items = list("abcd")

    assert shuffled(items, "one", 7) == shuffled(items, "one", 7)
    assert all(sorted(shuffled(items, "one", seed)) == items for seed in range(20))
    assert {shuffled(items, "one", seed)[0] for seed in range(60)} == set(items)


def test_a_choice_keeps_each_feedback_with_its_option():
    """Wherever an option lands, it is right or wrong as written."""
    for seed in range(10):
        detail = _variant("pick", seed).detail
        assert isinstance(detail, Choices)
        assert [option.letter for option in detail.options] == ["a", "b", "c"]
        assert [option.because for option in detail.options if "0" in option.text] == ["It is no constant."]
        assert len(detail.right) == 1


def test_lines_are_never_shown_in_their_own_order():
    """Otherwise 1 2 3 would do."""
    for seed in range(40):
        detail = _variant("loop", seed).detail
        assert isinstance(detail, Lines)
        assert detail.right != tuple(sorted(detail.right))


def test_another_right_order_is_found_where_neighbours_are_free():
    """The gradients may be cleared before or after the forward pass."""
    first, other = (form["answer"] for form in _variant("loop", 1).accept)

    assert first != other
    assert sorted(first.split()) == sorted(other.split())


def test_a_derivation_starts_from_what_is_to_be_carried_out():
    """Its reference is the end, its answer the lines."""
    variant = _variant("chain", 1)

    assert isinstance(variant.detail, Derivation)
    assert variant.detail.wanted == 2
    assert len(variant.answers["answer"].strip().splitlines()) == 2


def test_a_tensor_keeps_the_loss_for_checking():
    """With the array whose gradient is asked for."""
    detail = _variant("mse", 1).detail

    assert isinstance(detail, Tensor)
    assert (detail.loss is not None, detail.variable) == (True, "w")


@pytest.mark.parametrize("seed", range(5))
def test_parameters_reach_the_options(seed):
    """A number that was drawn stands in the options too."""
    variant = _variant("pick", seed)
    detail = variant.detail

    assert isinstance(detail, Choices)
    assert any(str(variant.params["a"]) in option.text for option in detail.options)


# -- options that come out equal --------------------------------------------------------------------------

_HEAD = """
skill: pick
exercises:
  - id: one
    kind: choice
    ask: Which?
"""


def _choice(folder, options, head=_HEAD):
    """The exercise of a file with these options, each a text and whether it is right."""
    lines = [f"      - {{text: '{t}', {'right: true' if right else 'because: No.'}}}" for t, right in options]
    (folder / "pick.yaml").write_text("\n".join([head, "    options:", *lines, ""]), encoding="utf-8")
    return load_bank([folder]).exercises["pick/one"]


def _texts(exercise, seed):
    return {option.text for option in make_variant(exercise, seed).detail.options}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("${a}$", "${b}$"),
        ("${a} x$", "$x \\cdot {b}$"),
        ("${a} + x$", "$x + {b}$"),
        ("${a}^2$", "${b} (2 {b} - {b})$"),
    ],
)
def test_a_draw_in_which_two_options_are_equal_is_drawn_again(tmp_path, first, second):
    """By their text or by their value: with a and b from 2 to 4, a third of all draws."""
    head = f"{_HEAD}    params: {{a: 2..4, b: 2..4}}\n    variables: {{x: real}}\n"
    exercise = _choice(tmp_path, [(first, True), (second, False), ("$0$", False)], head)

    drawn = [make_variant(exercise, seed).params for seed in range(60)]

    assert all(params["a"] != params["b"] for params in drawn)
    assert len({tuple(params.values()) for params in drawn}) == 6


def test_two_right_options_may_have_one_value(tmp_path):
    """To find all that are equal is a question of its own."""
    head = f"{_HEAD}    several: true\n    params: {{a: 2..4}}\n    variables: {{x: real}}\n"
    exercise = _choice(tmp_path, [("${a} x$", True), ("$x \\cdot {a}$", True), ("$x$", False)], head)

    assert len(_texts(exercise, 1)) == 3


def test_two_forms_of_one_formula_may_be_told_apart(tmp_path):
    """Where nothing is drawn, the form may be what is asked about."""
    exercise = _choice(tmp_path, [("$(x - 1) (x + 1)$", True), ("$x^2 - 1$", False)])

    assert len(_texts(exercise, 1)) == 2


@pytest.mark.parametrize(
    ("options", "head", "message"),
    [
        ([("$x$", True), ("$y$", False), ("$x$", False)], _HEAD, "options 1 and 3 have the same text"),
        ([("${a}$", True), ("${a}$", False)], f"{_HEAD}    params: {{a: 2..9}}\n", "no usable draw"),
        ([("$2 {a}$", True), ("${a} + {a}$", False)], f"{_HEAD}    params: {{a: 2..9}}\n", "no usable draw"),
    ],
)
def test_options_that_are_equal_for_every_draw_are_the_authors_fault(tmp_path, options, head, message):
    """No variant can be made of them, and the sentence says which two."""
    exercise = _choice(tmp_path, options, head)

    with pytest.raises(AuthorError, match=message) as caught:
        make_variant(exercise, 1)

    assert "same" in caught.value.message
    assert caught.value.file.name == "pick.yaml"


def test_a_shape_is_no_product(tmp_path):
    """2×3 and 3×2 are two shapes, though one number."""
    head = f"{_HEAD}    params: {{a: 2..9}}\n"
    exercise = _choice(tmp_path, [("${a} \\times 1$", True), ("$1 \\times {a}$", False)], head)

    assert len(_texts(exercise, 1)) == 2
