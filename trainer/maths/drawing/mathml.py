"""TeX → MathML Core: which element each part of the tree becomes and what space stands around a sign.

The tree is the one from which the terminal's drawings are made; knows nothing of pages. What comes out is
well-formed XML and well-formed HTML at once: no namespace, no entity but the five of XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard
from xml.sax.saxutils import escape, quoteattr

from trainer.maths.drawing.mathml_signs import accent_sign, sign
from trainer.maths.drawing.symbols import INTEGRALS, Kind
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
    takes_limits,
)
from trainer.maths.drawing.tex_reader import read
from trainer.maths.drawing.xml_text import xml_text

_OWN_SPACE = frozenset({Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.SIGN, Kind.TEXT})
_THIN = "0.1667em"
_PRIMES = frozenset("′″‴")
_SIDES = ("right", "left")  # the columns of aligned steps, in turn


def mathml(tex: str, *, display: bool = False) -> str:
    """The `math` element of a piece of TeX, on a line of its own if `display`; its `alttext` is the TeX.

    Raises AuthorError (column from 1) where the text is not in the subset that the typesetter draws.
    """
    shown = ' display="block"' if display else ""
    alttext = quoteattr(xml_text(" ".join(tex.split())))
    return f"<math{shown} alttext={alttext}>{_row_of(read(tex), tight=False)}</math>"


def _element(node: Node, tight: bool, kind: Kind | None = None) -> str:
    """One element for `node`; `tight` is the style of scripts, `kind` how a sign sits in its row."""
    match node:
        case Sign(text, own):
            return sign(text, kind or own, tight)
        case Space(cells):
            return _space(cells)
        case Row():
            return f"<mrow>{_row_of(node, tight)}</mrow>"
        case Fraction(num, den):
            return f"<mfrac>{_element(num, tight)}{_element(den, tight)}</mfrac>"
        case Root(body, index):
            inside = _element(body, tight)
            degree = "" if index is None else _element(index, True)
            return f"<mroot>{inside}{degree}</mroot>" if degree else f"<msqrt>{inside}</msqrt>"
        case Script():
            return _script(node, tight, kind)
        case Fenced(left, body, right):
            return _fenced(left, _row_of(body, tight), right, grows=_is_tall(body))
        case Grid():
            return _grid(node, tight)
        case Accent(mark, body):
            long = not isinstance(body, Sign) or len(body.text) > 1
            return f'<mover accent="true">{_element(body, tight)}{accent_sign(mark, long)}</mover>'
        case Brace():
            return _brace(node, None, tight)


def _row_of(node: Node, tight: bool) -> str:
    """The elements of a row without an element around them."""
    if not isinstance(node, Row):
        return _element(node, tight)
    out: list[str] = []
    placed = iter(spaced(node, tight))
    before: Kind | None = None
    explicit = False
    for item in node.items:
        if isinstance(item, Space):
            out.append(_space(item.cells))
            explicit = True
            continue
        gap, _, kind = next(placed)
        if gap and not explicit and before not in _OWN_SPACE and kind not in _OWN_SPACE and not tight:
            out.append(f'<mspace width="{_THIN}"></mspace>')
        out.append(_element(item, tight, kind))
        before, explicit = (kind if kind is Kind.SIGN else kinds(item)[1]), False
    return "".join(out)


def _space(cells: int) -> str:
    width = _THIN if cells == 1 else f"{cells / 3:.4g}em"
    return f'<mspace width="{width}"></mspace>' if cells else ""


def _script(node: Script, tight: bool, kind: Kind | None) -> str:
    if isinstance(node.nucleus, Brace):
        return _brace(node.nucleus, node.sup if node.nucleus.over else node.sub, tight)
    limits = takes_limits(node.nucleus)
    base = _element(node.nucleus, tight, None if limits else kind)
    parts = [(base, "")]
    prime = node.sup if _is_prime(node.sup) else None
    raised = None if prime else node.sup
    if node.sub is not None:
        parts.append((_element(node.sub, True), "under" if limits else "sub"))
    if raised is not None:
        parts.append((_element(raised, True), "over" if limits else "sup"))
    name = "m" + "".join(place for _, place in parts)
    scripted = f"<{name}>{''.join(element for element, _ in parts)}</{name}>" if len(parts) > 1 else base
    return scripted if prime is None else f"<mrow>{scripted}{_element(prime, tight)}</mrow>"


def _is_prime(node: Node | None) -> TypeGuard[Sign]:
    """Whether a superscript is primes alone, which stand high by themselves."""
    return isinstance(node, Sign) and node.text[:1] in _PRIMES


def _brace(node: Brace, label: Node | None, tight: bool) -> str:
    name, mark = ("mover", "⏞") if node.over else ("munder", "⏟")
    braced = f'<{name}>{_element(node.body, tight)}<mo stretchy="true">{mark}</mo></{name}>'
    return braced if label is None else f"<{name}>{braced}{_element(label, True)}</{name}>"


def _fenced(left: str, body: str, right: str, *, grows: bool) -> str:
    return f"<mrow>{_fence(left, 'prefix', grows)}{body}{_fence(right, 'postfix', grows)}</mrow>"


def _fence(bracket: str, form: str, grows: bool) -> str:
    if not bracket:
        return ""
    stretched = 'stretchy="true" symmetric="true"' if grows else 'stretchy="false"'
    return f'<mo form="{form}" fence="true" {stretched} lspace="0" rspace="0">{escape(bracket)}</mo>'


def _is_tall(node: Node) -> bool:
    """Whether `node` is higher than a line of letters with their scripts.

    Only then may brackets grow: browsers set a bracket that could grow, and does not, with space around it.
    """
    match node:
        case Row(items):
            return any(map(_is_tall, items))
        case Script(nucleus, _, _):
            return takes_limits(nucleus) or _is_tall(nucleus)
        case Fenced(_, body, _) | Root(body, _):
            return _is_tall(body)
        case Sign(text, _):
            return text in INTEGRALS
        case _:
            return isinstance(node, Fraction | Grid | Brace)


def _grid(node: Grid, tight: bool) -> str:
    if node.style == "binomial":
        above, below = (_element(row[0], tight) for row in node.rows)
        return _fenced("(", f'<mfrac linethickness="0">{above}{below}</mfrac>', ")", grows=True)
    rows = "".join(f"<mtr>{''.join(_cells(row, node.style, tight))}</mtr>" for row in node.rows)
    style = ' displaystyle="true"' if node.style == "aligned" else ""
    return _fenced(node.left, f"<mtable{style}>{rows}</mtable>", node.right, grows=True)


def _cells(row: tuple[Node, ...], style: str, tight: bool) -> Iterable[str]:
    for column, cell in enumerate(row):
        sides = ""
        if style == "cases":
            sides = ' style="text-align: left"'
        elif style == "aligned" and len(row) > 1:
            gap = "; padding-inline: 0" if column < len(_SIDES) else ""
            sides = f' style="text-align: {_SIDES[column % len(_SIDES)]}{gap}"'
        yield f"<mtd{sides}>{_row_of(cell, tight)}</mtd>"
