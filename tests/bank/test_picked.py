"""Options and lines are shuffled by the seed, the same for ever, and every right order is known."""

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.details import Choices, Derivation, Lines, Tensor
from trainer.bank.picked import shuffled
from trainer.bank.variant import make_variant

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
