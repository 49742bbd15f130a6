"""A Python function from formulas: its first lines, and a right or wrong body; knows no exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.maths.expr import Expr, Symbol, symbols
from trainer.maths.names import Names
from trainer.maths.numpy_functions import HELPERS
from trainer.maths.numpy_source import Writer

_INDENT = "    "


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
