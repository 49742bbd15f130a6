"""Marks: partial and carried credit, blanks, what cannot be read and what cannot be decided."""

import pytest

from tests.session.examinee import blueprint, hand_in
from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.errors import TrainerError
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict
from trainer.session.exam import marking
from trainer.session.exam.archive import report_of
from trainer.session.exam.marking import mark
from trainer.session.exam.opening import begin
from trainer.session.exam.reported import Standing
from trainer.session.feedback import Mark

GRADIENTS = """
title: Gradients
part: Gradients
why: w
exercises:
  - id: bowl
    kind: gradient
    params: {a: 2..9}
    variables: {x: real, y: real, z: real}
    given: {f: a x^2 + 3 y + z^3}
    ask: Find the gradient of ${f}$.
    answer: grad(f, [x, y, z])
    accept: ["[2 a x, 3, 3 z^2]", "[x * 2 a, 3, z^2 * 3]"]
    reject:
      - {answer: "[a x, 3, 3 z^2]", because: The 2 is missing.}
      - {answer: "[2 a x, 0, 3 z^2]", because: The 3 stays.}
"""


@pytest.fixture(scope="module")
def gradients(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gradients")
    (folder / "gradients.yaml").write_text(GRADIENTS, encoding="utf-8")
    return load_bank([folder])


@pytest.fixture
def steps(bank):
    return make_variant(bank.exercises["steps/double-step"], 4)


@pytest.fixture
def bowl(gradients):
    return make_variant(gradients.exercises["gradients/bowl"], 4)


def test_all_right_and_all_blank(steps):
    """Spaces are nothing."""
    assert mark(steps, steps.answers).points == 1.0
    assert mark(steps, {}) is None
    assert mark(steps, dict.fromkeys(steps.answers, "  ")) is None


def test_a_part_left_blank_costs_its_own_points_only(steps):
    """The step after it is judged as though the right number stood there."""
    marked = mark(steps, {**steps.answers, "u": ""})

    assert (marked.points, marked.counted, marked.shown) == (0.5, 1.0, 0.5)
    assert marked.grade.outcome is Outcome.DIFFERENT


def test_an_error_of_ones_own_is_carried_forward(steps):
    """A wrong first step, and a second that follows from it: half of the points."""
    wrong = int(steps.answers["u"]) + 13
    marked = mark(steps, {"u": str(wrong), "v": str(2 * wrong)})

    assert [part.carried for part in marked.grade.parts] == [False, True]
    assert marked.points == 0.5


def test_a_part_that_cannot_be_read_earns_nothing_and_tells_nothing(steps):
    """The other part is judged; since it is right, the log hears of no failure."""
    marked = mark(steps, {**steps.answers, "u": "3 +"})

    assert [part.verdict.outcome for part in marked.grade.parts] == [Outcome.UNREADABLE, Outcome.EQUAL]
    assert (marked.points, marked.shown) == (0.5, None)


def test_a_wrong_part_beside_an_unreadable_one_is_a_failure(steps):
    """What can be judged is wrong."""
    marked = mark(steps, {"u": "3 +", "v": "1001"})

    assert (marked.points, marked.shown) == (0.0, 0.0)


def test_one_array_stands_for_all_components(bowl):
    """As in practice: typed into the first box, with the others left empty."""
    right = list(bowl.answers.values())
    first, *others = bowl.answers
    whole = {first: f"[{', '.join(right)}]", **dict.fromkeys(others, "")}

    assert mark(bowl, whole).points == 1.0
    assert mark(bowl, whole | {first: f"[{right[0]}, 0, {right[2]}]"}).points == pytest.approx(2 / 3)


def test_an_array_of_another_length_is_wrong_and_no_crash(bowl):
    """Two entries where three are asked for."""
    first, *others = bowl.answers
    marked = mark(bowl, {first: "[1, 2]", **dict.fromkeys(others, "")})

    assert marked.points == 0.0


def test_what_cannot_be_decided_leaves_the_total(steps, monkeypatch):
    """Its share of the points goes; the other part counts as it is."""
    judge = marking.grade

    def unsure(variant, texts):
        graded = judge(variant, texts)
        undecided = Verdict(Outcome.UNDECIDED, Evidence.BUDGET, "no proof was found")
        first = marking.replace(graded.parts[0], verdict=undecided, score=0.0)
        return marking.replace(graded, parts=(first, *graded.parts[1:]))

    monkeypatch.setattr(marking, "grade", unsure)
    marked = mark(steps, steps.answers)

    assert (marked.points, marked.counted, marked.shown) == (1.0, 0.5, None)


def test_a_grader_that_fails_costs_nothing(bank, store, clock, monkeypatch):
    """No process for the code, no memory for a proof: the question leaves the total, the hand-in goes on."""

    def failing(variant, texts):
        raise TrainerError("The code cannot be run here.")

    exam = begin(blueprint(1, weights={"slopes": 1}), bank, store, clock)
    exam.answer(exam.sheet.asked.variant.answers)
    monkeypatch.setattr(marking, "grade", failing)
    hand_in(exam)

    (question,) = report_of(store, exam.stored.id).questions
    assert (question.possible, question.standing) == (0.0, Standing.UNCLEAR)
    assert question.parts[0].mark is Mark.UNDECIDED
    assert store.events() == []
