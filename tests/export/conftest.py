"""One report of a real paper, and the documents made of it, for all tests of the export."""

import pytest

from tests.export.sample import report_of, variants_of_every_kind
from trainer.export.paper import paper_document, paper_of
from trainer.export.report import report_document


@pytest.fixture(scope="session")
def report():
    return report_of(variants_of_every_kind())


@pytest.fixture(scope="session")
def documents(report):
    paper = paper_of(report)
    return {
        "report": report_document(report),
        "paper": paper_document(paper, answers=False),
        "paper with answers": paper_document(paper, answers=True),
    }
