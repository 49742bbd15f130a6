"""Sessions played key by key on the real screens over a real study."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from trainer.session.practice import Stage
from trainer.tui.answer_form import AnswerForm
from trainer.tui.app import TrainerApp
from trainer.tui.hints import Hints
from trainer.tui.home import HomeScreen
from trainer.tui.preview import Preview
from trainer.tui.question import QuestionScreen
from trainer.tui.summary import SummaryScreen
from trainer.tui.why import WhyDialog


def seen(app: TrainerApp) -> str:
    """What the present screen shows, as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """The keys of a text, as a terminal sends them."""
    names = {"^": "circumflex_accent", "/": "slash", "-": "minus", "(": "left_parenthesis", " ": "space"}
    await pilot.press(*(names.get(char, char) for char in text))


async def to_first_question(app: TrainerApp, pilot: Pilot[None], until: Any) -> None:
    await until(pilot, lambda: app.home.figures)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen.is_mounted)


async def test_a_miss_a_retry_and_both_skills_lead_to_the_summary_and_home(
    app: TrainerApp, until: Any
) -> None:
    """Home, question, wrong, retry, right, a question with two boxes, summary, and home again."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        assert "M[i][j] and [red]this[/red]" in seen(app)

        await type_in(pilot, "3x^3")
        await pilot.press("enter")
        await until(pilot, lambda: "The exponent must drop by one." in seen(app))
        assert "✗ Not right" in seen(app)
        assert "The right answer" not in seen(app)
        assert "3x²" not in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and "second try" in seen(app))
        await pilot.press("end", "backspace", "2", "enter")
        await until(pilot, lambda: "✓ Right" in seen(app))
        assert "[2 Hard]" in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: "Two steps" in seen(app) and isinstance(app.screen, QuestionScreen))
        await type_in(pilot, "2")
        await pilot.press("enter")
        await type_in(pilot, "-1")
        await pilot.press("enter")
        await until(pilot, lambda: "✓ Right" in seen(app))

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert "2 questions, 2 right" in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "Done for today" in seen(app))


async def test_hints_come_one_by_one_until_none_is_left(app: TrainerApp, until: Any) -> None:
    """The hint key shows the next hint and leaves the key bar with the last."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("f2")
        await until(pilot, lambda: "The exponent comes down." in seen(app))
        assert "It drops by one." not in seen(app)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "It drops by one." in seen(app))

        assert app.screen.query_one(Hints).left == 0
        await until(pilot, lambda: "F2 Hint" not in seen(app))
        await pilot.press("f2")
        await until(pilot, lambda: "There is no further hint from here." in seen(app))


async def test_giving_up_shows_the_worked_answer_and_rates_again(app: TrainerApp, until: Any) -> None:
    """Giving up is decided at once, with the right answer beside nothing."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("f4")

        await until(pilot, lambda: "Worked answer" in seen(app))
        assert "Given up" in seen(app)
        assert "3x²" in seen(app)
        assert "[1 Again]" in seen(app)


async def test_the_learners_own_rating_replaces_the_rule_s_and_undo_asks_again(
    app: TrainerApp, until: Any
) -> None:
    """A digit overrides the rating on the verdict; undo brings the question back with what was typed."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x^2")
        await pilot.press("enter")
        await until(pilot, lambda: "[3 Good]" in seen(app))

        await pilot.press("4")
        await until(pilot, lambda: "[4 Easy]" in seen(app))
        assert "Your own rating" in seen(app)

        await pilot.press("u")
        await until(
            pilot, lambda: isinstance(app.screen, QuestionScreen) and "taken back · 1 of" in seen(app)
        )
        assert app.screen.query_one(AnswerForm).texts == {"answer": "3x^2"}


async def test_declining_the_second_try_shows_the_answer(app: TrainerApp, until: Any) -> None:
    """At a miss, one key tries again and another shows the answer."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "x")
        await pilot.press("enter")
        await until(pilot, lambda: "One more try is left." in seen(app))

        await pilot.press("s")

        await until(pilot, lambda: "The right answer" in seen(app))
        assert "[1 Again]" in seen(app)


async def test_the_second_try_is_not_spent_on_the_answer_of_the_first(app: TrainerApp, until: Any) -> None:
    """Enter pressed twice at a miss asks for another answer; that one is then taken."""
    async with app.run_test(size=(60, 18)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "x^2")
        await pilot.press("enter")
        await until(pilot, lambda: "✗ Not right" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "second try" in seen(app))

        await pilot.press("enter")

        await until(pilot, lambda: "This is the answer that was not right." in seen(app))
        await pilot.press("home", "3", "enter")
        await until(pilot, lambda: "Right at the second try: Hard." in seen(app))


async def test_the_preview_draws_while_typing_and_explains_only_after_a_pause(
    app: TrainerApp, until: Any
) -> None:
    """A readable answer is drawn; an unfinished one keeps the last drawing and is remarked on later."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await type_in(pilot, "1/x")
        await until(pilot, lambda: "read as" in seen(app) and "─\n" in seen(app))
        await type_in(pilot, "^")
        await pilot.pause(0.2)
        assert app.screen.query_one(Preview).lines(70)[0][-1][1] == "muted"

        await until(pilot, lambda: "\n  1/x^\n      ^" in seen(app))


async def test_an_unreadable_answer_is_explained_and_not_counted(app: TrainerApp, until: Any) -> None:
    """Checking an unreadable or empty answer stays with the question."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("enter")
        await until(pilot, lambda: "Write an answer first." in seen(app))
        await type_in(pilot, "3x^(")
        await pilot.press("enter")

        await until(pilot, lambda: "Something is missing" in seen(app))
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.stage is Stage.QUESTION
        assert app.screen.question.tries == 0


async def test_why_explains_the_queue_s_choice_and_closes(app: TrainerApp, until: Any) -> None:
    """The why dialog opens over the question and gives way to it again."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, WhyDialog))
        assert "Every loss with a square needs it." in seen(app)

        await pilot.press("escape")
        assert isinstance(app.screen, QuestionScreen)


async def test_stopping_keeps_the_question_and_what_was_typed(app: TrainerApp, until: Any) -> None:
    """Escape ends with a summary; the next start asks the same question with the same text."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        await type_in(pilot, "3x")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert "No question was answered." in seen(app)

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("enter")

        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert app.screen.query_one(AnswerForm).texts == {"answer": "3x"}


async def test_nothing_to_take_back_is_said(app: TrainerApp, until: Any) -> None:
    """Undo without an earlier attempt says so and changes nothing."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_first_question(app, pilot, until)

        await pilot.press("f6")

        await until(pilot, lambda: "nothing to take back" in seen(app))
        assert isinstance(app.screen, QuestionScreen)


async def test_the_key_bar_can_be_clicked(app: TrainerApp, until: Any) -> None:
    """A click on a command does what its key does."""
    async with app.run_test(size=(80, 24)) as pilot:
        await to_first_question(app, pilot, until)
        column = seen(app).splitlines()[-1].index("F2 Hint")

        await pilot.click(offset=(column + 1, 23))

        await until(pilot, lambda: "The exponent comes down." in seen(app))


async def test_left_out_exercises_are_mentioned_at_home(app: TrainerApp, folder: Any, until: Any) -> None:
    """A broken file is counted on the first screen, and the rest works."""
    (folder / "broken.yaml").write_text("skill: [", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.home.figures)
        await until(pilot, lambda: "left out" in str(app.screen.query_one("#problem", Static).visual))
