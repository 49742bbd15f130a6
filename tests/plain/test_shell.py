"""Line by line, the session says and takes everything that the full screen does."""

import re

import pytest

from tests.session.learner import MORNING, Clock, answer, right, wrong
from trainer.memory.policy import Daily, Focus
from trainer.memory.queue import Limits
from trainer.memory.rating import Rating
from trainer.plain.commands import COMMANDS
from trainer.session.practice import Action
from trainer.session.study import Study


@pytest.fixture
def question(bank, store):
    """What the session will ask first."""
    study = Study(bank, store, Clock())
    study.start()
    return study.question


def _ratings(store):
    return [event.rating for event in store.events()]


def test_a_right_answer_is_read_back_judged_and_dated(said, question, store):
    """The question, how the answer was read, the verdict, the worked answer and the next due day."""
    text = said(right(question)["answer"])

    assert f"Question 1 of 4. {question.skill.title}. New skill." in text
    assert "Read as: " in text
    assert "Right." in text
    assert "Worked answer:" in text
    assert "It comes back in 2 days, Mon 23 Nov." in text
    assert "Session: 1 question, 1 right" in text
    assert _ratings(store) == [Rating.GOOD]


def test_typing_after_a_wrong_answer_is_the_retry(said, question, store):
    """No command is needed for the second try."""
    text = said(wrong(question)["answer"], right(question)["answer"])

    assert "One more try is left" in text
    assert _ratings(store) == [Rating.HARD]


def test_next_declines_the_retry(said, question, store):
    """The worked answer comes before the next question."""
    text = said(wrong(question)["answer"], ":next", "")

    assert text.index("Worked answer:") < text.index("Question 2 of")
    assert _ratings(store) == [Rating.AGAIN]


def test_an_unreadable_answer_gets_a_caret_and_costs_nothing(said, question, store):
    """The place is said in words and shown by a caret; the next answer is still the first."""
    text = said("x^", right(question)["answer"])

    assert "(at character 3)\nx^\n  ^\n" in text
    assert _ratings(store) == [Rating.GOOD]


def test_hints_reasons_and_the_question_itself_can_be_asked_for(said, question):
    """Commands answer in words."""
    text = said(":hint", ":why", ":again")

    assert f"Hint: {question.variant.hints[0]}" in text
    assert question.why in text
    assert text.count("Question 1 of 4.") == 2


def test_the_learner_rates_with_a_number(said, question, store):
    """The own rating is acknowledged with its due day."""
    text = said(right(question)["answer"], ":4")

    due = store.states()[question.skill.id].due_day - MORNING.toordinal()
    assert f"Your own rating: Easy. It comes back in {due} days" in text
    assert due > 2


def test_undo_asks_the_question_again(said, question, store):
    """A given up question can be taken back."""
    text = said(":giveup", ":undo", right(question)["answer"])

    assert "Taken back." in text
    assert store.states()[question.skill.id].attempts == 1
    assert "1 right" in text


def test_help_lists_exactly_what_can_be_used(said, store, bank):
    """At a question there is nothing to rate and nothing to retry."""
    text = said(":help")
    study = Study(bank, store, Clock())
    study.start()
    usable = {each.word for each in COMMANDS if each.action is None or study.allows(each.action)}

    assert set(re.findall(r"^:(\w+) - ", text, re.MULTILINE)) == usable
    assert {"hint", "quit"} <= usable
    assert not {"1", "retry"} & usable


@pytest.mark.parametrize("line", [":3", ":retry", ":nonsense", ":", ""])
def test_a_line_that_cannot_be_used_now_is_answered_in_words(said, store, line):
    """Nothing happens, and help is pointed to."""
    assert ":help" in said(line).partition("answer> ")[2]
    assert store.events() == []


def test_every_wish_of_the_table_has_a_command():
    """What the learner may do in a session can be typed."""
    outcomes = {Action.RIGHT, Action.WRONG, Action.UNCLEAR, Action.FINISH}

    assert {each.action for each in COMMANDS} - {None} == set(Action) - outcomes


def test_parts_are_asked_one_after_another(said, bank, store):
    """Each part has its prompt; what was right at the first try is offered again."""
    study = Study(bank, store, Clock())
    study.start()
    while study.question.skill.id != "steps":
        answer(study, right(study.question))
        study.advance()
    first, second = wrong(study.question, 1), right(study.question)
    study.quit()

    text = said(*first.values(), "", second["v"])

    assert "u (1 of 2)> " in text
    assert f"u (1 of 2) [{first['u']}]> " in text
    assert "1 of 2 parts right." in text
    assert "Right at the second try" in text


def test_what_was_typed_before_is_offered_after_a_restart(said, bank, store):
    """Enter keeps the draft."""
    study = Study(bank, store, Clock())
    study.start()
    text = right(study.question)["answer"]
    study.save_draft({"answer": text})

    assert f"answer [{text}]> " in said("")
    assert _ratings(store) == [Rating.GOOD]


def test_nothing_is_drawn_over_several_rows(said, bank, store):
    """No box drawing and no fraction bars: all maths is inside the line."""
    text = said(*[":hint", ":giveup", ""] * 6)

    assert not set(text) & set("─│┌┐└┘━┃╱╲")


def test_hostile_text_is_never_echoed_raw(said):
    """Control characters and escapes do not reach the terminal."""
    text = said("\x1b[31mx\x07", "x" * 100_000, "(" * 5_000)

    assert "\x1b" not in text
    assert "\x07" not in text
    assert len(text) < 5_000


def test_a_line_without_end_is_cut_and_the_next_one_is_taken(said, question, store):
    """What a pipe brings is bounded before it is kept or read."""
    text = said("x+" * 1_000_000 + "x", right(question)["answer"])

    assert "at most" in text
    assert _ratings(store) == [Rating.GOOD]


def test_the_mark_that_windows_puts_before_a_text_is_no_part_of_it(said, question, store):
    """A file of answers that an editor has saved with a byte order mark."""
    said("\ufeff" + right(question)["answer"])

    assert _ratings(store) == [Rating.GOOD]


def test_a_whole_session_ends_with_its_summary(said, bank, store):
    """When nothing is left, the summary says so and when to come back."""
    text = said(*[":giveup", ":3", ""] * 8)

    assert "Session: 4 questions, 4 right" in text
    assert "Left for today: 0." in text
    assert "Next due: in 2 days, Mon 23 Nov." in text


def test_a_session_without_questions_is_only_a_summary(said, store):
    """Whoever comes too early is told when to come back."""
    said(*[":giveup", ":3", ""] * 8)

    assert "Question" not in said()


@pytest.mark.parametrize("count", [None, 2])
def test_the_figures_at_the_beginning_are_those_of_the_session(said, bank, store, count):
    """A focus is another number of questions than the day; so is one that was cut short."""
    focus = Focus(frozenset(list(bank.skills)[:3]))

    text = said(policy=focus, day=Daily(Limits(new=1)), count=count)

    due, new, total = map(
        int, re.search(r"Due: (\d+)\. New: (\d+)\..*Question 1 of (\d+)", text, re.S).groups()
    )
    assert due + new == total == (count or 3)
