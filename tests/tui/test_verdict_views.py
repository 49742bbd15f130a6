"""What the parts of a verdict say, drawn without a screen."""

from __future__ import annotations

from tests.shipped import BANK
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.memory.rating import Rating
from trainer.session.feedback import feedback
from trainer.session.views import Question, Result
from trainer.tui.part_list import PartList

TRACE = "momentum-step/two-steps-from-rest"
GRADIENT = "gradient-vector/three-variables"


def test_giving_up_a_table_shows_what_is_right_and_no_dashes() -> None:
    """Where nothing was answered, only the right answers are drawn, one under the other."""
    exercise = BANK.exercises[TRACE]
    variant = make_variant(exercise, 1)
    question = Question(1, 1, BANK.skills[exercise.skill], variant, "", is_new=True)

    lines = PartList(Result(question, {}, None, True, "", Rating.AGAIN)).lines(56)

    rows = ["".join(text for text, _ in line) for line in lines]
    assert len(rows) == 1 + len(variant.parts)
    assert [row.partition(" = ")[0].strip() for row in rows[1:]] == ["g₁", "v₁", "w₁", "g₂", "v₂", "w₂"]
    assert not any("—" in row or "right:" in row for row in rows)


def test_every_sentence_about_an_answer_ends_as_one() -> None:
    """An array in the box of a component is no component, and that is said in a whole sentence."""
    variant = make_variant(BANK.exercises[GRADIENT], 1)
    texts = {part.name: "[1, 2]" for part in variant.parts}

    said = feedback(variant, grade(variant, texts), decided=False)

    assert all(part.sentence.endswith((".", "!", "?")) for part in said)
