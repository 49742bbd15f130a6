"""What a cell was when it was first judged counts for the first try, whatever it is in the end."""

import pytest

from trainer.bank import load_bank
from trainer.errors import StoreError
from trainer.memory.rating import Rating
from trainer.session.drafts import Open, from_draft, to_draft
from trainer.session.feedback import Mark
from trainer.session.practice import Action, Stage
from trainer.session.study import Study

TABLE = """
title: Two steps
part: Descent
why: A loop.
exercises:
  - id: steps
    kind: trace
    given: {w: 5, lr: 0.25}
    ask: Two steps on $w^2$.
    steps: {g_1: 2*w, w_1: w - lr*g_1, g_2: 2*w_1, w_2: w_1 - lr*g_2}
    decimals: 3
    accept: [{g_1: 10, w_1: 2.5, g_2: 5, w_2: 1.25}, {g_1: 2*5, w_1: 5/2, g_2: 5, w_2: 5/4}]
    reject:
      - {answer: {g_1: 5, w_1: 3.75, g_2: 3.75, w_2: 2.8125}, because: The factor 2 is missing.}
      - {answer: {g_1: 10, w_1: 7.5, g_2: 15, w_2: 11.25}, because: The step is subtracted.}
"""
RIGHT = {"g_1": "10", "w_1": "2.5", "g_2": "5", "w_2": "1.25"}


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    (folder / "table.yaml").write_text(TABLE, encoding="utf-8")
    return load_bank([folder])


@pytest.fixture
def begin(table, store, clock):
    """A session on the table, and on the same file again."""

    def start():
        study = Study(table, store, clock)
        study.start()
        return study

    return start


def _enter(study, **cells):
    """Enter cells one by one on top of what is there; the marks of the last time."""
    texts = {**dict.fromkeys(RIGHT, ""), **study.question.draft}
    said = ()
    for cell, text in cells.items():
        texts[cell] = text
        said = study.enter(cell, texts)
    return {each.name: each.mark for each in said}


def _hand_in(study, texts):
    return study.submit(texts, study.check(texts))


def test_cells_that_are_right_as_they_are_entered_are_right_at_the_first_try(begin, store):
    """Being told so on the way changes nothing."""
    study = begin()

    assert _enter(study, g_1="10", w_1="2.5") == {"g_1": Mark.RIGHT, "w_1": Mark.RIGHT}
    assert store.events() == []

    assert _hand_in(study, RIGHT) is Stage.VERDICT
    assert study.result.reason == "Right at the first try: Good."


def test_a_cell_that_was_shown_wrong_and_corrected_makes_it_the_second_try(begin, store):
    """All is right when it is handed in, yet it is Hard, and the log has both texts and the mistake."""
    study = begin()
    assert _enter(study, g_1="5") == {"g_1": Mark.WRONG}
    _enter(study, g_1="10")

    assert _hand_in(study, RIGHT) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries, event.evidence.share) == (Rating.HARD, 2, 1.0)
    assert (event.texts["g_1"], event.texts["g_1 (first try)"]) == ("10", "5")
    assert (event.verdict, event.malrule) == ("equal", "listed")
    assert study.result.reason == "Right at the second try: Hard."
    assert study.result.grade.score == 1.0


def test_a_wrong_cell_that_is_handed_in_as_it_is_leaves_the_second_try(begin, store):
    """Nothing was corrected: the table is the first try."""
    study = begin()
    _enter(study, g_1="5")
    texts = {"g_1": "5", "w_1": "3.75", "g_2": "7.5", "w_2": "1.875"}

    assert _hand_in(study, texts) is Stage.MISSED
    study.retry()
    assert _hand_in(study, RIGHT) is Stage.VERDICT
    assert store.events()[0].rating is Rating.HARD


def test_a_corrected_table_that_is_wrong_has_no_third_try(begin, store):
    """The correction was the second try."""
    study = begin()
    _enter(study, g_1="5")
    _enter(study, g_1="10")

    assert _hand_in(study, {**RIGHT, "g_2": "6", "w_2": "3"}) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries, event.evidence.share) == (Rating.AGAIN, 2, 0.5)


def test_a_third_text_earns_nothing(begin, store):
    """Guessing until the mark turns does not pay: the second text counts, and is in the log."""
    study = begin()
    for cell, wrong in (("g_1", "5"), ("w_1", "7.5")):
        _enter(study, **{cell: wrong})
        _enter(study, **{cell: wrong + "1"})
        _enter(study, **{cell: RIGHT[cell]})

    assert _hand_in(study, RIGHT) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.share) == (Rating.AGAIN, 0.5)
    assert event.texts["g_1 (second try)"] == "51"
    assert study.result.grade.score == 1.0


