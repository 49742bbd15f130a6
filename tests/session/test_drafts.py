"""What must survive a crash survives it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.days import Moment, study_day
from trainer.session.drafts import Open, from_draft, to_draft, typed

NAMES = st.from_regex(r"[a-zA-Z0-9_]{1,8}", fullmatch=True)
TEXTS = st.dictionaries(NAMES, st.text(), max_size=4)
MOMENTS = st.builds(
    lambda utc_ms, offset: Moment(utc_ms, offset, study_day(utc_ms, offset)),
    st.integers(0, 10**13),
    st.integers(-720, 840),
)


@given(TEXTS, st.none() | st.tuples(TEXTS, MOMENTS), st.integers(0, 9), st.integers(0, 10**9))
def test_a_draft_gives_back_the_open_question(texts, first, hints, active_ms):
    """Texts, first try with its moment, hints and time come back as they were."""
    first_texts, first_at = first or (None, None)
    question = Open(texts, first_texts, first_at, hints, active_ms)

    assert from_draft(to_draft(question)) == question


def test_without_a_draft_a_question_is_fresh():
    """Nothing typed, nothing shown, no time spent."""
    assert from_draft(None) == Open()


def test_the_log_gets_both_answers():
    """The first wrong answer stands beside the last one."""
    question = Open(first={"answer": "x"}, first_at=Moment(0, 0, 0))

    assert typed(question, {"answer": "2x"}) == {"answer": "2x", "answer (first try)": "x"}
    assert typed(question, {"answer": "x"}) == {"answer": "x"}


SOUND = {"first": {"answer": "x"}, "first_at": [1, 0], "hints": 1, "active_ms": 5, "told": [], "entered": {}}


@pytest.mark.parametrize(
    "progress",
    [
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "{}",
        *(
            json.dumps(SOUND | {key: value})
            for key, value in {
                "first": 3,
                "first_at": "yesterday",
                "hints": "many",
                "active_ms": None,
                "told": 7,
                "entered": {"answer": 1},
            }.items()
        ),
        json.dumps(SOUND | {"first_at": [10**30, 0]}),
    ],
)
def test_of_a_damaged_draft_what_is_in_the_boxes_is_kept(progress):
    """A question is worth no refusal; it begins anew with its texts."""
    assert from_draft({"answer": "2x", "#": json.dumps(SOUND)}).tries == 1
    assert from_draft({"answer": "2x", "#": progress}) == Open({"answer": "2x"})
