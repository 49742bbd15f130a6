"""`trainer show` and `trainer answer` speak of one question, the same one."""

import json

import pytest

from tests.shipped import BANK

ONE_OF_EACH_KIND = {exercise.kind: exercise.id for exercise in BANK.exercises.values()}


def _show(trainer, exercise, seed):
    done = trainer("show", exercise, "--seed", str(seed), "--json")
    assert done.code == 0, done.error
    return json.loads(done.out)


def _answer(trainer, exercise, seed, parts):
    given = json.dumps({"parts": parts})
    return json.loads(trainer("answer", exercise, "--seed", str(seed), "--json", given=given).out)


@pytest.mark.parametrize("exercise", ONE_OF_EACH_KIND.values())
def test_the_reference_answers_that_show_gives_are_graded_equal(trainer, exercise):
    """For every kind, as texts through a pipe."""
    shown = _show(trainer, exercise, 3)

    graded = _answer(trainer, exercise, 3, {part["name"]: part["answer"] for part in shown["parts"]})

    assert (graded["verdict"], graded["score"]) == ("equal", 1.0)
    assert [part["verdict"] for part in graded["parts"]] == ["equal"] * len(shown["parts"])


def test_show_gives_all_of_a_question(trainer):
    """The fields that scripts rely on."""
    shown = _show(trainer, ONE_OF_EACH_KIND["derive"], 1)

    assert set(shown) == {
        *("skill", "exercise", "kind", "seed", "prompt", "given", "variables", "parts", "hints", "solution"),
    }
    assert all(set(part) == {"name", "label", "answer", "value"} for part in shown["parts"])
    assert shown["seed"] == 1
    assert shown == _show(trainer, ONE_OF_EACH_KIND["derive"], 1)


def test_show_draws_the_question_without_its_answers(trainer):
    """For people: prose and maths, no TeX."""
    done = trainer("show", "power-rule/single-power", "--seed", "7")

    assert "f(x) = 9x⁸" in done.out
    assert "72" not in done.out
    assert "$" not in done.out


def test_a_wrong_answer_is_graded_with_evidence_and_its_mistake(trainer):
    """Verdict, evidence, message and mal-rule for each part."""
    graded = _answer(trainer, "power-rule/single-power", 7, {"answer": "72 x^8"})

    (part,) = graded["parts"]
    assert (graded["verdict"], graded["score"]) == ("different", 0.0)
    assert part["mal-rule"]
    assert part["message"]
    assert part["evidence"] == "witness"


def test_a_wrong_answer_comes_with_the_point_at_which_it_fails(trainer):
    """As `compare` writes it; a right one has none."""
    wrong = _answer(trainer, "power-rule/single-power", 7, {"answer": "x"})
    right = _answer(trainer, "power-rule/single-power", 7, {"answer": "72 x^7"})

    assert set(wrong["parts"][0]["witness"]) == {"point", "answer", "reference"}
    assert right["parts"][0]["witness"] is None


def test_answering_touches_no_log(trainer, tmp_path):
    """No progress file is made, let alone written."""
    _answer(trainer, "power-rule/single-power", 7, {"answer": "72 x^7"})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("nonsense", "JSON"),
        ("[]", "parts"),
        ('{"parts": {"answer": 3}}', "parts"),
        ('{"parts": {"anwser": "3"}}', "anwser"),
        (b"\xff", "JSON"),
        ('{"parts": {}}' + " " * 1_000_000, "at most"),
    ],
)
def test_an_answer_that_is_no_answer_is_refused_in_a_sentence(trainer, given, word):
    """The sentence says what is expected."""
    done = trainer("answer", "power-rule/single-power", "--json", given=given)

    assert (done.code, done.out) == (1, "")
    assert word in done.error


def test_an_unknown_exercise_is_answered_with_the_nearest(trainer):
    """A slip of the keys is easily mended."""
    done = trainer("show", "power-rule/singel-power")

    assert done.code == 1
    assert "power-rule/single-power" in done.error
