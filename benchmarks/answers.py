"""This checker, `simplify(a - b) == 0`, `.equals` and math-verify on the same pairs of answers, in one run.

`python benchmarks/answers.py PAIRS.jsonl [--math-verify PYTHON] [--write]`. A line of the file is an object
with `student_infix`, `reference_infix` (Python-like), `assume` (`positive` or null) and `expected`. Wrong
answers are made by altering one token of a right one; values at random points to forty digits say which
alterations really differ. Each judge reads the texts first; judging alone is timed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mpmath
import sympy
from report import median, percentile, publish, table
from sympy.parsing.sympy_parser import parse_expr

from trainer.errors import AnswerError
from trainer.maths.expr import Expr
from trainer.maths.judging.judge import compare
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

LIMIT = 10
"""Seconds for one judgement of SymPy's; beyond, it counts as undecided."""

SYMPY_ERRORS = (SyntaxError, TypeError, ValueError, AttributeError, NotImplementedError, RecursionError)
"""What SymPy raises for texts and expressions that it cannot cope with."""

FUNCTIONS = frozenset(
    [
        "E",
        "pi",
        "log",
        "Abs",
        "sqrt",
        "exp",
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "csch",
        "coth",
        "asin",
        "acos",
        "atan",
        "acot",
        "asec",
        "acsc",
        "asinh",
        "acosh",
        "atanh",
        "factorial",
        "root",
        "cbrt",
        "sign",
        "Max",
        "Min",
    ]
)
_NAME = re.compile(r"[A-Za-z_]\w*")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z_]\w*|\*\*|[-+*/()]|.")
_SWAPS = {
    "+": "-",
    "-": "+",
    "*": "/",
    "/": "*",
    "sin": "cos",
    "cos": "sin",
    "tan": "cos",
    "log": "sqrt",
    "sqrt": "log",
}


@dataclass(frozen=True)
class Pair:
    """One judgement to be made, with the right opinion."""

    student: str
    reference: str
    positive: bool
    equal: bool

    @property
    def variables(self) -> list[str]:
        """Every name that is no function; `xyz` against x*y*z is three names written together."""
        wanted, typed = (set(_NAME.findall(text)) - FUNCTIONS for text in (self.reference, self.student))
        together = {name for name in typed - wanted if len(name) > 1 and set(name) <= wanted}
        return sorted((wanted | typed) - together)


def read_pairs(file: Path) -> Iterator[Pair]:
    """The pairs of the file, each right one followed by an altered one where the alteration matters."""
    generator = random.Random(1)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pair = Pair(
            row["student_infix"], row["reference_infix"], row["assume"] == "positive", row["expected"]
        )
        yield pair
        if pair.equal and (wrong := altered(pair, generator)) is not None:
            yield wrong


def altered(pair: Pair, generator: random.Random) -> Pair | None:
    """The pair with one token of the student's side changed, if that really makes it different."""
    tokens = _TOKEN.findall(pair.student)
    places = [
        i for i, token in enumerate(tokens) if token in _SWAPS or token.isdigit() or token in pair.variables
    ]
    if not places:
        return None
    place = generator.choice(places)
    token = tokens[place]
    others = [name for name in pair.variables if name != token] or [f"2*{token}"]
    changed = _SWAPS.get(token) or (str(int(token) + 1) if token.isdigit() else generator.choice(others))
    wrong = Pair(
        "".join([*tokens[:place], changed, *tokens[place + 1 :]]), pair.reference, pair.positive, False
    )
    return wrong if differs(wrong) else None


def differs(pair: Pair) -> bool:
    """Whether the two sides have different real values at some of thirty points, at forty digits."""
    try:
        left, right = (sympify(text, pair) for text in (pair.student, pair.reference))
    except SYMPY_ERRORS:
        return False
    generator = random.Random(2)
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    for _ in range(30):
        low = 0.1 if pair.positive else -3
        point = {symbol: sympy.Float(generator.uniform(low, 3), 40) for symbol in symbols}
        a, b = (expr.subs(point).evalf(40) for expr in (left, right))
        if a.is_Float and b.is_Float and abs(a - b) > mpmath.mpf(10) ** -25 * max(1, abs(b)):
            return True
    return False


def sympify(text: str, pair: Pair) -> sympy.Expr:
    """SymPy's own reading of a text of the file (trusted input; it evaluates code)."""
    text = _NAME.sub(lambda name: "*".join(name[0]) if set(name[0]) <= set(pair.variables) else name[0], text)
    names = {name: sympy.Symbol(name, real=True, positive=pair.positive or None) for name in pair.variables}
    return parse_expr(text, local_dict=names)


def read_ours(pair: Pair) -> tuple[Expr, Expr, Names]:
    """Both texts read by this checker's parser."""
    names = Names.read(dict.fromkeys(pair.variables, "positive" if pair.positive else "real"))
    return parse(pair.student, names), parse(pair.reference, names), names


def judge_ours(answer: Expr, reference: Expr, names: Names) -> bool | None:
    """This checker's opinion."""
    return {"equal": True, "different": False}.get(compare(answer, reference, names).outcome.value)


def read_sympy(pair: Pair) -> tuple[sympy.Expr, sympy.Expr]:
    """Both texts read by SymPy."""
    return sympify(pair.student, pair), sympify(pair.reference, pair)


