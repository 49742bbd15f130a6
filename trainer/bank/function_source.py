"""A Python function from formulas: its first lines, and a right or wrong body; knows no exercise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.maths.expr import Expr, Symbol, symbols
from trainer.maths.names import Names
from trainer.maths.numpy_functions import HELPERS
from trainer.maths.numpy_source import Writer

_INDENT = "    "
_RETURNED_CALL = re.compile(r"return ([A-Za-z_]\w*)\(([A-Za-z_]\w*(?:, [A-Za-z_]\w*)*)\)")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class FunctionText:
    """A function with its parameters, and the steps that its results may use, in order, over `names`."""

    function: str
    parameters: tuple[str, ...]
    steps: Mapping[str, Expr]
    names: Names

    @property
    def starter(self) -> str:
        """The function without a body."""
        return f"import numpy as np\n\n\n{self._head}\n{_INDENT}...\n"

    def source(self, results: Mapping[str, Expr]) -> str:
        """The function that returns `results`: one as it is, several as a tuple.

        Raises NoSourceError for a formula that cannot be written.
        """
        writer = Writer(self.names, self._renamed(results))
        steps = self._used(results)
        body = [f"{name} = {writer.write(self.steps[name])}" for name in steps]
        if len(results) == 1:
            body.append(f"return {writer.write(next(iter(results.values())))}")
        else:
            body += self._assigned(results, writer)
        if len(body) == 1 and (own := _taken_over(body[0], writer)) is not None:
            body = own
        helpers = [f"\n\n{line}" if line.startswith("def ") else line for line in writer.definitions()]
        lines = ["import numpy as np", *helpers, f"\n\n{self._head}", *(f"{_INDENT}{line}" for line in body)]
        return "\n".join(lines) + "\n"

    @property
    def _head(self) -> str:
        return f"def {self.function}({', '.join(self.parameters)}):"

    def _assigned(self, results: Mapping[str, Expr], writer: Writer) -> list[str]:
        """The lines that compute several results; one that only repeats a step is returned by that name."""
        used = {name for formula in results.values() for name in symbols(formula)}
        lines, returned = [], []
        for name, formula in results.items():
            if isinstance(formula, Symbol) and name not in used:
                returned.append(formula.name)
                continue
            lines.append(f"{name} = {writer.write(formula)}")
            returned.append(name)
        return [*lines, f"return {', '.join(returned)}"]

    def _renamed(self, results: Mapping[str, Expr]) -> dict[str, str]:
        taken = {self.function, *self.parameters, *self.steps, *results}
        return {helper.name: f"{helper.name}_" for helper in HELPERS.values() if helper.name in taken}

    def _used(self, results: Mapping[str, Expr]) -> list[str]:
        """The steps that the results need, directly or through other steps."""
        wanted = {name for formula in results.values() for name in symbols(formula)}
        found: list[str] = []
        for name in reversed(tuple(self.steps)):
            if name in wanted:
                found.append(name)
                wanted |= symbols(self.steps[name])
        return found[::-1]


def _taken_over(line: str, writer: Writer) -> list[str] | None:
    """The body of the one helper that `line` only calls, over the names that it is given; the helper goes.

    Who is to write that very function is to see how, not a call. None where names would meet.
    """
    call = _RETURNED_CALL.fullmatch(line)
    called = {writer.renamed.get(HELPERS[name].name, HELPERS[name].name): name for name in writer.helpers}
    name = called.get(call[1]) if call else None
    if call is None or name is None or len(writer.helpers) > 1:
        return None
    head, *body = HELPERS[name].lines
    parameters = [
        each.partition("=")[::2] for each in head[head.index("(") + 1 : head.rindex(")")].split(", ")
    ]
    given = dict(zip((each for each, _ in parameters), call[2].split(", "), strict=False))
    defaults = [f"{each} = {value}" for each, value in parameters if each not in given]
    inner = set(_NAME.findall("\n".join([*body, *defaults]))) - given.keys()
    if len(set(given.values())) < len(given) or inner & set(given.values()):
        return None
    del writer.helpers[name]
    writer.helpers |= dict.fromkeys(HELPERS[name].needs)
    own = {**writer.renamed, **given}
    lines = (_NAME.sub(lambda found: own.get(found[0], found[0]), each) for each in body)
    return [*defaults, *(each.removeprefix(_INDENT) for each in lines)]
