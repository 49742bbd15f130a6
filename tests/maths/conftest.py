"""Names under which the corpora of texts are read."""

import pytest

from trainer.maths.names import Names


@pytest.fixture(scope="session")
def corpus_names():
    numbers = dict.fromkeys(["x", "y", "a", "b", "n", "alpha", "sigma", "w_1", "m_hat", "dL_dw"], "real")
    return Names.read({**numbers, "A": "4x3", "v": "3", "u": "4"})


@pytest.fixture(scope="session")
def slip_names():
    numbers = dict.fromkeys(["x", "y", "a", "w_1", "dL_dw"], "real")
    return Names.read({**numbers, "A": "4x3", "B": "3x2", "S": "3x3", "v": "3", "u": "4"})
