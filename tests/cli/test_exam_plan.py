"""`trainer exam plan` and what follows a plan, from the command line with a fixed clock."""

import json
import sqlite3

import pytest

NOW = ("--now", "2026-11-21T18:30+01:00")
PLAN = ("exam", "plan", "foundations", "--date", "2026-12-03", "--minutes-per-day", "6")


def test_a_plan_is_set_shown_followed_and_given_up(trainer):
    """From the first word to the last, each command a process of its own."""
    assert trainer("exam", "plan", *NOW).error.startswith("No exam is planned for;")

    made = trainer(*PLAN, "--days-off", "sun,2026-11-25", *NOW)
    assert (made.code, made.error) == (0, "")
    assert "Exam plan: Foundations and rules" in made.out
    assert "Thu 3 Dec, in 12 days. 6 minutes a day; off: Sun, Wed 25 Nov." in " ".join(made.out.split())
    for row in ("If the exam were today", "doing nothing more", "With 10 minutes more a day"):
        assert row in made.out
    assert "It comes from simulated learners" in " ".join(made.out.split())
    assert trainer("exam", "plan", *NOW).out == made.out

    due = trainer("due", *NOW).out
    assert "For the exam on Thu 3 Dec: predicted recall there 0 % →" in due
    assert "Exam in 12 days (Thu 3 Dec): " in due
    planned = trainer("study", "--plain", *NOW, given=":why\n:quit\n").out
    assert "For the exam on Thu 3 Dec" in planned
    assert "For the exam" not in trainer("study", "--plain", "--no-plan", *NOW, given=":why\n:quit\n").out

    assert "The plan is given up" in trainer("exam", "plan", "--cancel", *NOW).out
    assert "No exam is planned for." in trainer("exam", "plan", "--cancel", *NOW).out
    assert "For the exam" not in trainer("due", *NOW).out


def test_the_days_of_a_plan_as_json_keep_to_what_was_asked(trainer):
    """Seven figures, a day off, the exam's own day, and more minutes a day."""
    options = ("--days-off", "2026-11-25", "--exam-day", "--more", "5", "--json")
    week = "6,6,6,6,6,0,20"

    fields = json.loads(trainer(*PLAN[:-1], week, *options, *NOW).out)

    assert (fields["blueprint"], fields["date"]) == ("foundations", "2026-12-03")
    days = {day["date"]: day for day in fields["days"]}
    assert not {"2026-11-21", "2026-11-25", "2026-11-28"} & days.keys()
    assert days["2026-11-22"]["available"] == 20
    assert days["2026-12-03"]["available"] == 6
    assert all(day["minutes"] <= day["available"] + 1e-6 for day in fields["days"])
    assert fields["scores"]["more_minutes"] == 5
    scores = fields["scores"]
    assert scores["today"] == 0 == scores["nothing"] < scores["planned"] <= scores["more"] <= 1
    predicted = fields["predicted"]
    assert predicted["low"] <= predicted["expected"] == scores["planned"] <= predicted["high"]
    assert predicted["source"] == "simulation"


def test_what_there_is_no_time_for_is_named_with_a_reason(trainer):
    """A minute a day does not go far; after seven days the rest is counted."""
    out = " ".join(trainer(*PLAN[:-1], "1", *NOW).out.split())

    fields = json.loads(trainer("exam", "plan", "--json", *NOW).out)
    assert fields["given_up"]
    for each in fields["given_up"]:
        assert each["sentence"] in out
    busy = [day for day in fields["days"] if day["questions"]]
    assert f"Then {len(busy) - 7} more days up to Wed 2 Dec, with {len(busy) - 7} questions" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "soon"), "'soon' is no date; write it like 2026-12-24."),
        (("--minutes-per-day", "0"), "'0' are no minutes a day"),
        (("--cancel", "--date", "2026-12-03"), "nothing else can be said with it"),
    ],
)
def test_a_goal_that_cannot_be_is_a_sentence(trainer, arguments, said):
    """Exit code 1, and no plan."""
    done = trainer("exam", "plan", "--date", "2026-12-03", "--minutes-per-day", "30", *arguments, *NOW)

    assert (done.code, done.out) == (1, "")
    assert said in done.error
    assert "No exam is planned for" in trainer("exam", "plan", *NOW).error


def test_an_unknown_exam_or_one_that_weighs_nothing_cannot_be_planned_for(trainer, tmp_path):
    """The nearest name, or the place in its file."""
    own = tmp_path / "calculus-trainer" / "exams" / "nothing.yaml"
    own.parent.mkdir(parents=True)
    head = "title: Mine\ndescription: D\ncount: 3\nminutes: 9\npass_mark: 60\n"
    own.write_text(f"{head}weights:\n  power-rule: 0\n", encoding="utf-8")
    when = ("--date", "2026-12-03", "--minutes-per-day", "30", *NOW)

    assert "did you mean 'foundations'?" in trainer("exam", "plan", "fundations", *when).error
    assert f"{own}:7:3: the weights add up to nothing" in trainer("exam", "plan", "nothing", *when).error


def test_a_blueprint_that_was_deleted_leaves_the_normal_schedule_and_a_sentence(trainer, tmp_path):
    """Studying goes on; the plan itself says what is wrong."""
    own = tmp_path / "calculus-trainer" / "exams" / "mine.yaml"
    own.parent.mkdir(parents=True)
    head = "title: Mine\ndescription: D\ncount: 1\nminutes: 9\npass_mark: 60\n"
    own.write_text(f"{head}weights:\n  power-rule: 1\n", encoding="utf-8")
    trainer("exam", "plan", "mine", *PLAN[3:], *NOW)
    own.unlink()

    due = trainer("due", *NOW)
    studied = trainer("study", "--plain", *NOW, given=":quit\n")

    assert "the exam 'mine' is no longer there" in due.error
    assert "The normal schedule goes on." in due.error == studied.error
    assert "For the exam" not in due.out
    assert "is no longer there" in trainer("exam", "plan", *NOW).error
    assert trainer("exam", "plan", "--cancel", *NOW).code == 0


def test_an_exam_that_begins_keeps_what_was_foreseen(trainer, tmp_path):
    """From the log of before; nothing where there is none."""
    trainer("exam", "optimisation", "--plain", *NOW, given=":quit\n")
    trainer("study", "--plain", "--count", "1", *NOW, given=":giveup\n:quit\n")

    trainer("exam", "foundations", "--plain", *NOW, given="abandon\n:quit\n")

    nothing, foreseen = _foreseen(tmp_path)
    value, low, high = json.loads(foreseen)
    assert nothing == ""
    assert 0 <= low <= value <= high < 1


def _foreseen(tmp_path):
    with sqlite3.connect(tmp_path / "progress.db") as file:
        return [row[0] for row in file.execute("SELECT predicted FROM exam ORDER BY rowid")]


@pytest.mark.parametrize("name", ["chain-rule-and-backprop", "losses-activations-and-checks"])
def test_a_focus_can_be_an_exam_or_a_topic_of_one(trainer, name):
    """By the names that “trainer exam list” gives, and by the headings of papers."""
    done = trainer("study", "--plain", "--focus", name, *NOW, given=":quit\n")

    assert (done.code, done.error) == (0, "")
    assert "Question 1 of" in done.out
