"""Exercises change, go and come back; what was learned stays."""

import shutil

from tests.session.learner import COURSE, answer, right
from trainer.bank import load_bank
from trainer.session.study import Study


def _learn(bank, store, clock, skill):
    """Answer questions until one of `skill` has been right."""
    study = Study(bank, store, clock)
    study.start()
    while study.question is not None:
        answer(study, right(study.question))
        if study.result.question.skill.id == skill:
            return
        study.advance()


def test_a_pack_that_is_away_breaks_nothing_and_comes_back_with_its_history(store, clock, tmp_path):
    """Its states are kept and left alone meanwhile; the day goes on without it."""
    pack = shutil.copytree(COURSE, tmp_path / "pack")
    (tmp_path / "course").mkdir()
    shutil.copy(COURSE / "steps.yaml", tmp_path / "course" / "trace.yaml")
    both, alone = load_bank([tmp_path / "course", pack]), load_bank([tmp_path / "course"])
    learned = "pack/slopes"
    _learn(both, store, clock, learned)
    with_pack = Study(both, store, clock).home()
    states = store.states()
    clock.go_on(days=30)

    without = Study(alone, store, clock)
    figures, stage = without.home(), without.start()

    assert learned in states
    assert store.states() == states
    assert figures.due + figures.new <= len(alone.skills)
    assert stage is not None
    assert without.question is None or without.question.skill.id in alone.skills
    without.quit()
    assert Study(both, store, clock).home().due > 0
    assert with_pack.streak == 1


def test_a_renamed_skill_comes_back_with_its_due_day(store, clock, tmp_path):
    """The log keeps the old id; the skill is not new."""
    folder = shutil.copytree(COURSE, tmp_path / "course")
    _learn(load_bank([folder]), store, clock, "slopes")
    before = store.states()["slopes"]
    file = folder / "slopes.yaml"
    file.write_text("skill: gradients-of-lines\nrenames: [slopes]\n" + file.read_text())
    for other in folder.glob("*.yaml"):
        other.write_text(other.read_text().replace("requires: [slopes", "requires: [gradients-of-lines"))

    bank = load_bank([folder])
    Study(bank, store, clock)

    assert bank.faults == ()
    assert store.states()["gradients-of-lines"] == before
    assert "slopes" not in store.states()
    assert {event.skill for event in store.events()} >= {"slopes"}


def test_an_edited_exercise_is_noted_with_another_template(store, clock, tmp_path):
    """Whoever reads the log can tell the two apart; the progress is one."""
    folder = shutil.copytree(COURSE, tmp_path / "course")
    _learn(load_bank([folder]), store, clock, "slopes")
    file = folder / "slopes.yaml"
    edited = file.read_text().replace("ask: ", "ask: Please. ")
    assert edited != file.read_text()
    file.write_text("# a comment changes nothing\n" + edited)
    clock.go_on(days=400)
    bank = load_bank([folder])
    _learn(bank, store, clock, "slopes")

    hashes = [event.template_hash for event in store.events() if event.skill == "slopes"]

    assert len(set(hashes)) > 1
    assert store.states()["slopes"].attempts == len(hashes)