def test_a_right_cell_may_be_written_anew(begin):
    """Another way to write the same number is no correction."""
    study = begin()
    _enter(study, w_1="2.5")
    _enter(study, w_1="5/2")

    _hand_in(study, {**RIGHT, "w_1": "5/2"})

    assert study.result.reason == "Right at the first try: Good."


def test_a_number_that_follows_from_an_earlier_one_is_told_at_once(begin):
    """And it is judged again when the earlier one is another."""
    study = begin()

    marks = _enter(study, g_1="8", w_1="3")
    again = _enter(study, g_1="10")

    assert marks == {"g_1": Mark.WRONG, "w_1": Mark.CARRIED}
    assert again == {"g_1": Mark.RIGHT, "w_1": Mark.WRONG}


@pytest.mark.parametrize("text", ["1 +", "9^9^9^9"])
def test_what_cannot_be_read_or_decided_counts_for_nothing(begin, text):
    """It is said, and the next text is still the first."""
    study = begin()
    marks = _enter(study, g_1=text)
    _enter(study, g_1="10")

    _hand_in(study, RIGHT)

    assert marks["g_1"] in (Mark.UNREADABLE, Mark.UNDECIDED)
    assert study.result.reason == "Right at the first try: Good."


def test_the_first_texts_survive_a_crash(begin, store):
    """They are on disk when the mark is shown; the table that is found there is still to be corrected."""
    _enter(begin(), g_1="5", w_1="3.75")

    again = begin()
    assert again.stage is Stage.QUESTION
    assert again.question.draft["g_1"] == "5"
    assert set(again.question.kept.entered) == {"g_1", "w_1"}
    assert again.enter("", again.question.draft)[0].mark is Mark.WRONG
    _hand_in(again, RIGHT)

    assert store.events()[0].rating is Rating.HARD


def test_in_the_second_try_cells_are_judged_too_and_a_third_text_earns_nothing(begin, store):
    """The submitted table was the first try of every cell."""
    study = begin()
    _enter(study, g_1="10")
    _hand_in(study, {**RIGHT, "w_1": "7.5", "g_2": "1", "w_2": "9"})
    study.retry()
    for cell in ("w_1", "g_2"):
        _enter(study, **{cell: "77"})
        _enter(study, **{cell: RIGHT[cell]})

    assert _hand_in(study, RIGHT) is Stage.VERDICT
    (event,) = store.events()
    assert (event.rating, event.evidence.tries, event.evidence.share) == (Rating.AGAIN, 2, 0.5)


def test_giving_up_after_a_wrong_cell_is_again(begin, store):
    """As ever."""
    study = begin()
    _enter(study, g_1="5")

    assert study.give_up() is Stage.VERDICT
    assert store.events()[0].rating is Rating.AGAIN


def test_taking_the_first_try_back_forgets_the_cells(begin):
    """Undo begins the question anew."""
    study = begin()
    _hand_in(study, {**RIGHT, "g_1": "5"})
    study.retry()
    _enter(study, g_1="6")

    study.undo()

    assert study.question.kept.entered == {}


def test_if_the_log_cannot_be_written_all_is_as_before(begin, store, monkeypatch):
    """The table can be handed in once more."""
    study = begin()
    _enter(study, g_1="5")
    grade = study.check(RIGHT)

    def full(event):
        raise StoreError("The disk is full.", way_out="Make room.")

    with monkeypatch.context() as patched:
        patched.setattr(store, "append", full)
        with pytest.raises(StoreError):
            study.submit(RIGHT, grade)
    assert (study.stage, study.result) == (Stage.QUESTION, None)

    assert study.submit(RIGHT, grade) is Stage.VERDICT
    assert store.events()[0].rating is Rating.HARD


def test_other_kinds_and_closed_questions_judge_no_cells(begin, study):
    """Only a table of steps is judged cell by cell, and only while it is open."""
    closed = begin()
    _hand_in(closed, RIGHT)

    assert closed.enter("g_1", RIGHT) == ()
    assert study.enter("answer", {"answer": "1"}) == ()
    assert closed.allows(Action.ADVANCE)


def test_a_draft_keeps_the_texts_of_cells_and_older_drafts_have_none():
    """Two for a cell at most, each other than the one before."""
    question = Open({"a": "3"})
    for text in ("1", " 1 ", "2", "3"):
        question = question.with_cell("a", text)

    assert question.entered == {"a": ("1", "2")}
    assert from_draft(to_draft(question)) == question
    assert from_draft({"#": '{"first": null, "first_at": null, "hints": 0, "active_ms": 1}'}).entered == {}
