import pytest

from tests.session.learner import COURSE, Clock
from trainer.bank import load_bank
from trainer.session.study import Study
from trainer.store import open_store


@pytest.fixture(scope="session")
def bank():
    return load_bank([COURSE])


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "progress.db"


@pytest.fixture
def store(file):
    with open_store(file) as opened:
        yield opened


@pytest.fixture
def study(bank, store, clock):
    begun = Study(bank, store, clock)
    begun.start()
    return begun


@pytest.fixture
def restarted(bank, store, clock):
    """A new session on the same file, started."""

    def begin(**options):
        again = Study(bank, store, clock, **options)
        again.start()
        return again

    return begin
