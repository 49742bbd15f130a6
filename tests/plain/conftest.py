import io

import pytest

from tests.session.learner import COURSE, Clock
from trainer.bank import load_bank
from trainer.plain import run
from trainer.session.study import Study
from trainer.store import open_store


@pytest.fixture(scope="session")
def bank():
    return load_bank([COURSE])


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "progress.db") as opened:
        yield opened


@pytest.fixture
def said(bank, store):
    """Hold a plain session over these lines, and give back what it said."""

    def hold(*lines, **options):
        out = io.StringIO()
        run(Study(bank, store, Clock(), **options), io.StringIO("".join(f"{line}\n" for line in lines)), out)
        return out.getvalue()

    return hold
