"""Appends attempts until it is killed, printing each id after the store has acknowledged it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind
from trainer.memory.rating import Evidence, Rating
from trainer.store import open_store


def main(path: Path, device: str | None, stop: float) -> None:
    """Append to the file at `path`, for ever or `stop` times."""
    with open_store(path, device) as store:
        for number in count():
            if number >= stop:
                return
            at = Moment.of(datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=7 * number))
            skill = f"skill-{number % 7}"
            event = Event(Kind.ATTEMPT, skill, at, evidence=Evidence(), rating=Rating(1 + number % 4))
            print(store.append(event).id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] or None, float(sys.argv[3]))
