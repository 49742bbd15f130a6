"""Points of the declared domain for comparing: many magnitudes, both signs, whole numbers.

Deterministic: the same names and domains give the same points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from trainer.maths.domains import Domain
from trainer.maths.expr import Call, Expr, Number, Symbol, symbols, walk
from trainer.maths.names import Names

POINTS = 32
_LARGEST_LANDMARK = 10**15
_DOUBLE_BITS = 53
_PIECEWISE = frozenset(
    ["abs", "sign", "step", "relu", "leaky_relu", "elu", "max", "min", "where", "floor", "ceil"]
)
_STEEP = 30
"""A size from which a factor makes a bend so steep that it is seen near zero only."""
_ARRAY_POINTS = 8
_NEAR = 16
"""How many of the points lie between 0.2 and 3 in size, where doubles tell most."""


def sample(names: Names, used: frozenset[str], landmarks: tuple[float, ...] = ()) -> dict[str, Any]:
    """Values for every used variable: shape `(points,)`, or `(*shape, points)` for arrays.

    `landmarks` are numbers written in the expressions; points beyond them are added, so that a kink far
    from the origin is seen from both sides, and near zero where a factor may hide what happens there.
    """
    domains = [names.domain(name) for name in sorted(used)]
    arrays = any(domain.shape for domain in domains)
    count = _ARRAY_POINTS if arrays else POINTS
    found = {}
    for slot, (name, domain) in enumerate(zip(sorted(used), domains, strict=True)):
        values = _entries(domain, slot) if domain.shape else _numbers(domain, slot)[:count]
        if landmarks and not domain.shape and not arrays:
            steep = tuple(1 / size for size in landmarks if size >= _STEEP)
            values = np.concatenate([values, _around(domain, landmarks + steep, slot)])
        found[name] = values
    return found


@dataclass(frozen=True, slots=True)
class Traits:
    """What is to be known of two expressions before they are sampled.

    `sizes` are those above 3 of the first six numbers written; `places` the digits beyond what doubles hold,
    of very long, very large and very small numbers; `pieces` whether a function with kinks or jumps occurs.
    """

    variables: frozenset[str]
    sizes: tuple[float, ...]
    places: int
    pieces: bool


def traits(*exprs: Expr) -> Traits:
    """The traits of some expressions together."""
    found: set[str] = set()
    sizes: set[float] = set()
    places, pieces = 0, False
    for expr in exprs:
        for node in walk(expr):
            kind = type(node)
            if kind is Symbol:
                found.add(node.name)  # type: ignore[union-attr]
            elif kind is Number:
                value = node.value  # type: ignore[union-attr]
                if 3 < value < _LARGEST_LANDMARK:
                    sizes.add(float(value))
                places = max(places, _places(value))
            elif kind is Call:
                pieces = pieces or node.name in _PIECEWISE  # type: ignore[union-attr]
    return Traits(frozenset(found), tuple(sorted(sizes)[:6]), places, pieces)


def _places(value: Fraction) -> int:
    """About how many digits a number has beyond a double's, counted from the point."""
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    return bits // 3 if bits > _DOUBLE_BITS else 0


@lru_cache(maxsize=256)
def _numbers(domain: Domain, slot: int) -> Any:
    generator = np.random.Generator(np.random.PCG64([slot, 20_231]))
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        values = domain.low + (domain.high - domain.low) * _unit(generator)
    else:
        values = _wide(generator, signed=math.isinf(domain.low))
        if math.isfinite(domain.low):
            values = domain.low + values
        elif math.isfinite(domain.high):
            values = domain.high - np.abs(values)
    if domain.integer:
        values = _whole(values, domain)
    return np.where(values == 0, 1.0, values) if domain.nonzero else values


def _wide(generator: np.random.Generator, *, signed: bool) -> Any:
    near = np.round(generator.uniform(0.2, 3, _NEAR), 2)
    scales = [(1e-3, 0.01), (0.01, 0.2), (3, 10), (3, 10), (10, 30), (10, 30), (30, 100), (100, 1e3)]
    far = np.array([math.exp(generator.uniform(math.log(low), math.log(high))) for low, high in scales])
    far = np.array([float(f"{value:.3g}") for value in far])
    whole = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 0.5, 1.0, 2.0])
    values = np.concatenate([near, generator.permutation(far), generator.permutation(whole)])
    return values * generator.choice([1.0, -1.0], POINTS) if signed else values


def _unit(generator: np.random.Generator) -> Any:
    edges = generator.permutation(np.array([1e-4, 1 - 1e-4, 1e-2, 1 - 1e-2]))
    return np.concatenate([np.round(generator.uniform(0.02, 0.98, POINTS - len(edges)), 2), edges])


def _whole(values: Any, domain: Domain) -> Any:
    low, high = domain.low, domain.high
    if math.isfinite(low):
        low = math.floor(low) + 1 if domain.open_low else math.ceil(low)
    if math.isfinite(high):
        high = math.ceil(high) - 1 if domain.open_high else math.floor(high)
    bounded = math.isfinite(low) and math.isfinite(high)
    steps = np.round(values) if bounded else np.clip(np.round(values * 2), -12, 12)
    return np.clip(steps, low, high)


@lru_cache(maxsize=256)
def _entries(domain: Domain, slot: int) -> Any:
    generator = np.random.Generator(np.random.PCG64([slot, 20_232]))
    return generator.uniform(0.3, 2, (*domain.shape, _ARRAY_POINTS)) * generator.choice(
        [-1.0, 1.0], (*domain.shape, _ARRAY_POINTS)
    )


def _around(domain: Domain, sizes: tuple[float, ...], slot: int) -> Any:
    shift = 1 + 0.13 * (slot + 1)
    values = [sign * size * shift**power for size in sizes for sign in (1, -1) for power in (1, -1)]
    inside = [value if domain.contains(value) else None for value in values]
    fallback = _numbers(domain, slot)
    return np.array([fallback[i % POINTS] if value is None else value for i, value in enumerate(inside)])


def where_assumed(names: Names, values: dict[str, Any]) -> dict[str, Any]:
    """The points at which the relations hold; a relation about other variables is passed over."""
    from trainer.maths.values.evaluate import holds

    for relation in names.relations:
        if symbols(relation) <= values.keys():
            kept = np.flatnonzero(holds(relation, values))
            values = {name: array[..., kept] for name, array in values.items()}
    return values


def point_at(values: Mapping[str, Any], index: int) -> dict[str, float]:
    """One point of a sample of number variables."""
    return {name: float(array[index]) for name, array in values.items()}
