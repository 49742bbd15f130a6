"""A report says what was asked, answered and judged, and stays readable whatever becomes of the bank."""

from datetime import timedelta

import pytest

from tests.session.examinee import blueprint, fill_in, hand_in, spend
from tests.session.learner import wrong
from trainer.session.exam.archive import latest, report_of
from trainer.session.exam.kept import from_json, to_json
from trainer.session.exam.opening import begin
from trainer.session.exam.report import Prediction
from trainer.session.exam.reported import Standing
from trainer.session.feedback import Mark
from trainer.store import open_store


@pytest.fixture
def sat(bank, store, clock):
    """A paper with a right, a listed wrong, a half right and a blank question, handed in after 9 seconds."""
    exam = begin(blueprint(), bank, store, clock, predicted=Prediction(0.7, 0.5, 0.9))
    by_skill = {sheet.drawn.skill: sheet.number for sheet in exam.sheets}
    fill_in(exam, [by_skill["sums"]])
    exam.go(by_skill["slopes"])
    exam.answer(wrong(exam.sheet.asked))
    exam.flag()
    spend(exam, clock, 9)
    exam.go(by_skill["steps"])
    exam.answer({**exam.sheet.asked.variant.answers, "v": ""})
    hand_in(exam)
    return exam


@pytest.fixture
def report(sat, store):
    return report_of(store, sat.stored.id)


def of(report, skill):
    return next(question for question in report.questions if question.skill == skill)


def test_every_question_has_its_standing_and_points(report):
    """Right, wrong, partly right, left blank; 25 points each."""
    found = {question.skill: (question.standing, question.earned) for question in report.questions}

    assert found == {
        "sums": (Standing.RIGHT, 25.0),
        "slopes": (Standing.WRONG, 0.0),
        "steps": (Standing.PARTLY, 12.5),
        "chains": (Standing.BLANK, 0.0),
    }
    assert (report.score, report.passed) == (0.375, False)


def test_the_whole_is_taken_down(sat, report, clock):
    """Moments, time, seed, what was foreseen, and the shares of topics and skills."""
    assert report.handed_in == clock()
    assert report.started == clock() - timedelta(seconds=9)
    assert (report.spent_ms, report.minutes, report.seed) == (9_000, 10, sat.stored.seed)
    assert report.predicted == Prediction(0.7, 0.5, 0.9)
    assert {share.name: share.earned for share in report.per_topic} == {
        "Rules": 0.0,
        "Numbers": 25.0,
        "Traces": 12.5,
    }
    assert sum(share.possible for share in report.per_skill) == pytest.approx(100)


def test_a_wrong_question_names_its_mistake_and_shows_the_right_answer(sat, report):
    """With the learner's text, how it was read, the time, the flag and the worked answer."""
    question = of(report, "slopes")
    asked = next(sheet.asked for sheet in sat.sheets if sheet.drawn.skill == "slopes")
    (part,) = question.parts

    assert part.text == wrong(asked)["answer"]
    assert part.tex
    assert part.mark is Mark.WRONG
    assert part.right == asked.variant.answers["answer"]
    assert [mistake.rule for mistake in question.mistakes] == ["listed"]
    assert report.mistakes[0].mistake.sentence == asked.variant.reject[0].because
    assert (question.active_ms, question.flagged) == (9_000, True)
    assert question.solution == asked.variant.solution


def test_a_blank_part_is_told_from_a_wrong_one(report):
    """It has no mark, no text and no sentence."""
    u, v = of(report, "steps").parts

    assert (u.mark, u.points) == (Mark.RIGHT, 1.0)
    assert (v.mark, v.points, v.text, v.sentence) == (None, 0.0, "", "")


def test_it_is_read_from_the_file_alone(file, report):
    """Another process, with no bank at all, reads the same."""
    with open_store(file) as store:
        assert report_of(store, report.exam) == report
        assert latest(store).id == report.exam


def test_every_question_survives_json(report):
    """Also with what no terminal should send."""
    for question in report.questions:
        assert from_json(to_json(question)) == question


def test_earlier_papers_of_the_same_blueprint_are_shown_oldest_first(sat, bank, store, clock):
    """Those of other blueprints are not; nor are later ones."""
    for name in ("other", "basics", "basics"):
        clock.go_on(hours=1)
        hand_in(begin(blueprint(name=name), bank, store, clock))

    last = report_of(store, latest(store).id)

    assert [(paper.exam, paper.score) for paper in last.earlier] == [
        (sat.stored.id, 0.375),
        (f"{sat.stored.id[:-1]}3", 0.0),
    ]
    assert report_of(store, sat.stored.id).earlier == ()
    assert [paper.id[-1] for paper in store.exams.papers()] == ["1", "2", "3", "4"]


def test_there_is_no_report_of_what_was_not_handed_in(bank, store, clock):
    """Of an open exam neither, nor of one that never was."""
    exam = begin(blueprint(), bank, store, clock)

    assert report_of(store, exam.stored.id) is None
    assert report_of(store, "nope") is None
    assert latest(store) is None
