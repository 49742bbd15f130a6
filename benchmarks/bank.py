"""Loading a bank of 10,000 exercises: unread, from the cache, after an edit; checking the shipped one."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from report import median, publish, table

from trainer.paths import exercises_folder

RUNS = 7
SIZES = (125, 250, 500, 1_000)
PER_FILE = 10
HEAD = """skill: skill-{i:04d}
title: Skill number {i}
part: Generated skills {part}
level: intermediate
requires: [{requires}]
why: Optimisers use this slope in every step, so it should come without thinking.

exercises:
"""
EXERCISE = """
  - id: powers-and-sines-{j}
    kind: derive
    params: {{a: 2..9, n: 3..8, c: {{choice: [1/2, 2, 3]}}, p: {{real: [0.1, 0.9], decimals: 1}}}}
    where: a != n
    variables: {{x: real}}
    given: {{f: a x^n + c sin(p x), g: x^{j}}}
    ask: Differentiate $$f(x) = {{f}}$$ with respect to $x$, and compare it with ${{g}}$ at leisure.
    answer: diff(f, x)
    hints:
      - Take the two terms one by one; the derivative of a sum is the sum of the derivatives.
      - auto
    solution: auto
    accept:
      - a n x^(n-1) + c p cos(p x)
      - c p cos(p x) + a n x^(n-1)
    reject:
      - answer: a n x^(n-1) + c cos(p x)
        because: The inner derivative of $p x$ is missing; it belongs in front of the cosine.
      - answer: a x^(n-1) + c p cos(p x)
        because: The exponent went down by one, but it must also come to the front as a factor.
      - answer: a n x^(n-1) - c p cos(p x)
        because: The derivative of the sine is the cosine, without a change of sign.
"""
LOAD = """
import json, sys, time
from pathlib import Path
from trainer.bank import load_bank
folder, cache, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
started = time.perf_counter()
bank = load_bank([folder], cache)
taken = time.perf_counter() - started
assert not bank.faults and len(bank.exercises) == wanted
json.dump([taken, sorted({"yaml", "pydantic"} & sys.modules.keys())], sys.stdout)
"""


def write_bank(folder: Path, files: int) -> None:
    """A course of `files` files in parts of twenty; each skill requires the one before."""
    for i in range(files):
        file = folder / f"{i // 20:02d}-part" / f"skill-{i:04d}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = HEAD.format(i=i, part=i // 20, requires=f"skill-{i - 1:04d}" if i % 20 else "")
        exercises = "".join(EXERCISE.format(j=j) for j in range(1, PER_FILE + 1))
        file.write_text(head + exercises, encoding="utf-8")


def load(folder: Path, cache: Path, exercises: int) -> tuple[float, list[str]]:
    """Seconds that one load takes in a fresh process (imports of the loader aside), and what it imported."""
    command = [sys.executable, "-c", LOAD, str(folder), str(cache), str(exercises)]
    seconds, imported = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return seconds, imported


def warm(folder: Path, cache: Path, exercises: int) -> float:
    """The median of loads from the cache, none of which may import a reader."""
    loads = [load(folder, cache, exercises) for _ in range(RUNS)]
    assert not any(imported for _, imported in loads)
    return median([seconds for seconds, _ in loads])


def measure(folder: Path, cache: Path, exercises: int) -> tuple[float, float]:
    """Seconds of the first load and of later ones."""
    cold, _ = load(folder, cache, exercises)
    return cold, warm(folder, cache, exercises)


def edited(folder: Path, cache: Path, exercises: int) -> float:
    """Seconds of a load after a change to one file."""
    file = next(folder.rglob("*.yaml"))
    file.write_text(f"# changed\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    return load(folder, cache, exercises)[0]


def shipped_row(cache: Path) -> list[str]:
    """The built-in bank."""
    from trainer.bank import load_bank

    folder = exercises_folder()
    count = len(load_bank([folder]).exercises)
    files = len(list(folder.rglob("*.yaml")))
    cold, later = measure(folder, cache, count)
    return [
        f"{files} (shipped)",
        f"{count}",
        f"{cold:.2f} s",
        f"{later * 1e3:.0f} ms",
        f"{cold / later:.0f}×",
        "",
    ]


def seconds(*arguments: str) -> tuple[float, float]:
    """Seconds that a command line takes from start to end, on the clock and on the processors."""
    before, started = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "trainer", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, used


def check_rows() -> list[list[str]]:
    """`trainer check` of every shipped file by itself, less the start of a command, and of all together."""
    starts = [seconds("due", "--help") for _ in range(RUNS)]
    start = (median([clock for clock, _ in starts]), median([used for _, used in starts]))
    files = sorted(exercises_folder().rglob("*.yaml"))
    beyond = {}
    for file in files:
        clock, used = seconds("check", str(file))
        beyond[file.stem] = (clock - start[0], used - start[1])
    slowest = max(beyond, key=lambda name: beyond[name][1])
    middle = (median([clock for clock, _ in beyond.values()]), median([used for _, used in beyond.values()]))
    return [
        row("one file, median", middle),
        row(f"one file, slowest (`{slowest}`)", beyond[slowest]),
        row(f"all {len(files)} files", seconds("check", "--strict", str(exercises_folder()))),
        row("the start of a command (not in the rows for one file)", start),
    ]


def row(what: str, times: tuple[float, float]) -> list[str]:
    return [what, *(f"{value:.2f} s" for value in times)]


def main() -> None:
    """Measure the shipped bank and generated ones of growing size, each in its own cache."""
    with tempfile.TemporaryDirectory() as name:
        base, before = Path(name), 0.0
        rows = [shipped_row(base / "cache-shipped")]
        for size in SIZES:
            folder, cache = base / f"bank-{size}", base / f"cache-{size}"
            write_bank(folder, size)
            cold, later = measure(folder, cache, size * PER_FILE)
            growth = f"{later / before:.2f}×" if before else ""
            before = later
            speed = [f"{cold:.2f} s", f"{later * 1e3:.0f} ms", f"{cold / later:.0f}×"]
            rows.append([f"{size:,}", f"{size * PER_FILE:,}", *speed, growth])
        after_edit = edited(folder, cache, SIZES[-1] * PER_FILE)
        kept = sum(file.stat().st_size for file in cache.iterdir())
        read = sum(file.stat().st_size for file in folder.rglob("*.yaml"))
    header = ["files", "exercises", "first load", "later loads", "ratio", "growth when doubled"]
    publish(
        "Bank",
        table(header, rows)
        + f"\n\nAfter an edit to one of {SIZES[-1]:,} files: {after_edit:.2f} s. "
        + f"The cache takes {kept / read:.2f} times the {read / 1e6:.1f} MB of the files.\n\n"
        + "Targets: later loads of 1,000 files in 0.25 s, of the shipped ones in 20 ms.",
    )
    publish(
        "Checking",
        table(["`trainer check` of", "clock", "processors"], check_rows())
        + "\n\nTargets: one file in 1 s, all in 60 s. For `code` a program is run per listed answer.",
    )


if __name__ == "__main__":
    main()
