"""How the right components of a gradient, Jacobian or Hessian were put into the wrong places, if that is all.

Knows grids of equal or unequal entries, and nothing of what stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from trainer.grading.mistakes import Mistake

TRANSPOSED = Mistake("transposed", "This is the transpose: rows are functions, columns are variables.")
REORDERED = Mistake("variable-order", "The components are right, but in another order of the variables.")
COLUMNS = Mistake(
    "variable-order", "The columns are right, but in another order: each column belongs to one variable."
)
ROWS = Mistake("row-order", "The rows are right, but in another order: each row belongs to one function.")

_MOST_PERMUTED = 4

Place = tuple[int, int]
Equal = Callable[[Place, Place], bool]
"""Whether what was typed at the first place is what belongs to the second."""


def misplaced(rows: int, columns: int, equal: Equal) -> Mistake | None:
    """The way in which the entries of a grid were moved; None for any other fault. Nothing moved is None too.

    A gradient is a grid of one row.
    """
    if rows == 1:
        moved = _matched(range(columns), lambda a, b: equal((0, a), (0, b)))
        return REORDERED if moved else None
    if is_transposed(rows, columns, equal):
        return TRANSPOSED
    if rows == columns and _both_moved(rows, equal):
        return REORDERED
    if _matched(range(columns), lambda a, b: all(equal((i, a), (i, b)) for i in range(rows))):
        return COLUMNS
    if _matched(range(rows), lambda a, b: all(equal((a, j), (b, j)) for j in range(columns))):
        return ROWS
    return None


def is_transposed(rows: int, columns: int, equal: Equal) -> bool:
    """Whether a typed grid of `rows` by `columns` is the transpose of the right one."""
    return all(equal((i, j), (j, i)) for i in range(rows) for j in range(columns))


def _both_moved(side: int, equal: Equal) -> bool:
    """Whether rows and columns were put into the same other order, as in a Hessian."""
    if side > _MOST_PERMUTED:
        return False
    places = range(side)
    return any(
        all(equal((i, j), (order[i], order[j])) for i in places for j in places)
        for order in permutations(places)
    )


def _matched(items: Sequence[int], equal: Callable[[int, int], bool]) -> bool:
    """Whether each item can have a partner of its own that equals it (augmenting paths, Kuhn 1955)."""
    partner: dict[int, int] = {}

    def placed(item: int, tried: set[int]) -> bool:
        for other in items:
            if other in tried or not equal(item, other):
                continue
            tried.add(other)
            if other not in partner or placed(partner[other], tried):
                partner[other] = item
                return True
        return False

    return all(placed(item, set()) for item in items)
