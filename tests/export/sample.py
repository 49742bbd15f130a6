"""A report made of real variants of every kind, with right, wrong, carried, blank and hostile answers."""

from datetime import datetime, timedelta, timezone

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.paths import exercises_folder
from trainer.session.exam.marking import mark
from trainer.session.exam.report import EarlierPaper, HandedIn, Prediction, Report
from trainer.session.exam.sheet import Sheet
from trainer.session.exam.taken_down import taken_down
from trainer.session.views import Question
from trainer.store.exam_rows import DrawnQuestion, StoredAnswer

HERE = timezone(timedelta(hours=1))
HOSTILE = "<script>alert(1)</script> `a|b` ]]> &amp; \u202eevil \x1b[31m **x** $y$ \u05d0\u05d1"


def variants_of_every_kind():
    """The skill and a variant of the first exercise of each kind, in the order of the course.

    The trace is one in which later steps follow from earlier ones.
    """
    bank = load_bank([exercises_folder()])
    chosen = {"trace": bank.exercises["backprop-single-neuron/leaky-unit"]}
    for exercise in bank.exercises.values():
        chosen.setdefault(exercise.kind, exercise)
    return [(bank.skills[exercise.skill], make_variant(exercise, 3)) for exercise in chosen.values()]


def report_of(variants, *, wrong=("number", "trace", "choice"), blank=("order",), hostile=("derive",)):
    """The report of a paper of these variants; `wrong`, `blank` and `hostile` name the kinds answered so."""
    begun = datetime(2026, 11, 21, 17, 5, tzinfo=HERE)
    questions = tuple(
        _question(number, skill, variant, _texts(variant, wrong, blank, hostile), 100 / len(variants))
        for number, (skill, variant) in enumerate(variants, 1)
    )
    return Report(
        exam="e1",
        blueprint="midterm",
        title="Midterm <b>&</b> mock",
        seed=11,
        started=begun,
        handed_in=begun + timedelta(minutes=47),
        ended=HandedIn.KEY,
        minutes=60,
        spent_ms=47 * 60_000,
        pass_mark=0.6,
        questions=questions,
        earlier=tuple(
            EarlierPaper(f"e0{i}", begun - timedelta(days=40 - 9 * i), score)
            for i, score in enumerate([0.42, 0.48, 0.61, 0.55])
        ),
        predicted=Prediction(0.58, 0.46, 0.7),
    )


def _texts(variant, wrong, blank, hostile):
    kind, names = variant.exercise.kind, [part.name for part in variant.parts]
    if kind in blank:
        return {}
    if kind in hostile:
        return dict.fromkeys(names, HOSTILE)
    texts = dict(variant.answers)
    if kind in wrong:
        texts |= variant.reject[0].texts if variant.reject else {names[0]: "12345"}
    return texts


def _question(number, skill, variant, texts, possible):
    exercise = variant.exercise
    drawn = DrawnQuestion(
        skill=skill.id,
        title=skill.title,
        part=skill.part,
        topic=skill.part,
        exercise=exercise.id,
        kind=exercise.kind,
        seed=variant.seed,
        template_hash=exercise.template_hash,
        possible=possible,
    )
    saved = StoredAnswer(
        number=number,
        texts=texts,
        flagged=number == 2,
        hints=int(number == 3),
        active_ms=61_000 + 37_000 * number,
    )
    sheet = Sheet(drawn, saved, Question(number, 10, skill, variant, "", False))
    return taken_down(sheet, mark(variant, texts), 0.1, None if number == 1 else 150_000)
