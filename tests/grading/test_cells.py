"""The filled cells of an unfinished table are judged one by one, as they will be in the whole one."""

from dataclasses import replace

import pytest

from tests.grading.test_grade import variants  # noqa: F401 -- a fixture
from trainer.grading import grade
from trainer.grading.cells import depending_on, grade_cells

RIGHT = {"g_1": "10", "w_1": "1", "g_2": "2", "w_2": "3"}


@pytest.fixture
def trace(variants):  # noqa: F811
    return variants["trace"]


def _marks(found):
    return {
        part.name: "carried" if part.carried else str(part.verdict.outcome)
        for part in ([] if found is None else found.parts)
    }


def test_only_filled_cells_are_judged(trace):
    """An empty table has no grade; blanks are as good as nothing."""
    assert grade_cells(trace, {}) is None
    assert grade_cells(trace, {"g_1": " "}) is None
    assert _marks(grade_cells(trace, {"g_1": "10", "w_1": ""})) == {"g_1": "equal"}


def test_an_error_is_carried_over_empty_cells(trace):
    """A wrong number counts for the cells that come; the right one stands in where nothing is typed."""
    found = grade_cells(trace, {"g_1": "10", "w_1": "6", "g_2": "12"})
    later = grade_cells(trace, {"w_1": "6", "w_2": "8"})

    assert _marks(found) == {"g_1": "equal", "w_1": "different", "g_2": "carried"}
    assert _marks(later) == {"w_1": "different", "w_2": "carried"}  # 6 - 0.5*2 + 3


def test_an_unreadable_cell_holds_up_no_other(trace):
    """Its message is given with it."""
    found = grade_cells(trace, {"g_1": "10", "w_1": "1 +", "g_2": "2"})

    assert _marks(found) == {"g_1": "equal", "w_1": "unreadable", "g_2": "equal"}
    assert found.parts[1].verdict.message


def test_a_cell_is_named_by_what_the_author_lists_so_far(trace):
    """Their words are said once the cells typed fit one wrong answer, and not again at carried cells."""
    found = grade_cells(trace, {"g_1": "10", "w_1": "11", "g_2": "22"})

    assert found.parts[1].verdict.message == "The step is subtracted."
    assert [part.malrule for part in found.parts] == ["", "listed", ""]


def test_of_two_listed_mistakes_with_the_same_beginning_none_is_guessed(trace):
    """What the learner has not done yet cannot tell them apart."""
    first = replace(trace.reject[1], texts={"w_1": "11", "w_2": "5"})
    other = replace(trace.reject[1], texts={"w_1": "11", "w_2": "7"}, because="Something else.")
    variant = replace(trace, reject=(first, other))

    found = grade_cells(variant, {"g_1": "10", "w_1": "11"})

    assert found.parts[1].malrule != "listed"


@pytest.mark.parametrize("wrong", [{}, {"g_1": "9"}, {"w_1": "6", "g_2": "12"}, {"g_2": "5"}])
def test_a_full_table_is_judged_as_the_grader_judges_it(trace, wrong):
    """Cell by cell or as a whole: the same outcomes, the same credit."""
    texts = {**RIGHT, **wrong}

    assert _marks(grade_cells(trace, texts)) == _marks(grade(trace, texts))


def test_what_follows_from_a_cell_is_known(trace):
    """Directly or through other cells, and only later ones."""
    assert depending_on(trace, "g_1") == {"w_1", "g_2", "w_2"}
    assert depending_on(trace, "w_2") == frozenset()
