"""A tree of TeX → one row of text that still says the same; knows nothing of boxes."""

from __future__ import annotations

from unicodedata import normalize

from trainer.maths.drawing.symbols import FUNCTION_LETTERS, Kind, subscript, superscript
from trainer.maths.drawing.tex_nodes import (
    Accent,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Sign,
    Space,
    kinds,
    spaced,
)

_ROOTS = {"3": "∛", "4": "∜"}
_JUXTAPOSED = frozenset({Kind.ORDINARY, Kind.NAME, Kind.OPENING, Kind.FRACTION, Kind.INNER, Kind.OPERATOR})
_OPERANDS = frozenset({Kind.ORDINARY, Kind.NAME, Kind.CLOSING, Kind.INNER})
_OPEN_TO_MINUS = frozenset({None, Kind.OPENING, Kind.RELATION, Kind.PUNCTUATION})


def line(node: Node, tight: bool = False) -> str:
    """`node` in one row; `tight` sets no spaces around signs, as in a script."""
    match node:
        case Sign(text, _):
            return text
        case Space(cells):
            return " " * cells
        case Row():
            return _row(node, tight)
        case Fraction(num, den):
            return slashed(node, line(num, tight), line(den, tight))
        case Root(body, index):
            return _root(body, index, tight)
        case Script(nucleus, sup, sub):
            return _script(nucleus, sup, sub, tight)
        case Fenced(left, body, right):
            return f"{left}{line(body, tight)}{right}"
        case Grid():
            return _grid(node, tight)
        case Accent(mark, body):
            return marked(line(body, tight), mark)
        case Brace(body, _):
            return line(body, tight)


def slashed(fraction: Fraction, num: str, den: str) -> str:
    """A fraction with its drawn parts around a slash, in brackets where the slash would misread them."""
    above = num if _is_product(fraction.num) else f"({num})"
    den_holds = is_atom(fraction.den) or _is_differential(fraction) or _is_application(fraction.den)
    below = den if den_holds else f"({den})"
    return f"{above}/{below}"


def is_atom(node: Node) -> bool:
    """Whether nothing that follows or precedes can tear `node` apart."""
    match node:
        case Sign(_, kind):
            return kind in (Kind.ORDINARY, Kind.NAME)
        case Script(nucleus, _, _):
            return is_atom(nucleus)
        case Row(items):
            return len(items) == 1 + (items[-1:] == (Sign("!"),)) and is_atom(items[0])
        case Fraction() | Brace() | Space():
            return False
        case Grid():
            return bool(node.left)
        case _:
            return True


def marked(text: str, mark: str) -> str:
    """`text` with a combining mark: on its only letter, or on each of several."""
    return normalize("NFC", "".join(char + mark for char in text)) if text else ""


def is_operator(fraction: Fraction) -> bool:
    """Whether the fraction is d/dx, ∂²/∂x² or the like, with nothing in the numerator to differentiate."""
    num = fraction.num.nucleus if isinstance(fraction.num, Script) else fraction.num
    return isinstance(num, Sign) and num.text in ("d", "∂") and _is_differential(fraction)


def _is_differential(fraction: Fraction) -> bool:
    first, below = _first(fraction.num), _first(fraction.den)
    same = first is not None and first.text in ("d", "∂") and below is not None and below.text == first.text
    return same and isinstance(fraction.den, Row) and len(_parts(fraction.den)) == 2


def _first(node: Node) -> Sign | None:
    if isinstance(node, Row):
        parts = _parts(node)
        return _first(parts[0]) if parts else None
    if isinstance(node, Script):
        return _first(node.nucleus)
    return node if isinstance(node, Sign) else None


def _parts(row: Row) -> list[Node]:
    return [item for item in row.items if not isinstance(item, Space)]


def _is_application(node: Node) -> bool:
    """Whether `node` is one function with its bracket, such as `f′(x)` or `ln(x)`."""
    parts = _parts(node) if isinstance(node, Row) else []
    if len(parts) != 2 or not isinstance(parts[1], Fenced) or parts[1].left != "(":
        return False
    letter = _first(parts[0])
    return kinds(parts[0])[1] is Kind.OPERATOR or (letter is not None and letter.text in FUNCTION_LETTERS)


