"""An exam keeps everything, judges nothing before hand-in, and logs every answered question once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from tests.session.examinee import blueprint, fill_in, hand_in, spend
from tests.session.learner import COURSE, right, wrong
from trainer.bank import load_bank
from trainer.errors import StoreError, TrainerError
from trainer.memory.days import Moment
from trainer.memory.events import Mode
from trainer.memory.rating import Rating
from trainer.session.exam.archive import report_of
from trainer.session.exam.opening import Wish, begin, resume
from trainer.session.exam.practised import practice_of
from trainer.session.exam.report import HandedIn
from trainer.session.exam.reported import Standing
from trainer.session.exam.sitting import Action, Stage
from trainer.session.practice import Stage as StudyStage
from trainer.session.study import Study
from trainer.store import open_store
from trainer.store.exam_rows import ExamState


@pytest.fixture
def exam(bank, store, clock):
    return begin(blueprint(), bank, store, clock)


def test_answers_can_be_given_in_any_order_and_changed(exam, store):
    """Forward, back, to a number; nothing is logged, nothing is said to be right."""
    exam.go(3)
    exam.answer(wrong(exam.sheet.asked))
    exam.step(1)
    assert exam.current == 4
    exam.step(1)
    assert exam.current == 1
    exam.step(-1)
    exam.go(3)
    exam.answer(exam.sheet.asked.variant.answers)

    assert exam.sheet.saved.texts == exam.sheet.asked.variant.answers
    assert exam.overview.answered == (3,)
    assert exam.overview.blank == (1, 2, 4)
    assert store.events() == []


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_question_that_is_not_on_the_paper_cannot_be_gone_to(exam, number):
    """And the desk stays as it is."""
    with pytest.raises(IndexError):
        exam.go(number)

    assert exam.current == 1


def test_flags_come_and_go(exam):
    """They are for the learner alone, and are told before hand-in."""
    exam.flag()
    exam.go(2)
    exam.flag()
    exam.flag()

    assert exam.ask().flagged == (1,)
    assert exam.stage is Stage.ASKED
    assert exam.back() is Stage.SITTING


def test_right_is_good_wrong_is_again_and_blank_is_nothing(exam, store, clock):
    """One attempt for each answered question, all in the mode of exams, at the moment of hand-in."""
    fill_in(exam, [1, 2])
    exam.go(3)
    exam.answer(wrong(exam.sheet.asked))
    spend(exam, clock, 7)

    hand_in(exam)

    events = store.events()
    assert [event.exercise for event in events] == [sheet.drawn.exercise for sheet in exam.sheets[:3]]
    assert [event.rating for event in events] == [Rating.GOOD, Rating.GOOD, Rating.AGAIN]
    assert {event.mode for event in events} == {Mode.EXAM}
    assert {event.at for event in events} == {Moment.of(clock())}
    assert events[2].evidence.active_ms == 7_000
    assert events[2].texts == exam.sheets[2].saved.texts
    assert store.state_hash() == store.rebuild()


@pytest.mark.parametrize("jump", [timedelta(minutes=1), timedelta(hours=-5)])
def test_what_was_missed_is_practised_itself_and_once(bank, store, clock, jump):
    """Not what it builds on, which was never right either; also where the clock was set back meanwhile."""
    exam = begin(blueprint(1, weights={"chains": 1}), bank, store, clock)
    hand_in(exam)
    clock.at += jump

    practice = practice_of(report_of(store, exam.stored.id), bank, clock())
    study = Study(bank, store, clock, practice)
    study.start()
    asked, why = study.question.skill.id, study.question.why
    study.submit(right(study.question), study.check(right(study.question)))

    assert (asked, why) == ("chains", "Missed in the exam.")
    assert study.advance() is StudyStage.SUMMARY


def test_what_is_practised_follows_a_skill_to_its_new_name(bank, store, clock):
    """The report speaks of the old one."""
    exam = begin(blueprint(1, weights={"chains": 1}), bank, store, clock)
    hand_in(exam)

    renamed = replace(bank, renamed_skills={"chains": "links"})

    assert practice_of(report_of(store, exam.stored.id), renamed, clock()).skills == {"links"}


def test_a_day_after_an_exam_takes_back_no_answer_of_it(exam, store, clock):
    """Undo of exam attempts is not offered; the last answer of daily practice is."""
    fill_in(exam)
    hand_in(exam)

    assert store.undo(Moment.of(clock())) is None


def test_the_time_hands_in_what_there_is(bank, store, clock):
    """Without a question, also from within the question whether to hand in."""
    exam = begin(blueprint(minutes=1), bank, store, clock)
    fill_in(exam, [1])
    exam.ask()

    spend(exam, clock, 60)

    assert exam.stage is Stage.MARKING
    assert exam.left_ms == 0
    exam.close(exam.mark())
    report = report_of(store, exam.stored.id)
    assert (report.ended, report.spent_ms) == (HandedIn.TIME, 60_000)
    assert [question.standing for question in report.questions].count(Standing.BLANK) == 3


def test_time_up_that_was_never_marked_is_marked_on_coming_back(bank, store, clock):
    """Killed between the end of the time and the hand-in: no more can be answered."""
    exam = begin(blueprint(minutes=1), bank, store, clock)
    fill_in(exam, [1])
    spend(exam, clock, 60)

    again = resume(bank, store, clock)

    assert again.stage is Stage.MARKING
    assert not again.allows(Action.ANSWER)
    again.close(again.mark())
    assert len(store.events()) == 1
    assert report_of(store, exam.stored.id).ended is HandedIn.TIME


def test_a_clock_that_jumps_neither_takes_nor_gives_time(exam, clock):
    """A night with the lid closed, a clock set back by an hour, summer time: one step at most."""
    spend(exam, clock, 10)
    for jump in (timedelta(hours=9), timedelta(hours=-1), timedelta(days=-400), timedelta(days=4_000)):
        clock.at += jump
        exam.tick()
    spend(exam, clock, 10)

    assert 20_000 <= 600_000 - exam.left_ms <= 30_000


def test_nothing_is_lost_by_a_crash_but_three_seconds(exam, bank, file, store, clock):
    """Answers, flag, place and clock are on disk without any farewell; the time between does not count."""
    fill_in(exam, [2])
    exam.go(3)
    exam.flag()
    spend(exam, clock, 32)
    clock.go_on(days=3)

    with open_store(file) as reopened:
        again = resume(bank, reopened, clock)

    assert (again.current, again.overview.answered, again.overview.flagged) == (3, (2,), (3,))
    assert again.sheets[1].saved.texts == exam.sheets[1].saved.texts
    assert [sheet.asked.variant.prompt for sheet in again.sheets] == [
        sheet.asked.variant.prompt for sheet in exam.sheets
    ]
    assert 600_000 - 32_000 <= again.left_ms <= 600_000 - 29_000


def test_closing_stops_the_clock_and_resuming_goes_on(exam, bank, store, clock):
    """To the millisecond, since closing saves."""
    clock.go_on(seconds=2, milliseconds=345)
    assert exam.leave() is Stage.LEFT
    clock.go_on(hours=5)

    assert resume(bank, store, clock).left_ms == 600_000 - 2_345


def test_only_one_exam_is_open(exam, bank, store, clock):
    """Another one is refused with a way out; abandoned, the first is kept in the list without a score."""
    with pytest.raises(StoreError, match="“Basics” is still open"):
        begin(blueprint(), bank, store, clock)

    store.exams.abandon(Moment.of(clock()))
    other = begin(blueprint(), bank, store, clock)

    assert [paper.state for paper in store.exams.papers()] == [ExamState.ABANDONED]
    assert report_of(store, exam.stored.id) is None
    assert other.stored.seed != exam.stored.seed


def test_the_window_that_was_opened_later_goes_on(exam, bank, store, clock):
    """The earlier one is told so at its next step, and changes nothing any more."""
    later = resume(bank, store, clock)
    later.answer(later.sheet.asked.variant.answers)

    with pytest.raises(StoreError, match="gone on with in another window"):
        exam.answer(wrong(exam.sheet.asked))

    assert exam.sheet.is_blank
    assert resume(bank, store, clock).sheet.saved.texts == later.sheet.saved.texts
    exam.ask()
    with pytest.raises(StoreError):
        exam.hand_in()
    assert exam.stage is Stage.ASKED
    assert store.events() == []


def test_an_exam_that_was_handed_in_elsewhere_cannot_be_handed_in_again(exam, bank, store, clock):
    """Its events are in the log once."""
    fill_in(exam)
    exam.ask()
    exam.hand_in()
    later = resume(bank, store, clock)
    hand_in(later)

    with pytest.raises(StoreError, match="handed in in another window"):
        exam.close(exam.mark())

    assert len(store.events()) == 4


class _Killed(BaseException):
    """The process is gone in the middle."""


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_hand_in_that_is_killed_leaves_all_or_nothing(exam, bank, store, clock, monkeypatch, after):
    """Whenever it dies: no event, and the exam is open; the next hand-in logs each exactly once."""
    fill_in(exam)
    exam.ask()
    exam.hand_in()
    marks, append, done = exam.mark(), type(store)._append, []

    def dying(self, connection, event):
        if len(done) == after:
            raise _Killed
        done.append(event)
        return append(self, connection, event)

    with monkeypatch.context() as patched:
        patched.setattr(type(store), "_append", dying)
        with pytest.raises(_Killed):
            exam.close(marks)

    assert store.events() == []
    assert exam.stage is Stage.MARKING
    again = resume(bank, store, clock)
    hand_in(again)
    assert sorted(event.exercise for event in store.events()) == sorted(
        sheet.drawn.exercise for sheet in exam.sheets
    )


@pytest.fixture
def changeable(tmp_path):
    """A copy of the course whose files may be edited."""
    return Path(copytree(COURSE, tmp_path / "course"))


def test_edited_and_deleted_exercises_are_withdrawn_and_leave_the_total(changeable, store, clock):
    """A sentence says which and why, the answer to it is not judged, and the rest counts as before."""
    exam = begin(blueprint(), load_bank([changeable]), store, clock)
    fill_in(exam)
    exam.leave()
    sums = changeable / "sums.yaml"
    sums.write_text(sums.read_text(encoding="utf-8").replace("2..9", "2..8"), encoding="utf-8")
    (changeable / "steps.yaml").unlink()

    again = resume(load_bank([changeable]), store, clock)
    hand_in(again)

    gone = {sheet.drawn.skill: sheet.withdrawn for sheet in again.sheets if sheet.withdrawn}
    assert "sums/add was changed after the paper was drawn" in gone["sums"]
    assert "steps/double-step is no longer there" in gone["steps"]
    report = report_of(store, exam.stored.id)
    assert (report.score, report.passed) == (1.0, True)
    assert [q.standing for q in report.questions].count(Standing.WITHDRAWN) == 2
    assert {event.skill for event in store.events()} == {"slopes", "chains"}


def test_hints_and_worked_answers_may_be_edited_without_withdrawing(changeable, store, clock):
    """They do not belong to what is asked."""
    exam = begin(blueprint(), load_bank([changeable]), store, clock)
    exam.leave()
    sums = changeable / "sums.yaml"
    sums.write_text(sums.read_text(encoding="utf-8").replace("Count on.", "Add."), encoding="utf-8")

    again = resume(load_bank([changeable]), store, clock)

    assert again.overview.withdrawn == ()


def test_a_paper_of_which_nothing_is_left_can_still_be_handed_in(changeable, store, clock):
    """It scores nothing, and does not pass."""
    exam = begin(blueprint(1, weights={"sums": 1}), load_bank([changeable]), store, clock)
    exam.leave()
    (changeable / "sums.yaml").unlink()

    again = resume(load_bank([changeable]), store, clock)
    assert not again.allows(Action.ANSWER)
    hand_in(again)

    assert (report_of(store, exam.stored.id).score, store.events()) == (0.0, [])


def test_hints_cost_their_share_where_the_blueprint_gives_them(bank, store, clock):
    """A quarter each here; the attempt is Hard, as in practice."""
    exam = begin(blueprint(1, weights={"slopes": 1}, hint_cost=0.25), bank, store, clock)
    told = exam.hint()
    fill_in(exam)
    hand_in(exam)

    report = report_of(store, exam.stored.id)
    assert told == exam.sheet.asked.variant.hints[0]
    assert report.score == 0.75
    assert store.events()[0].rating is Rating.HARD


def test_there_is_no_hint_where_the_blueprint_gives_none(exam):
    """Nor is one counted."""
    assert not exam.allows(Action.HINT)
    assert exam.hint() is None
    assert exam.sheet.saved.hints == 0


def test_the_minutes_follow_the_count_unless_they_are_given():
    """Half the questions, half the time, rounded up."""
    sixty = blueprint(20, minutes=60)

    assert Wish(count=7).over(sixty).minutes == 21
    assert Wish(count=7, minutes=5).over(sixty).minutes == 5
    assert Wish(minutes=90).over(sixty).count == 20


def test_an_exam_is_put_aside_only_for_a_paper_that_can_be_drawn(bank, store, clock):
    """Else the learner would have lost it for nothing."""
    first = begin(blueprint(), bank, store, clock)

    with pytest.raises(TrainerError, match="no skill or part of the course is called 'chanis'"):
        begin(blueprint(weights={"chanis": 1}), bank, store, clock, in_its_place=True)
    assert store.exams.opened().id == first.stored.id

    second = begin(blueprint(name="other"), bank, store, clock, in_its_place=True)
    assert store.exams.opened().id == second.stored.id
    assert store.exams.find(first.stored.id).state is ExamState.ABANDONED
