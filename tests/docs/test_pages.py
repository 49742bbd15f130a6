"""The pages hang together: links lead somewhere, decisions are numbered, what is called real is real."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
KINDS = sorted((ROOT / "docs" / "kinds").glob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
LONGEST_DECISION = 600
"""Words; a longer one is a chapter of a manual."""


def _prose(page):
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def _anchors(page):
    """What the headings of a page are called in links: words in small letters, joined by hyphens."""
    titles = re.findall(r"^#+ (.*)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_what_is_there(page):
    """The file or folder of every relative link exists, and the heading after its #."""
    links = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", _prose(page))

    lost = [target for target, _ in links if not (page.parent / target).exists()]
    targets = [(page.parent / target if target else page, anchor) for target, anchor in links if anchor]
    unknown = [anchor for target, anchor in targets if target.exists() and anchor not in _anchors(target)]
    assert (lost, unknown) == ([], [])


def test_decisions_are_numbered_in_a_row():
    """From 0001 on, none twice, none left out."""
    assert [file.name[:4] for file in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_has_a_title_and_is_short(file):
    """One heading of the first rank and at most a page of words."""
    text = file.read_text(encoding="utf-8")

    assert re.match(r"# \S.*\n\n\S", text)
    assert len(text.split()) <= LONGEST_DECISION


@pytest.mark.parametrize("page", KINDS, ids=lambda page: page.stem)
def test_the_real_exercise_of_a_page_is_the_one_of_the_bank(page):
    """Under the skill and id that the page names, key by key."""
    found = re.search(r"`([\w-]+)/([\w-]+)`\):\n\n```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    (file,) = (ROOT / "exercises").glob(f"*/{found[1]}.yaml")

    exercises = yaml.safe_load(file.read_text(encoding="utf-8"))["exercises"]

    (shown,) = yaml.safe_load(found[3])["exercises"]
    assert shown == next(exercise for exercise in exercises if exercise["id"] == found[2])
