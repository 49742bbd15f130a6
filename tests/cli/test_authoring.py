"""`trainer new`, `variants`, `coverage`, and exercises that are named by their file."""

import json
import subprocess
import sys

import pytest

from trainer.paths import exercises_folder


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_file_is_written_here_and_says_what_comes_next(trainer, here):
    """Without a folder and a kind."""
    done = trainer("new", "my-skill")

    assert done.code == 0
    assert "kind: derive" in (here / "my-skill.yaml").read_text(encoding="utf-8")
    assert "trainer preview my-skill.yaml" in done.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("My Skill",), "'my-skill' would do"),
        (("../up",), "cannot name a skill"),
        (("power-rule",), "is already in"),
        (("x", "--kind", "deriv"), "did you mean 'derive'?"),
        (("there",), "is already there"),
        ((), "what the skill is called"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(trainer, here, arguments, word):
    """And nothing is written."""
    (here / "there.yaml").write_text("mine", encoding="utf-8")

    done = trainer("new", *arguments)

    assert (done.code, done.out) == (1, "")
    assert word in done.error
    assert [(file.name, file.read_text()) for file in here.iterdir()] == [("there.yaml", "mine")]


def test_a_folder_that_cannot_be_made_is_said(trainer, here):
    """A file stands in its way."""
    (here / "course").write_text("", encoding="utf-8")

    done = trainer("new", "my-skill", "--in", "course")

    assert done.code == 1
    assert "cannot be written" in done.error


def test_an_exercise_can_be_named_by_its_file(trainer, here):
    """The first one, with a word about the others; or the one after the sign #."""
    file = exercises_folder() / "02-rules" / "power-rule.yaml"

    first = trainer("show", str(file), "--seed", "7", "--json")
    named = trainer("show", f"{file}#slope-at-point", "--json")

    assert json.loads(first.out) == json.loads(
        trainer("show", "power-rule/single-power", "--seed", "7", "--json").out
    )
    assert f"{file}#slope-at-point" in first.error
    assert json.loads(named.out)["exercise"] == "power-rule/slope-at-point"
    assert named.error == ""


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("draft.yaml#nine", "it has cube"),
        ("nowhere.yaml", "cannot be read"),
        ("power-rule", "its exercises are power-rule/single-power"),
        ("broken.yaml", "is not valid YAML"),
    ],
)
def test_a_name_that_means_nothing_is_answered_with_what_there_is(trainer, here, name, word):
    """In one sentence."""
    from tests.tui.conftest import POWER

    (here / "draft.yaml").write_text(POWER, encoding="utf-8")
    (here / "broken.yaml").write_text("exercises: [", encoding="utf-8")

    done = trainer("show", name)

    assert (done.code, done.out) == (1, "")
    assert word in done.error


def test_variants_are_listed_and_repeats_are_counted(trainer):
    """Seeds in order from the first one asked for; a repeat names the earlier seed."""
    rows = json.loads(trainer("variants", "power-rule/single-power", "--count", "60", "--json").out)
    told = trainer("variants", "power-rule/single-power", "--count", "60").out

    repeats = [row for row in rows if row["same_as"] is not None]
    assert [row["seed"] for row in rows] == list(range(60))
    assert len({tuple(row["params"].items()) for row in rows}) == 60 - len(repeats)
    assert repeats  # 8 × 6 questions at most, for 60 seeds
    assert told.count("= seed ") == len(repeats)
    assert f"{60 - len(repeats)} different questions" in told


def test_coverage_tells_holes_first_and_every_skill(trainer):
    """For people, for scripts and as a graph."""
    fields = json.loads(trainer("coverage", "--json").out)
    told = trainer("coverage").out
    graph = trainer("coverage", "--graphviz").out

    skills = [each["skill"] for each in fields["skills"]]
    assert told.startswith((f"Holes ({len(fields['holes'])})", "No holes."))
    assert sorted(skills) == sorted(name for layer in fields["layers"] for name in layer)
    assert all(f'"{name}"' in graph and name in told for name in skills)


def test_a_preview_of_nothing_or_without_a_screen_is_refused(trainer, here):
    """In a sentence, with a way out."""
    (here / "draft.yaml").write_text("", encoding="utf-8")

    assert "no such file" in trainer("preview", "nowhere.yaml").error
    assert "trainer check FILE" in trainer("preview", "draft.yaml").error


def test_the_first_picture_of_a_preview_waits_for_nothing_heavy():
    """SymPy, NumPy and the checks are imported after it."""
    program = "import trainer.tui.authoring.app, sys; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not set(done.stdout.split()) & {"sympy", "numpy", "sqlmodel", "trainer.authoring.lint"}
