"""Rating rule 1, case by case as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.memory.rating import Evidence, Rating, rate


@pytest.mark.parametrize(
    ("evidence", "rating"),
    [
        (Evidence(), Rating.GOOD),
        (Evidence(share=0.9), Rating.GOOD),
        (Evidence(tries=2), Rating.HARD),
        (Evidence(hints=1), Rating.HARD),
        (Evidence(active_ms=20_001, typical_ms=10_000), Rating.HARD),
        (Evidence(active_ms=20_000, typical_ms=10_000), Rating.GOOD),
        (Evidence(active_ms=10**9), Rating.GOOD),
        (Evidence(tries=2, share=0.6), Rating.HARD),
        (Evidence(tries=2, share=0.59), Rating.AGAIN),
        (Evidence(tries=1, share=0.89), Rating.AGAIN),
        (Evidence(tries=1, share=0.0, hints=2), Rating.AGAIN),
        (Evidence(tries=2, share=0.0), Rating.AGAIN),
        (Evidence(tries=3), Rating.AGAIN),
        (Evidence(gave_up=True), Rating.AGAIN),
        (Evidence(solution_shown=True), Rating.AGAIN),
    ],
)
def test_rule_1_rates_the_evidence(evidence: Evidence, rating: Rating) -> None:
    """Every clause of the rule, and both sides of its borders."""
    assert rate(evidence) is rating


_EVIDENCE = st.builds(
    Evidence,
    tries=st.integers(1, 4),
    hints=st.integers(0, 3),
    gave_up=st.booleans(),
    solution_shown=st.booleans(),
    share=st.floats(0, 1),
    active_ms=st.integers(0, 10**7),
    typical_ms=st.none() | st.integers(1, 10**6),
)


@given(evidence=_EVIDENCE)
def test_a_rule_never_gives_easy(evidence: Evidence) -> None:
    """Easy comes from the learner's own key alone."""
    assert rate(evidence) is not Rating.EASY


@given(evidence=_EVIDENCE)
def test_a_failure_never_becomes_hard(evidence: Evidence) -> None:
    """With too small a share, or after giving up, nothing but Again."""
    if evidence.share < 0.6 or evidence.gave_up or evidence.solution_shown:
        assert rate(evidence) is Rating.AGAIN
