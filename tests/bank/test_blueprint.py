"""Blueprints are read with every fault at its place, and mean in a bank what docs/exams.md says."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.learner import COURSE
from trainer.bank import Bank, load_bank
from trainer.bank.apportion import apportioned
from trainer.bank.blueprint import DEFAULT, RESERVED, load_blueprints, read_blueprint
from trainer.bank.blueprint_topics import check_blueprint, skill_weights, topics_of
from trainer.paths import data_folder, exercises_folder

CORPUS = sorted((Path(__file__).parent / "bad_exams").glob("*.yaml"))
EXPECTED = re.compile(r"^# expect: (\d+):(\d+) (.*)$", re.MULTILINE)
HEAD = "title: T\ndescription: D\ncount: 8\nminutes: 20\npass_mark: 60\n"


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank([COURSE])


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_a_broken_blueprint_is_refused_at_the_place_of_the_fault(file: Path, bank: Bank) -> None:
    """The first lines of each file say which line, column and sentence an author must see."""
    expected = EXPECTED.findall(file.read_text(encoding="utf-8"))

    faults = check_blueprint(file, bank)

    found = [(str(fault.line), str(fault.column), fault.message) for fault in faults]
    assert expected
    assert len(found) == len(expected), found
    for one, (line, column, message) in zip(sorted(found), sorted(expected), strict=True):
        assert one[:2] == (line, column), found
        assert one[2].startswith(message)
    assert {fault.file for fault in faults} == {file}


def test_every_shipped_blueprint_is_sound() -> None:
    """And the one that is taken where none is named is among them."""
    shipped = exercises_folder()
    known = load_bank([shipped])
    files = sorted((data_folder() / "exams").glob("*.yaml"))

    assert DEFAULT in {file.stem for file in files}
    assert [str(fault) for file in files for fault in check_blueprint(file, known)] == []


def test_the_points_of_the_exam_on_backpropagation_make_a_hundred() -> None:
    """Weights are meant as points there, so what a skill gets is taken from others of its topic."""
    blueprint, _ = read_blueprint(data_folder() / "exams" / f"{DEFAULT}.yaml")
    assert blueprint is not None

    topics = topics_of(blueprint, load_bank([exercises_folder()]))

    assert {topic.title: topic.weight for topic in topics} == {
        "Chain rule": 30,
        "Gradient descent": 27,
        "Backpropagation": 33,
        "Losses, activations and checks": 10,
    }


@pytest.mark.parametrize("name", [*sorted(RESERVED), "My exam", "-x"])
def test_a_name_that_cannot_be_typed_or_means_something_else_is_refused(tmp_path: Path, name: str) -> None:
    """“trainer exam list” lists; an exam of that name could never be asked for."""
    file = tmp_path / f"{name}.yaml"
    file.write_text(f"{HEAD}weights: {{slopes: 1}}\n", encoding="utf-8")

    blueprint, (fault,) = read_blueprint(file)

    assert blueprint is None
    assert "is a command" in fault.message or "small letters" in fault.message


def test_what_is_no_file_or_no_text_is_a_fault_and_not_a_traceback(tmp_path: Path) -> None:
    """Missing, not UTF-8, larger than is read."""
    (tmp_path / "latin.yaml").write_bytes(b"title: caf\xe9")
    (tmp_path / "large.yaml").write_bytes(b"#" * 1_000_001)

    for name in ("missing", "latin", "large"):
        blueprint, faults = read_blueprint(tmp_path / f"{name}.yaml")
        assert blueprint is None
        assert len(faults) == 1


def test_a_file_of_ones_own_takes_the_place_of_one_of_the_same_name(tmp_path: Path) -> None:
    """Broken ones are listed beside, and a folder that is not there is empty."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for folder, title in ((shipped, "Theirs"), (own, "Mine")):
        folder.mkdir()
        text = HEAD.replace("title: T", f"title: {title}") + "weights: {slopes: 1}\n"
        (folder / "one.yaml").write_text(text, encoding="utf-8")
    (own / "broken.yaml").write_text("title: [", encoding="utf-8")

    known = load_blueprints([shipped, own, tmp_path / "missing"])

    assert [blueprint.title for blueprint in known.found.values()] == ["Mine"]
    assert [fault.file.name for fault in known.faults if fault.file] == ["broken.yaml"]


def test_topics_parts_and_skills_can_be_mixed(tmp_path: Path, bank: Bank) -> None:
    """A part is shared by its skills that are named nowhere else; lone skills stand under their part."""
    file = tmp_path / "mixed.yaml"
    weights = "weights:\n  Mine: {slopes: 3, sums: 1}\n  Rules: 4\n  steps: 2\n"
    file.write_text(HEAD + weights, encoding="utf-8")
    blueprint, _ = read_blueprint(file)
    assert blueprint is not None

    topics = topics_of(blueprint, bank)

    assert [(topic.title, dict(topic.skills)) for topic in topics] == [
        ("Mine", {"slopes": 3.0, "sums": 1.0}),
        ("Rules", {"chains": 4.0}),
        ("Traces", {"steps": 2.0}),
    ]
    assert skill_weights(blueprint, bank) == pytest.approx(
        {"slopes": 0.3, "sums": 0.1, "chains": 0.4, "steps": 0.2}
    )


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=40).filter(lambda weights: sum(weights) > 1e-3),
    st.integers(0, 200),
)
def test_seats_are_the_quota_rounded_down_or_up(weights: list[float], seats: int) -> None:
    """Hamilton's method: the sum is exact, and nobody is further than one seat from the quota."""
    found = apportioned(weights, seats)

    assert sum(found) == seats
    for weight, n in zip(weights, found, strict=True):
        quota = seats * (weight / sum(weights))
        assert math.floor(quota - 1e-6) <= n <= math.ceil(quota + 1e-6)


def test_the_largest_remainders_get_the_seats_that_are_left() -> None:
    """The textbook's example of the method: 10 seats for 47, 16, 15.8, 12, 6.1 and 3.1 of 100."""
    assert apportioned([47, 16, 15.8, 12, 6.1, 3.1], 10) == [5, 2, 1, 1, 1, 0]


def test_two_exams_of_one_name_in_one_folder_are_told_apart(tmp_path: Path) -> None:
    """The first counts, and the other is not passed over in silence."""
    for name, title in (("twin.yaml", "One"), ("twin.yml", "Two")):
        (tmp_path / name).write_text(HEAD.replace("title: T", f"title: {title}") + "weights: {x: 1}\n")

    known = load_blueprints([tmp_path])

    assert known.found["twin"].title == "One"
    (fault,) = known.faults
    assert fault.message == "twin.yaml is an exam of the same name; rename one"
