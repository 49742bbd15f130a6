"""An exam line by line: everything by typing, nothing judged before hand-in, the clock while waiting."""

import io
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.session.examinee import blueprint
from tests.session.learner import Clock, right, wrong
from tests.session.test_exam_marking import GRADIENTS
from trainer.bank import load_bank
from trainer.plain import timed_lines
from trainer.plain.exam import run
from trainer.plain.exam_lines import report_lines, summary_lines
from trainer.plain.exam_offer import Offer, choose
from trainer.plain.timed_lines import TimedLines
from trainer.session.exam.archive import report_of
from trainer.session.exam.opening import begin, resume
from trainer.session.exam.report import EarlierPaper
from trainer.session.exam.sitting import Stage


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def exam(bank, store, clock):
    return begin(blueprint(), bank, store, clock)


def _lines(*lines):
    return TimedLines(io.StringIO("".join(f"{line}\n" for line in lines)))


def _said(exam, *lines):
    out = io.StringIO()
    run(exam, _lines(*lines), out)
    return out.getvalue()


def test_a_whole_paper_can_be_typed(exam, store):
    """Every answer, the map, the question before handing in, and the report."""
    lines = [text for sheet in exam.sheets for text in right(sheet.asked).values()]

    said = _said(exam, *lines, ":map", ":hand-in", ":hand-in")

    assert exam.stage is Stage.HANDED_IN
    assert "Answered: 1 to 4." in said
    assert "Blank: none." in said
    assert "No question is blank." in said
    assert "right" not in said.lower()
    report = report_of(store, exam.stored.id)
    assert "Basics: 100 %, passed (60 % pass). Handed in by key" in summary_lines(report)[1]


def test_one_array_takes_the_place_of_all_components(tmp_path, store, clock):
    """What stood in the other boxes would make it wrong; Enter at an array leaves all of it."""
    (tmp_path / "gradients.yaml").write_text(GRADIENTS, encoding="utf-8")
    paper = blueprint(1, weights={"gradients": 1})
    exam = begin(paper, load_bank([tmp_path]), store, clock)
    whole = f"[{', '.join(right(exam.sheet.asked).values())}]"

    _said(exam, "0", "0", "0", ":go 1", whole, ":go 1", "", ":hand-in", ":hand-in")

    assert report_of(store, exam.stored.id).score == 1.0


def test_only_the_last_papers_are_told_one_by_one(exam, store):
    """A thousand of them would bury the report."""
    _said(exam, ":hand-in", ":hand-in")
    report = report_of(store, exam.stored.id)
    many = replace(report, earlier=tuple(EarlierPaper(str(i), report.started, 0.5) for i in range(1000)))

    (told,) = [" ".join(summary_lines(many)).partition("Earlier papers: ")[2]]

    assert told.count("50 %") == 7
    assert "(and 993 before these)" in told


def test_nothing_is_judged_before_the_hand_in(exam, bank, store, clock):
    """A wrong answer is read back and kept, like a right one."""
    for sheet in exam.sheets:
        said = _said(resume(bank, store, clock), f":go {sheet.number}", *wrong(sheet.asked).values())
        assert "not right" not in said.lower()

    assert resume(bank, store, clock).overview.blank == ()
    assert store.events() == []


def test_enter_leaves_a_question_as_it_is_and_goes_on(exam):
    """Blank ones stay blank, written ones stay written; at the end of the paper it says so."""
    exam.answer(right(exam.sheet.asked))
    kept = exam.sheet.saved.texts

    said = _said(exam, *[""] * 8)

    assert "This is the last question." in said
    assert exam.sheets[0].saved.texts == kept
    assert exam.overview.blank == (2, 3, 4)


def test_flags_clearing_and_going_to_a_number(exam):
    """The commands do what their help says."""
    exam.answer(right(exam.sheet.asked))

    said = _said(exam, ":flag", ":go 3", ":flag", ":flag", ":go 1", ":clear", ":map", ":go 9", ":go x", ":no")

    assert "Blank: 1 to 4." in said
    assert "Flagged: 1." in said
    assert said.count("Type :go and a number from 1 to 4.") == 2
    assert "There is no such command" in said


