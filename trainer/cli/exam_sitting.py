"""Opens the exam that a command asks for, for the screens or line by line; needs no Typer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.cli.chosen import Settings
from trainer.errors import TrainerError

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.bank.exercise import Bank
    from trainer.plain.timed_lines import TimedLines
    from trainer.session.exam.exam import Exam
    from trainer.session.exam.opening import Wish
    from trainer.store.store import Store
    from trainer.tui.exam.room import Room


def line_by_line(chosen: Settings, wish: Wish) -> None:
    """Hold the exam over standard input and output, to the summary of its report."""
    from trainer.plain.exam import run as run_plain
    from trainer.plain.exam_lines import summary_lines
    from trainer.plain.timed_lines import TimedLines
    from trainer.session.exam.archive import report_of

    blueprint = blueprint_of(wish)
    bank, clock, lines = chosen.bank(), chosen.clock(), TimedLines(sys.stdin)
    with chosen.store() as store:
        exam = _opened(wish, blueprint, lines, bank, store, clock)
        if exam is None:
            return
        run_plain(exam, lines, sys.stdout)
        if (report := report_of(store, exam.stored.id)) is not None:
            print("\n".join(summary_lines(report)))
            print("“trainer exam report” shows every question with its worked answer.")


def room_for(chosen: Settings, wish: Wish) -> Room:
    """What the screens of the exams need, with the blueprint that is wished for as it is wished for."""
    from trainer.bank.blueprint import load_blueprints
    from trainer.paths import exam_folders
    from trainer.tui.exam.room import Room

    wished = blueprint_of(wish)
    blueprints = {**load_blueprints(exam_folders()).found, wished.name: wished}
    bank = chosen.bank()
    return Room(bank, chosen.store(), chosen.clock(), blueprints, wish, wished.name)


def blueprint_of(wish: Wish) -> Blueprint:
    """The blueprint that is wished for, with its changes; TrainerError with the nearest name for another."""
    from trainer.bank.blueprint import DEFAULT, RESERVED, load_blueprints
    from trainer.bank.spelling import did_you_mean, nearest
    from trainer.paths import exam_folders

    known = load_blueprints(exam_folders())
    name = wish.blueprint or DEFAULT
    if name in known.found:
        return wish.over(known.found[name])
    for fault in known.faults:
        if fault.file is not None and fault.file.stem == name:
            raise fault
    offer = did_you_mean(nearest(name, [*known.found, *RESERVED])) or "."
    raise TrainerError(f"There is no exam {name!r}{offer} “trainer exam list” names them all.")


def _opened(
    wish: Wish,
    blueprint: Blueprint,
    lines: TimedLines,
    bank: Bank,
    store: Store,
    clock: Callable[[], datetime],
) -> Exam | None:
    """The open exam or a new one; None where the learner leaves everything as it is."""
    from trainer.bank.blueprint import Blueprints
    from trainer.plain.exam_offer import Offer, choose
    from trainer.session.exam.opening import begin, resume
    from trainer.session.exam.planning import Planning

    opened = store.exams.opened()
    if opened is not None:
        offer = choose(lines, sys.stdout, opened) if wish.is_another(opened) else Offer.GO_ON
        if offer is Offer.NOTHING:
            return None
        if offer is Offer.GO_ON:
            return resume(bank, store, clock)
    known = Blueprints({blueprint.name: blueprint}, ())
    predicted = Planning(bank, store, clock, lambda: known).foresee(blueprint)
    return begin(blueprint, bank, store, clock, wish.seed, predicted, in_its_place=opened is not None)
