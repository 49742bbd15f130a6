"""Points of the declared domain that a learner can put in by hand; a difference is told at one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from trainer.maths.domains import Domain
from trainer.maths.names import Names

_NUMBERS = (2.0, 3.0, 5.0, 4.0, 7.0, -2.0, -3.0, 0.5, 0.25, 0.75, 0.2)
_POINTS = 2


def plain_points(names: Names, used: Collection[str]) -> Iterator[dict[str, float]]:
    """At most two points of small numbers, one for each variable; none where a domain holds none."""
    allowed = {name: _inside(names.domain(name)) for name in sorted(used)}
    if not allowed or not all(allowed.values()):
        return
    for turn in range(_POINTS):
        slots = enumerate(allowed.items(), start=turn)
        point = {name: numbers[slot % len(numbers)] for slot, (name, numbers) in slots}
        if not names.relations or _is_assumed(point, names):
            yield point


@lru_cache(maxsize=512)
def _inside(domain: Domain) -> tuple[float, ...]:
    """The small numbers of a domain; none for arrays."""
    return () if domain.shape else tuple(number for number in _NUMBERS if domain.contains(number))


def _is_assumed(point: dict[str, float], names: Names) -> bool:
    """Whether the relations of the exercise hold there."""
    import numpy as np

    from trainer.maths.judging.sampling import where_assumed

    kept = where_assumed(names, {name: np.array([value]) for name, value in point.items()})
    return all(len(values) for values in kept.values())
