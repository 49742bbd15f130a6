"""Right components in the wrong places: transposes and permutations are named, other sizes are not judged."""

from itertools import permutations, product

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.misplaced import misplaced
from trainer.maths.judging.verdict import Outcome

EXERCISE = """
skill: grids
exercises:
  - id: jacobian
    kind: gradient
    variables: {x: real, y: real, z: real}
    ask: The Jacobian.
    answer: "jacobian([x y, y z^2], [x, y, z])"
    hints: [Look.]
    solution: [So.]
    accept: ["[[y, x, 0], [0, z^2, 2 y z]]", "[[y, x, 0], [0, z z, 2 y z]]"]
    reject:
      - {answer: "[[x, y, 0], [0, z^2, 2 y z]]", because: Swapped.}
      - {answer: "[[y, x, 0], [0, 2 z, 2 y z]]", because: No square.}
  - id: hessian
    kind: gradient
    variables: {x: real, y: real}
    ask: The Hessian.
    answer: "hessian(x^2 y + 2 x y^3, [x, y])"
    hints: [Look.]
    solution: [So.]
    accept: ["[[2 y, 2 x + 6 y^2], [2 x + 6 y^2, 12 x y]]", "[[2y, 2x + 6 y y], [2x + 6y^2, 12 x y]]"]
    reject:
      - {answer: "[[2 x, 0], [0, 12 x y]]", because: Swapped.}
      - {answer: "[2 x y + 2 y^3, x^2 + 6 x y^2]", because: That is the gradient.}
  - id: five
    kind: gradient
    variables: {a: real, b: real, c: real, d: real, f: real}
    ask: The gradient.
    answer: "grad(a b + c d f + a^2, [a, b, c, d, f])"
    hints: [Look.]
    solution: [So.]
    accept: ["[b + 2 a, a, d f, c f, c d]", "[2 a + b, a, f d, f c, d c]"]
    reject:
      - {answer: "[b, a, d f, c f, c d]", because: The square.}
      - {answer: "[b + 2 a, a, d, c f, c d]", because: No.}
"""


@pytest.fixture(scope="module")
def grids(tmp_path_factory):
    """Graders of a Jacobian, a Hessian and a gradient in five variables, each typed as one array."""
    folder = tmp_path_factory.mktemp("grids")
    (folder / "grids.yaml").write_text(EXERCISE, encoding="utf-8")
    bank = load_bank([folder])

    def graded(name, text):
        variant = make_variant(bank.exercises[f"grids/{name}"], 1)
        return grade(variant, {variant.parts[0].name: text})

    return graded


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("jacobian", "[[y, 0], [x, z^2], [0, 2 y z]]", "transposed"),
        ("jacobian", "[[0, x, y], [2 y z, z^2, 0]]", "variable-order"),
        ("jacobian", "[[0, z^2, 2 y z], [y, x, 0]]", "row-order"),
        ("hessian", "[[12 x y, 2 x + 6 y^2], [2 x + 6 y^2, 2 y]]", "variable-order"),
        ("hessian", "[2 x y + 2 y^3, x^2 + 6 x y^2]", "listed"),
        ("five", "[a, b + 2 a, d f, c f, c d]", "variable-order"),
        ("five", "[c d, c f, d f, a, b + 2 a]", "variable-order"),
        ("five", "[c d, c f, d f, a, b + 3 a]", ""),
    ],
)
def test_what_was_moved_is_named_once(grids, name, text, rule):
    """On the first wrong component; no other fault is taken for it."""
    found = grids(name, text)

    wrong = [part for part in found.parts if part.verdict.outcome is Outcome.DIFFERENT]
    assert found.outcome is Outcome.DIFFERENT
    assert {part.malrule for part in wrong} == {rule}
    assert [bool(part.verdict.message) for part in wrong] == [bool(rule), *[False] * (len(wrong) - 1)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("jacobian", "[[y, x], [0, z^2]]", "your array is 2×2, but 2×3 is asked for"),
        ("jacobian", "[[y, 0], [x, z^2], [0, y z]]", "your array is 3×2, but 2×3 is asked for"),
        ("five", "[b + 2 a, a, d f, c f]", "your array is a vector of 4, but a vector of 5 is asked for"),
    ],
)
def test_an_array_of_another_size_is_not_judged(grids, name, text, said):
    """The sizes are said, and nothing is counted."""
    found = grids(name, text)

    assert found.outcome is Outcome.UNREADABLE
    assert found.parts[0].verdict.message == said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("five", "[[b + 2 a], [a], [d f], [c f], [c d]]"),
        ("five", "[[b + 2 a, a, d f, c f, c d]]"),
        ("jacobian", "[y, x, 0, 0, z^2, 2 y z]"),
    ],
)
def test_a_list_may_stand_in_any_direction(grids, name, text):
    """A gradient as a column or a row; a matrix row by row."""
    assert grids(name, text).outcome is Outcome.EQUAL


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_every_order_of_four_components_is_found(order):
    """Against the definition: some permutation fits, whatever it is."""
    assert misplaced(1, 4, lambda typed, right: order[typed[1]] == right[1]) is not None


@pytest.mark.parametrize("rows", [2, 3])
def test_a_grid_with_two_entries_exchanged_is_no_permutation_of_lines(rows):
    """Two entries of a 2×3 or 3×3 grid in each other's place leave no row, column or transpose whole."""
    places = list(product(range(rows), range(3)))
    moved = {place: place for place in places} | {(0, 0): (1, 1), (1, 1): (0, 0)}

    assert misplaced(rows, 3, lambda typed, right: moved[typed] == right) is None
