"""Random, mutated and hostile texts against the language: only the answer error, nothing slow, little memory.

`python benchmarks/fuzz.py [--count 1000000] [--write]`; deterministic from its seed.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from report import publish, table

from trainer.errors import AnswerError
from trainer.maths.judging.judge import compare
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

NAMES = Names.read({"x": "real", "y": "positive", "w_1": "real", "A": "3x3", "v": "3"})
REFERENCE = parse("2x cos(x^2)", NAMES)
SEEDS = [
    "2x cos(x^2)", "e^(-x)/(1+e^(-x))^2", "\\frac{1}{1+e^{-x}}", "A.T @ (A@v - v)", "sin^2 x + |x-1|",
    "[x, y]", "d/dx sin(x)", "sum(i^2, i, 1, 5)", "where(x > 0, x, 0.01 x)", "‖v‖^2", "log_2(x) + √x",
    "(0, 1]", "{-1, 2}", "9**9**9**9", "x!", "1e-50 sin x", "gamma(x)^gamma(x)", "np.exp(np.exp(np.exp(x)))",
    "1\\frac{1}{2}", "1½ x", "x sqrt2 + ln3", "±x", "(0, 1) ∪ (2, 3]", "x if x > 0 else y", "v.dot(v)",
    "\\begin{pmatrix} 1 & x \\\\ y & 2 \\end{pmatrix}", "[x + 1]^2", "((1, 2), (3, 4))",
    "f'(x) = 2x", "⟨v, v⟩", "A^-1 v", "0 < x <= 1", "d^2/dx^2 sin x", "(½)!", "max(x, y)",
    "norm(v, 1)", "|x + 1e6| - 1e6",
]  # fmt: skip
PIECES = [
    "(", ")", "[", "]", "{", "}", "|", "‖", "^", "^^", "**", "*", "/", "+", "-", "!", "'", ",", ";", "=",
    "<", ">=", "_", "x", "y", "w_1", "A", "v", "e", "pi", "9", "1e99", ".5", "1/3", "sin", "exp", "ln",
    "sqrt", "max", "where", "d/dx ", "∂", "∇", "²", "⁻¹", "ᵀ", "√", "½", "\\frac", "\\sqrt", "\\left", "\\",
    "\x1b[31m", "\x00", "\u202e", "[bold]", "𝕏", " ", "sigmoid(", "factorial(", "gamma(", "diff(",
    "taylor(", "ones(", "eye(", "__import__", "lambda", "inf", "@", "±", "∪", " if ", " else ", " in ",
    "log_", "sqrt2", "½", "1\\frac", "&", ".T", ".exp()", ".max(", "axis=", "⟨", "⟩", "\\begin{matrix}",
    "\\\\", "∈", "ℝ", "E[", "f'(x)=", "$", "~", "A ", "x ",
]  # fmt: skip
NESTS = [
    ("(", ")"), ("{", "}"), ("[", "]"), ("|", "|"), ("||", "||"), ("1\\frac{", "}{2}"), ("\\sqrt{", "}"),
    ("sin ", ""), ("-", ""), ("", "'"), ("", ".T"), ("", " ²"), ("", ".exp()"), ("", "/x"), ("", " A"),
    ("", "@A"), ("2^", ""), ("max(x, ", ")"), ("x if x > 0 else ", ""), ("d/dx ", ""), ("½", ""), ("", "!"),
    ("(0, 1) ∪ ", ""), ("‖", "‖"),
]  # fmt: skip


@dataclass
class Tally:
    """What one process saw: counts, and the slowest refusal and judgement in seconds."""

    read: int = 0
    refused: int = 0
    judged: int = 0
    slowest_refusal: tuple[float, str] = (0.0, "")
    slowest_judgement: tuple[float, str] = (0.0, "")
    megabytes: float = 0.0


def texts(seed: int, count: int):
    """Jumbles of pieces, good texts joined or mutated, deep nests, and repetitions of one piece."""
    generator = random.Random(seed)
    for _ in range(count):
        kind = generator.random()
        if kind < 0.35:
            yield "".join(generator.choices(PIECES, k=generator.randint(1, 14)))
        elif kind < 0.65:
            yield (
                generator.choice(SEEDS)
                + generator.choice(["", " ", "+", "*", "/", "-", "@"])
                + generator.choice(SEEDS)
            )
        elif kind < 0.7:
            opening, closing = generator.choice(NESTS)
            times = generator.randint(1, 800)
            yield opening * times + generator.choice(["x", "2", "A", "v", "x+1", "1"]) + closing * times
        elif kind < 0.97:
            text = list(generator.choice(SEEDS))
            for _ in range(generator.randint(1, 4)):
                text.insert(generator.randrange(len(text) + 1), generator.choice(PIECES))
                del text[generator.randrange(len(text))]
            yield "".join(text)
        else:
            yield generator.choice(PIECES) * generator.randint(1, 3_000)


def attack(seed: int, count: int, judge_every: int = 3) -> Tally:
    """Read every text, judge some; any exception but AnswerError ends the run."""
    tally = Tally()
    for number, text in enumerate(texts(seed, count)):
        started = time.perf_counter()
        try:
            expr = parse(text, NAMES)
        except AnswerError:
            tally.refused += 1
            tally.slowest_refusal = max(tally.slowest_refusal, (time.perf_counter() - started, text[:40]))
            continue
        tally.read += 1
        if number % judge_every == 0:
            started = time.perf_counter()
            compare(expr, REFERENCE, NAMES)
            tally.judged += 1
            tally.slowest_judgement = max(tally.slowest_judgement, (time.perf_counter() - started, text[:40]))
    tally.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def main() -> None:
    """Share the texts among two processes and publish what they saw."""
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    with ProcessPoolExecutor(2) as pool:
        share = chosen.count // 20
        tallies = list(pool.map(attack, range(chosen.seed * 100, chosen.seed * 100 + 20), [share] * 20))
    refusal = max(tally.slowest_refusal for tally in tallies)
    judgement = max(tally.slowest_judgement for tally in tallies)
    rows = [
        ["texts", f"{sum(t.read + t.refused for t in tallies):,}"],
        ["read", f"{sum(t.read for t in tallies):,}"],
        ["judged", f"{sum(t.judged for t in tallies):,}"],
        ["slowest refusal", f"{refusal[0] * 1e3:.1f} ms (target 50)"],
        ["slowest judgement", f"{judgement[0] * 1e3:.0f} ms (target 1,000)"],
        ["peak memory", f"{max(t.megabytes for t in tallies):.0f} MB (target 200)"],
        ["exceptions other than the answer error", "0"],
    ]
    publish("Fuzzing the language", table(["what", "figure"], rows))
    print(refusal, judgement)


if __name__ == "__main__":
    main()