_TEARING = frozenset({Kind.RELATION, Kind.PUNCTUATION, Kind.BIG, Kind.FRACTION, Kind.TEXT})


def _is_product(node: Node) -> bool:
    """Whether a slash after `node` divides all of it."""
    if not isinstance(node, Row):
        return not isinstance(node, Fraction | Brace)
    parts = spaced(node, True)
    if not parts or kinds(parts[-1][1])[1] is Kind.OPERATOR:
        return False
    for (_, item, kind), (_, _, following) in zip(parts, [*parts[1:], (0, node, Kind.OPENING)], strict=True):
        dot = isinstance(item, Sign) and item.text == "·"
        if kind in _TEARING or item == Sign("/") or (kind is Kind.BINARY and not dot):
            return False
        if kind is Kind.OPERATOR and following is not Kind.OPENING:
            return False
    return True


def _row(row: Row, tight: bool) -> str:
    out: list[str] = []
    before: Node | None = None
    kind_before: Kind | None = None
    for gap, node, kind in spaced(row, tight):
        text = line(node, tight)
        if isinstance(node, Fraction) and text.startswith("−") and kind_before not in _OPEN_TO_MINUS:
            text = f"({text})"
        if isinstance(node, Fraction) and before is not None and _binds_right(before):
            out.append(text if text.startswith("(−") else f"({text})")
        elif before is not None and _needs_dot(before, node, kind) and gap < 3:
            out.append(f" · {text}")
        elif kind_before is Kind.SIGN and gap == 1:
            out.append(text)  # the cell that keeps a minus off a bar
        else:
            out.append(" " * (1 if gap == 2 else gap) + text)
        before, kind_before = node, kind
    return "".join(out)


def _needs_dot(before: Node, node: Node, kind: Kind) -> bool:
    """Whether a fraction and its neighbour side by side would be misread in one row."""
    if isinstance(before, Fraction):
        return kind in _JUXTAPOSED and not is_operator(before) and node != Sign("d")
    operand = kinds(before)[1] in _OPERANDS
    return isinstance(node, Fraction) and operand and not is_operator(node)


def _binds_right(node: Node) -> bool:
    return kinds(node)[1] is Kind.OPERATOR or node == Sign("/")


def _root(body: Node, index: Node | None, tight: bool) -> str:
    inside = line(body, tight)
    if not isinstance(body, Fenced) and not is_atom(body):
        inside = f"({inside})"
    degree = "" if index is None else line(index, True)
    if degree in _ROOTS:
        return _ROOTS[degree] + inside
    return (superscript(degree) or (f"({degree})" if degree else "")) + "√" + inside


def _script(nucleus: Node, sup: Node | None, sub: Node | None, tight: bool) -> str:
    base = line(nucleus, tight)
    if isinstance(nucleus, Brace):
        label = sub or sup
        return f"{base} [{line(label)}]" if label else base
    if isinstance(nucleus, Fraction | Root):
        base = f"({base})"
    low = "" if sub is None else _moved(sub, "_")
    high = "" if sup is None else _moved(sup, "^")
    return base + high + low if low.startswith("_") and not high.startswith("^") else base + low + high


def _moved(node: Node, sign: str) -> str:
    text = line(node, True)
    moved = superscript(text) if sign == "^" else subscript(text)
    if moved is not None:
        return moved
    if isinstance(node, Sign | Fenced) or not text:
        return sign + text
    return f"{sign}({text})"


def _grid(grid: Grid, tight: bool) -> str:
    if grid.style == "binomial":
        return f"C({', '.join(line(row[0], tight) for row in grid.rows)})"
    if grid.style != "matrix":
        rows = [" ".join(line(cell, tight).strip() for cell in row) for row in grid.rows]
        joined = "".join(
            (row if row.startswith(" ") else f"; {row}") if index else row for index, row in enumerate(rows)
        )
        return joined.strip() if grid.style == "aligned" else f"{{{joined}}}"
    column = grid.left == "(" and all(len(row) == 1 for row in grid.rows)
    texts = [", ".join(line(cell, tight) for cell in row) for row in grid.rows]
    inside = (", " if column else "; ").join(texts)
    left, right = ("[", "]") if grid.left in ("", "(") and not column else (grid.left, grid.right)
    return f"{left}{inside}{right}"