def judge_simplify(answer: sympy.Expr, reference: sympy.Expr) -> bool | None:
    """SymPy's simplify of the difference."""
    return bool(sympy.simplify(answer - reference) == 0)


def judge_equals(answer: sympy.Expr, reference: sympy.Expr) -> bool | None:
    """SymPy's own `.equals`."""
    found = answer.equals(reference)
    return None if found is None else bool(found)


JUDGES = {
    "this checker": (read_ours, judge_ours),
    "`simplify(a - b) == 0`": (read_sympy, judge_simplify),
    "`.equals`": (read_sympy, judge_equals),
}


@dataclass(frozen=True)
class Timed:
    """One opinion (None: undecided) and the seconds that reading and judging took."""

    opinion: bool | None
    reading: float
    judging: float


class _LateError(Exception):
    """A judgement took longer than LIMIT."""


def timed(read: Callable[..., tuple[Any, ...]], judge: Callable[..., bool | None], pair: Pair) -> Timed:
    """The opinion with its times; none after LIMIT or where the judge itself fails."""
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    started = time.perf_counter()
    middle = started
    try:
        sides = read(pair)
        middle = time.perf_counter()
        opinion = judge(*sides)
    except (_LateError, AnswerError, *SYMPY_ERRORS):
        opinion = None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Timed(opinion, middle - started, time.perf_counter() - middle)


def _late(*_: object) -> None:
    raise _LateError


MATH_VERIFY = """
import json, sys, time
from math_verify import parse, verify
for line in sys.stdin:
    student, reference = json.loads(line)
    started = time.perf_counter()
    try:
        gold, answer = (parse("$" + text + "$") for text in (reference, student))
        opinion = bool(verify(gold, answer)) if gold and answer else None
    except Exception:
        opinion = None
    print(json.dumps([opinion, 0.0, time.perf_counter() - started]), flush=True)
"""


def by_math_verify(python: str, pairs: list[Pair]) -> list[Timed]:
    """math-verify's opinions, from an environment of its own; it reads LaTeX, so the texts are converted."""
    lines = [json.dumps([_latex(pair.student, pair), _latex(pair.reference, pair)]) for pair in pairs]
    command = [python, "-c", MATH_VERIFY]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    return [Timed(*json.loads(line)) for line in done.stdout.splitlines()]


def _latex(text: str, pair: Pair) -> str:
    names = {name: sympy.Symbol(name) for name in pair.variables}
    try:
        return sympy.latex(parse_expr(text, names, evaluate=False))
    except SYMPY_ERRORS:
        return text


def figures(name: str, pairs: list[Pair], results: list[Timed]) -> list[str]:
    """One row of the table."""
    right = [found.opinion for pair, found in zip(pairs, results, strict=True) if pair.equal]
    wrong = [found.opinion for pair, found in zip(pairs, results, strict=True) if not pair.equal]
    times = [found.judging for found in results]
    return [
        name,
        f"{(right.count(True) + wrong.count(False)) / len(pairs):.2%}",
        f"{wrong.count(True)} of {len(wrong)}",
        f"{right.count(False)} of {len(right)}",
        f"{(right.count(None) + wrong.count(None)) / len(pairs):.2%}",
        f"{median(times) * 1e6:.0f} µs",
        f"{percentile(times, 0.99) * 1e3:.1f} ms",
    ]


def ratios(results: dict[str, list[Timed]]) -> str:
    """This checker against simplify, in words."""
    mine, theirs = ([found.judging for found in results[name]] for name in list(JUDGES)[:2])
    reading = [median([found.reading for found in results[name]]) for name in list(JUDGES)[:2]]
    return (
        f"Judging against `simplify`: median 1/{median(theirs) / median(mine):.0f} (target 1/200), 99th "
        f"percentile 1/{percentile(theirs, 0.99) / percentile(mine, 0.99):.0f} (target 1/50). Reading both "
        f"texts of a pair: {reading[0] * 1e6:.0f} µs, by SymPy {reading[1] * 1e6:.0f} µs. Each judge has a "
        f"sweep of its own."
    )


def main() -> None:
    """Judge every pair with every judge and publish the table."""
    options = argparse.ArgumentParser()
    options.add_argument("pairs", type=Path)
    options.add_argument("--math-verify", metavar="PYTHON", default="")
    options.add_argument("--show", action="store_true", help="print every pair this checker gets wrong")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    signal.signal(signal.SIGALRM, _late)
    pairs = list(read_pairs(chosen.pairs))
    for pair in pairs[:20]:
        timed(*JUDGES["this checker"], pair)
    results: dict[str, list[Timed]] = {}
    for name, judge in JUDGES.items():  # in sweeps: in turn, SymPy evicts what the others have cached
        results[name] = [timed(*judge, pair) for pair in pairs]
    if chosen.math_verify:
        results["math-verify"] = by_math_verify(chosen.math_verify, pairs)
    if chosen.show:
        for pair, found in zip(pairs, results["this checker"], strict=True):
            if found.opinion is not pair.equal:
                print(pair, "→", found.opinion)
    header = ["judge", "agrees", "wrong accepted", "right rejected", "undecided", "median", "99th percentile"]
    body = table(header, [figures(name, pairs, found) for name, found in results.items()])
    words = f"{body}\n\n{len(pairs)} pairs. {ratios(results)}"
    publish("Judging answers of other projects' tests", words, "PAIRS.jsonl --math-verify PYTHON")


if __name__ == "__main__":
    main()
