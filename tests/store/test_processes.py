"""Real processes on one file, killed in the middle and several at once, and threads on one store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from trainer.memory.events import Event
from trainer.store import open_store
from trainer.store.store import Store

APPENDER = Path(__file__).with_name("appender.py")


def appender(path: Path, device: str = "", stop: float = float("inf")) -> subprocess.Popen[str]:
    """A process that appends attempts and prints each acknowledged id."""
    command = [sys.executable, str(APPENDER), str(path), device, str(stop)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=APPENDER.parents[2])


def test_every_acknowledged_attempt_survives_kill_9(path: Path) -> None:
    """Killed in the midst of appending: what was printed is in the log, and the caches fit the log."""
    with appender(path) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(40)]
        process.kill()
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]

    assert process.returncode == -9
    with open_store(path) as store:
        kept = {event.id for event in store.events()}
        assert set(acknowledged) <= kept
        assert len(kept) - len(acknowledged) <= 1  # the one that was written and not yet printed
        assert store.state_hash() == store.rebuild()


def test_processes_share_a_file_that_none_of_them_found(path: Path) -> None:
    """Three make it at once and append, two of them as the same device: no event lost, no number twice."""
    processes = [appender(path, device, stop=25) for device in ("", "", "laptop")]

    printed = [process.communicate()[0].split() for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0]
    with open_store(path) as store:
        events = store.events()
        assert sorted(event.id for event in events) == sorted(chain.from_iterable(printed))
        own = sorted(event.sequence for event in events if event.device == store.device)
        assert own == list(range(1, 51))
        assert store.state_hash() == store.rebuild()


def test_threads_use_one_store_in_turn(store: Store, attempt: Callable[..., Event]) -> None:
    """Appending and reading beside each other: no event lost, no number twice, no half of a transaction."""

    def append_and_read(number: int) -> tuple[int, bool]:
        put = store.append(attempt(number / 50, skill=f"skill-{number % 3}"))
        progress = store.progress(put.at.study_day)
        counted = sum(state.attempts for state in progress.states.values())
        return put.sequence, counted == sum(seen.attempts for seen in progress.seen.values())

    with ThreadPoolExecutor(max_workers=8) as threads:
        results = list(threads.map(append_and_read, range(80)))

    assert sorted(sequence for sequence, _ in results) == list(range(1, 81))
    assert all(fits for _, fits in results)
    assert store.state_hash() == store.rebuild()
