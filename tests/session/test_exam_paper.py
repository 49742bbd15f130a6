"""The paper is drawn by weight, spread, fresh, and the same for the same seed."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.examinee import blueprint
from trainer.bank import load_bank
from trainer.errors import TrainerError
from trainer.memory.events import Seen
from trainer.session.exam.paper import POINTS, _systematic, draw_paper, paper_seed


def skills(paper):
    return Counter(question.skill for question in paper.questions)


def test_questions_and_points_follow_the_weights(bank):
    """Topics get their seats by largest remainders; their points are their weights, whatever the seats."""
    paper = draw_paper(blueprint(8, weights={"slopes": 5, "chains": 5, "sums": 4, "steps": 1}), bank, 7, {})

    points = Counter()
    for question in paper.questions:
        points[question.topic] += question.possible
    assert skills(paper)["sums"] == 2
    assert skills(paper)["steps"] == 1
    assert skills(paper)["slopes"] + skills(paper)["chains"] == 5
    assert points == pytest.approx({"Rules": 1000 / 15, "Numbers": 400 / 15, "Traces": 100 / 15})
    assert sum(points.values()) == pytest.approx(POINTS)


def test_a_topic_without_a_question_leaves_its_points_to_the_others(bank):
    """The paper counts 100, however few questions it has."""
    paper = draw_paper(blueprint(1, weights={"slopes": 9, "sums": 1}), bank, 7, {})

    assert [question.possible for question in paper.questions] == [POINTS]


def test_the_same_seed_gives_the_same_paper_and_another_one_another(bank):
    """So that a paper can be sat again, or compared with a friend's."""
    papers = [draw_paper(blueprint(), bank, seed, {}).questions for seed in (1, 1, 2, 3)]

    assert papers[0] == papers[1]
    assert len({tuple((q.exercise, q.seed) for q in paper) for paper in papers}) == 3


def test_the_exercise_that_was_not_seen_for_longest_comes_first(bank):
    """Whatever the seed: never seen ones, then by the last attempt."""
    seen = {"slopes/power": Seen(3, 1_000), "slopes/line": Seen(1, 2_000)}
    one = blueprint(1, weights={"slopes": 1})

    for seed in range(5):
        assert draw_paper(one, bank, seed, seen).questions[0].exercise == "slopes/power"
        unseen = {"slopes/power": seen["slopes/power"]}
        assert draw_paper(one, bank, seed, unseen).questions[0].exercise == "slopes/line"


def test_no_exercise_comes_twice_while_another_one_is_there(bank):
    """And where there are too few, it comes with other numbers and a sentence says so."""
    two = draw_paper(blueprint(2, weights={"slopes": 1}), bank, 5, {})
    five = draw_paper(blueprint(5, weights={"slopes": 1}), bank, 5, {})

    assert {question.exercise for question in two.questions} == {"slopes/power", "slopes/line"}
    assert two.notes == ()
    assert sorted(Counter(question.exercise for question in five.questions).values()) == [2, 3]
    assert len({(question.exercise, question.seed) for question in five.questions}) == 5
    (note,) = five.notes
    assert note.startswith("“Slopes” has fewer exercises than questions here: some come again")


FEW = """
title: Few
part: Few
why: w
exercises:
  - id: one
    kind: number
    params: {a: 2..3}
    ask: Double ${a}$.
    answer: 2 a
    accept: [2 a, a + a]
    reject: [{answer: 2 a + 1, because: no}, {answer: 2 a - 1, because: no}]
"""


def test_an_identical_question_never_comes_twice(tmp_path):
    """Two different ones can be drawn of this exercise: both come, and a third is refused in words."""
    (tmp_path / "few.yaml").write_text(FEW, encoding="utf-8")
    few = load_bank([tmp_path])

    for seed in range(5):
        paper = draw_paper(blueprint(2, weights={"few": 1}), few, seed, {})
        assert len({question.seed for question in paper.questions}) == 2
    with pytest.raises(TrainerError, match="can ask only 2 different"):
        draw_paper(blueprint(3, weights={"few": 1}), few, 1, {})


def test_conditions_that_leave_fewer_questions_than_it_seems_are_said_in_words(tmp_path):
    """Counting cannot see what `where` leaves out; drawing does, and never repeats itself silently."""
    text = FEW.replace("params: {a: 2..3}", "params: {a: 2..9}\n    where: a < 4")
    (tmp_path / "few.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(TrainerError, match="not enough different questions on “Few”"):
        draw_paper(blueprint(3, weights={"few": 1}), load_bank([tmp_path]), 1, {})


def test_an_exercise_of_which_no_question_can_be_made_is_left_out_and_named(tmp_path):
    """The others of its skill take its place."""
    broken = FEW.replace("title: Few\npart: Few\nwhy: w\nexercises:", "").replace("id: one", "id: bad")
    broken = broken.replace("{a: 2..3}", "{a: 2..3, b: 2..3}\n    where: a + b < 0")
    (tmp_path / "few.yaml").write_text(FEW + broken, encoding="utf-8")
    bank = load_bank([tmp_path])
    assert set(bank.exercises) == {"few/one", "few/bad"}

    paper = draw_paper(blueprint(2, weights={"few": 1}), bank, 1, {})

    assert {question.exercise for question in paper.questions} == {"few/one"}
    assert "no usable draw" in str(paper.faults[0])


def test_every_kind_but_those_allowed_stays_out(bank):
    """A blueprint may restrict the kinds."""
    paper = draw_paper(blueprint(6, weights={"slopes": 1, "chains": 1}, kinds=("derive",)), bank, 3, {})

    assert {question.kind for question in paper.questions} == {"derive"}


@settings(max_examples=40)
@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.integers(0, 60), st.floats(0, 1 - 1e-9))
def test_every_skill_gets_its_quota_rounded_down_or_up(weights, seats, start):
    """Systematic sampling: the sum is exact, whatever the start."""
    counts = Counter(_systematic(weights, seats, start))

    assert sum(counts.values()) == seats
    for i, weight in enumerate(weights):
        quota = seats * weight / sum(weights)
        assert math.floor(quota - 1e-6) <= counts[i] <= math.ceil(quota + 1e-6)


@pytest.mark.parametrize("weights", [[1, 2, 3], [0.2, 7, 0.4, 0.4]])
def test_over_all_starts_a_skill_comes_as_often_as_it_weighs(weights):
    """A skill of small weight is not left out for ever, as it would be by remainders alone."""
    starts = 2_000
    counts = Counter(i for k in range(starts) for i in _systematic(weights, 2, k / starts))

    for i, weight in enumerate(weights):
        assert counts[i] / (2 * starts) == pytest.approx(weight / sum(weights), abs=1e-3)


def test_each_paper_of_a_blueprint_has_its_own_seed():
    """Without a seed from the learner the second paper is another one."""
    assert len({paper_seed("basics", earlier) for earlier in range(50)}) == 50
