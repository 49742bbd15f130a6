"""`trainer compare`: whether two texts say the same, once or for a stream of lines."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trainer.cli.settings import AsJson, examples
from trainer.errors import AnswerError, TrainerError

if TYPE_CHECKING:
    from trainer.maths.judging.verdict import Verdict

NAME: Final = "compare"
CONTEXT: Final[dict[str, Any]] = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""So that an answer may begin with a minus: `-h` is one, and no wish for help."""

EXAMPLES: Final = examples(
    "trainer compare '2 sin(x) cos(x)' 'sin(2x)'",
    "trainer compare 'ln(x^2)' '2 ln x' --var x=positive --json",
    "trainer compare '0.33' '1/3' --decimals 2",
    "trainer compare 'x^2/2 + 3' 'x^2/2' --up-to constant",
    """echo '{"answer": "2x", "reference": "x+x", "variables": {"x": "real"}}' | trainer compare --jsonl""",
    "",
    "Exit code: 0 equal, 1 different, 2 undecided, 3 unreadable, 64 wrong usage, 74 unwritable.",
)
EXIT_CODES: Final = {"equal": 0, "different": 1, "undecided": 2, "unreadable": 3}


def run(
    answer: Annotated[str | None, typer.Argument(metavar="ANSWER", help="The text to be judged.")] = None,
    reference: Annotated[str | None, typer.Argument(metavar="REFERENCE", help="The right answer.")] = None,
    var: Annotated[
        list[str] | None,
        typer.Option("--var", metavar="NAME=DOMAIN", help="A variable: x=real, p=unit, W=4x3; repeatable."),
    ] = None,
    up_to: Annotated[str, typer.Option("--up-to", help="constant, factor or sign.")] = "",
    form: Annotated[str, typer.Option("--form", help="expanded, factored, single-fraction, …")] = "",
    tolerance: Annotated[float | None, typer.Option("--tolerance", help="Largest absolute error.")] = None,
    decimals: Annotated[int | None, typer.Option("--decimals", help="Places after the point.")] = None,
    digits: Annotated[int | None, typer.Option("--digits", help="Significant digits.")] = None,
    as_json: AsJson = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one JSON object a line and answer each with one.")
    ] = False,
) -> None:
    """Compare two texts on the domain of their variables.

    Without --var any name is a free real variable; with it, other names are unreadable.
    """
    if jsonl:
        _stream()
        return
    if answer is None or reference is None:
        raise typer.BadParameter("ANSWER and REFERENCE are needed, or --jsonl.")
    asked = {"up_to": up_to, "form": form, "tolerance": tolerance, "decimals": decimals, "digits": digits}
    fields = {"answer": answer, "reference": reference, "variables": _domains(var or []), **asked}
    raise typer.Exit(_once(fields, as_json))


def _once(fields: Mapping[str, object], as_json: bool) -> int:
    from trainer.cli.comparison import Comparison, timed, to_json

    try:
        comparison = Comparison.read(fields)
    except TrainerError as error:
        raise typer.BadParameter(f"{error.message}.") from None
    verdict, microseconds = timed(comparison)
    if as_json:
        typer.echo(to_json(verdict, microseconds))
    else:
        text = comparison.reference if verdict.detail == "reference" else comparison.answer
        typer.echo("\n".join(_lines(verdict, text)))
    return EXIT_CODES[verdict.outcome.value]


def _stream() -> None:
    from trainer.cli.comparison import answer_line, lines_of

    for number, line in enumerate(lines_of(sys.stdin.buffer), start=1):
        if line.strip():
            sys.stdout.write(f"{answer_line(line, number)}\n")
            sys.stdout.flush()


def _domains(var: list[str]) -> dict[str, str] | None:
    domains = {}
    for declaration in var:
        name, equals, domain = declaration.partition("=")
        if not (name.strip() and equals and domain.strip()):
            raise typer.BadParameter(f"--var {declaration!r}: write it like x=real.")
        domains[name.strip()] = domain.strip()
    return domains or None


def _lines(verdict: Verdict, text: str) -> list[str]:
    lines = [f"{verdict.outcome} ({verdict.evidence})"]
    if verdict.message:
        lines.append(verdict.message)
    if verdict.witness is not None:
        lines.append(str(verdict.witness))
    if verdict.offset is not None:
        lines.append(AnswerError(verdict.message, offset=verdict.offset, text=text).caret())
    return lines