def test_what_cannot_be_used_is_neither_listed_nor_done(exam):
    """This blueprint gives no hints."""
    said = _said(exam, ":help", ":hint")

    assert ":flag - " in said
    assert ":hint - " not in said
    assert ":hint cannot be used now" in said


def test_an_unreadable_text_is_not_taken(exam):
    """The place is shown, and nothing is lost."""
    said = _said(exam, "2 +* 3")

    assert "^" in said
    assert exam.overview.blank == (1, 2, 3, 4)


def test_handing_in_asks_first_and_enter_goes_back(exam):
    """It says what is blank and flagged."""
    said = _said(exam, ":flag", ":hand-in", "", ":quit")

    assert "4 questions blank: 1 to 4. 1 question flagged: 1." in said
    assert exam.stage is Stage.LEFT


def test_the_end_of_the_input_keeps_everything(exam, bank, store, clock):
    """And the next time it goes on where it was."""
    said = _said(exam, ":go 3", ":flag")
    assert "Kept, with 10:00 left; the clock stands still." in said

    again = resume(bank, store, clock)

    assert "Exam: Basics, begun before. 10:00 left, 0 of 4 questions answered." in _said(again)
    assert (again.current, again.overview.flagged) == (3, (3,))


def test_the_time_ends_it_while_the_learner_thinks(bank, store, clock):
    """Ticks go on while no line comes; what was typed before counts."""
    exam = begin(blueprint(minutes=1), bank, store, clock)
    exam.answer(right(exam.sheet.asked))
    tick = exam.tick

    def a_second_later():
        clock.at += timedelta(seconds=4)
        return tick()

    exam.tick = a_second_later
    reading, writing = os.pipe()
    out = io.StringIO()
    with os.fdopen(reading) as stream:
        os.write(writing, b":time\n" * 20)
        run(exam, TimedLines(stream), out)
    os.close(writing)

    assert "The time is up." in out.getvalue()
    assert report_of(store, exam.stored.id).score == 0.25


@pytest.mark.parametrize(
    ("typed", "offer"),
    [("go on", Offer.GO_ON), (":ABANDON", Offer.ABANDON), ("", Offer.NOTHING), ("what\ngo-on", Offer.GO_ON)],
)
def test_an_open_exam_is_offered_before_another(exam, typed, offer):
    """To go on with, to abandon, or to leave as it is; the end of the input leaves it."""
    out = io.StringIO()

    assert choose(_lines(typed), out, exam.stored) is offer
    assert "The exam “Basics” is still open, with 10:00 left." in out.getvalue()
    assert choose(_lines(), io.StringIO(), exam.stored) is Offer.NOTHING


def test_a_report_shows_answers_marks_and_the_worked_answer(exam, store):
    """Of wrong, blank and right questions, with escapes of the learner's shown as text."""
    slopes = next(sheet for sheet in exam.sheets if sheet.drawn.skill == "slopes")
    exam.go(slopes.number)
    exam.answer({"answer": "2x + \x1b[31m"})
    _said(exam, ":hand-in", ":hand-in")

    text = "\n".join(report_lines(report_of(store, exam.stored.id)))

    assert "You wrote: 2x + ·[31m" in text
    assert "This cannot be read:" in text
    assert "Right: " in text
    assert "Worked answer:" in text
    assert "\x1b" not in text


def test_lines_are_taken_as_they_come():
    """Several at once, cut within a letter, without an end, CR and LF; then the end."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as stream:
        lines = TimedLines(stream)
        os.write(writing, "a\r\nβ".encode()[:-1])
        first = lines.next(lambda: True)
        os.write(writing, "β".encode()[-1:] + b"\n\nlast")
        os.close(writing)

        assert [first, lines.next(), lines.next(), lines.next(), lines.next()] == ["a", "β", "", "last", None]


def test_a_tick_that_says_no_ends_the_waiting(monkeypatch):
    """Without any input."""
    monkeypatch.setattr(timed_lines, "TICK_SECONDS", 0.01)
    reading, writing = os.pipe()
    with os.fdopen(reading) as stream:
        assert TimedLines(stream).next(lambda: False) is None
    os.close(writing)
