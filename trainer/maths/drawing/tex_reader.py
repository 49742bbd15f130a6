"""TeX text → tree: which commands are known and what is wrong with a text that cannot be read.

Knows nothing of drawing. Brackets are matched here, so that plain `( )` grow like `\\left( \\right)`.
"""

from __future__ import annotations

from unicodedata import category, normalize

from trainer.errors import AuthorError
from trainer.maths.drawing.symbols import ACCENTS, CHARACTERS, COMMANDS, SPACES, Kind, restyle
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
)
from trainer.maths.drawing.tex_tokens import Tokens

MAX_LENGTH = 20_000

_MATRICES = {
    "matrix": ("", ""),
    "bmatrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "smallmatrix": ("", ""),
}
_ALIGNED = frozenset({"aligned", "align", "align*", "split", "gathered"})
_PLAIN = frozenset({"mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathtt", "pmb"})
_STYLED = frozenset({"mathbb", "mathcal", "mathscr"})
_WORDED = frozenset({"mathrm", "operatorname", "operatorname*"})
_PROSE = frozenset({"text", "textbf", "textit", "textrm", "mbox"})
_IGNORED = frozenset(
    {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "big", "Big", "bigg", "Bigg"}
    | {"bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "bigm"}
)
_ENDS = frozenset({"", "}", "&", "\\\\", "\\right", "\\end"})
_BARS = frozenset({"|", "||", "\\|"})
_SCRIPTS = frozenset({"^", "_", "'", "\\limits", "\\nolimits"})
_SIGNS = {f"\\{name}": Sign(*sign) for name, sign in COMMANDS.items()} | {
    char: Sign(*sign) for char, sign in CHARACTERS.items()
}
_PRIMES = {1: "′", 2: "″", 3: "‴"}
_DELIMITERS = {"\\|": "‖", "\\Vert": "‖", "\\vert": "|", ".": "", "||": "‖"}
_KNOWN = (
    frozenset({"frac", "dfrac", "tfrac", "sqrt", "left", "right", "middle", "begin", "end", "not"})
    | {"underbrace", "overbrace", "binom"}
    | frozenset(COMMANDS) | frozenset(ACCENTS) | frozenset(SPACES)
    | _PLAIN | _STYLED | _WORDED | _PROSE | _IGNORED
)  # fmt: skip


def read(tex: str) -> Row:
    """The tree of `tex`; raises AuthorError whose column counts from 1 into `tex`."""
    if len(tex) > MAX_LENGTH:
        raise AuthorError(f"This formula is longer than {MAX_LENGTH} characters.", column=MAX_LENGTH + 1)
    reader = _Reader(tex)
    row = reader.row()
    if reader.peek():
        reader.fail(f"“{reader.peek()}” has no beginning here")
    return row


class _Reader(Tokens):
    # ----- rows and brackets

    def row(self) -> Row:
        """Parts up to `}`, `&`, `\\\\`, `\\right`, `\\end` or the end, which are left standing."""
        self.descend(1)
        items: list[Node] = []
        open_rows: list[tuple[Sign, list[Node]]] = []
        while (token := self.tokens[self.at]) not in _ENDS:
            node = self._bar(items, open_rows) if token in _BARS else self.nucleus()
            if node is None:
                continue
            if isinstance(node, Sign) and node.kind is Kind.OPENING:
                open_rows.append((node, items))
                items = []
                self.descend(1)
                continue
            if isinstance(node, Sign) and node.kind is Kind.CLOSING and open_rows:
                self.descend(-1)
                opener, outer = open_rows.pop()
                node = Fenced(opener.text, _row(items), node.text)
                items = outer
            items.append(self.scripts(node))
        for opener, outer in reversed(open_rows):
            items = [*outer, opener, *items]
        self.descend(-1 - len(open_rows))
        return Row(tuple(items))

    def _bar(self, items: list[Node], open_rows: list[tuple[Sign, list[Node]]]) -> Sign:
        text = "|" if self.take() == "|" else "‖"
        if items and open_rows and open_rows[-1][0].text == text:
            return Sign(text, Kind.CLOSING)
        before = next((kinds(item)[1] for item in reversed(items) if not isinstance(item, Space)), None)
        operand = before not in (None, Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.OPERATOR, Kind.BIG)
        return Sign(text) if operand else Sign(text, Kind.OPENING)

    def scripts(self, nucleus: Node) -> Node:
        if self.tokens[self.at] not in _SCRIPTS:
            return nucleus
        parts: dict[str, Node] = {}
        primes = 0
        while (token := self.tokens[self.at]) in _SCRIPTS:
            self.at += 1
            if token == "'":
                primes += 1
            elif token in ("^", "_"):
                if token in parts:
                    self.fail(f"a second “{token}” needs braces", self.at - 1)
                parts[token] = self.argument(script=True)
        if primes:
            sign = Sign(_PRIMES.get(primes, "′" * primes))
            parts["^"] = Row((sign, *_items(parts["^"]))) if "^" in parts else sign
        return Script(nucleus, parts.get("^"), parts.get("_")) if parts else nucleus

    # ----- one part

    def argument(self, script: bool = False) -> Node:
        """A group in braces or one part; a script without braces takes a whole signed number."""
        token = self.peek()
        if token == "{":
            return self.group()
        if token in _ENDS or token in "^_":
            self.fail("an argument is missing")
        if token[0].isdigit() and not script:
            self.tokens[self.at] = token[1:]
            self.offsets[self.at] += 1
            self.at += len(token) == 1
            return Sign(token[0])
        if script and token in "+-−" and (following := self.tokens[self.at + 1])[:1].isdigit():
            self.at += 2
            return Row((Sign(CHARACTERS[token][0]), Sign(following)))
        self.descend(1)
        node = self.nucleus()
        self.descend(-1)
        return Row(()) if node is None else node

    def group(self) -> Node:
        self.take("{")
        row = self.row()
        self.take("}")
        return _unwrap(row)

    def nucleus(self) -> Node | None:
        token = self.tokens[self.at]
        if token == "{":
            return self.group()
        if token in _SCRIPTS:
            return Row(())
        self.take()
        if token in _SIGNS:
            return _SIGNS[token]
        if token[0] == "\\":
            return self.command(token[1:])
        if token == "~":
            return Space(1)
        if token == "$" or category(token[0])[0] == "C":
            self.fail("this character does not belong in a formula", self.at - 1)
        return Sign(token)

    def command(self, name: str) -> Node | None:
        if name in SPACES:
            return Space(SPACES[name])
        if name in _IGNORED:
            return None
        if name in ACCENTS:
            return Accent(ACCENTS[name], self.argument())
        if name in _PLAIN:
            return self.argument()
        if name in _STYLED:
            return Sign(restyle(name, self.raw()))
        if name in _WORDED:
            return self.word(name)
        if name in _PROSE:
            return Sign(self.raw(), Kind.TEXT)
        return self.structure(name)

    def structure(self, name: str) -> Node:
        match name:
            case "frac" | "dfrac" | "tfrac":
                return Fraction(self.argument(), self.argument())
            case "binom":
                return Grid(((self.argument(),), (self.argument(),)), "binomial", "(", ")")
            case "sqrt":
                index = self.index() if self.peek() == "[" else None
                return Root(self.argument(), index)
            case "left":
                return self.fenced()
            case "middle":
                return Sign(self.delimiter(), Kind.RELATION)
            case "underbrace" | "overbrace":
                return Brace(self.argument(), name == "overbrace")
            case "not":
                sign = self.nucleus()
                struck = normalize("NFC", sign.text + "\u0338") if isinstance(sign, Sign) else ""
                return Sign(struck, Kind.RELATION)
            case "begin":
                return self.environment()
            case _:
                raise self.unknown(name)

    def word(self, name: str) -> Sign:
        text = " ".join(self.raw().split())
        if name == "mathrm":
            return Sign(text, Kind.NAME if len(text) > 1 else Kind.ORDINARY)
        return Sign(text, Kind.OPERATOR)

    def index(self) -> Node:
        self.take("[")
        start = self.at
        while self.peek() != "]":
            self.take()
        inner = _Reader(self.tex)
        inner.tokens = [*self.tokens[start : self.at], ""]
        inner.offsets = self.offsets[start : self.at + 1]
        inner.depth = self.depth
        self.at += 1
        return _unwrap(inner.row())

    # ----- brackets and environments

    def delimiter(self) -> str:
        token = self.take()
        if token in _DELIMITERS:
            return _DELIMITERS[token]
        sign, kind = CHARACTERS.get(token) or COMMANDS.get(token[1:]) or (token, Kind.ORDINARY)
        if kind not in (Kind.OPENING, Kind.CLOSING) and sign not in ("|", "‖", "/"):
            self.fail(f"“{token}” is no bracket", self.at - 1)
        return sign

    def fenced(self) -> Fenced:
        left = self.delimiter()
        body = self.row()
        self.take("\\right")
        return Fenced(left, body, self.delimiter())

    def environment(self) -> Grid:
        start = self.at - 1
        name = self.raw()
        if name not in _MATRICES and name not in _ALIGNED and name != "cases":
            self.fail(f"the environment “{name}” is not known", start)
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(_unwrap(self.row()))
            token = self.take()
            if token == "\\\\":
                rows.append([])
            elif token != "&":
                break
        if token != "\\end" or self.raw() != name:
            self.fail(f"\\begin{{{name}}} has no \\end{{{name}}}", start)
        if len(rows) > 1 and rows[-1] == [Row(())]:
            rows.pop()
        style = "matrix" if name in _MATRICES else "cases" if name == "cases" else "aligned"
        left, right = _MATRICES.get(name, ("{", "") if style == "cases" else ("", ""))
        return Grid(tuple(map(tuple, rows)), style, left, right)

    def unknown(self, name: str) -> AuthorError:
        from difflib import get_close_matches

        nearest = next(iter(get_close_matches(name, sorted(_KNOWN), 1)), "")
        hint = f" (did you mean \\{nearest}?)" if nearest else ""
        message = f"\\{name} is not a known command{hint}"
        return self.error(message, self.at - 1, f"\\{nearest}" if nearest else "")


def _row(items: list[Node]) -> Node:
    return _unwrap(Row(tuple(items)))


def _unwrap(row: Row) -> Node:
    return row.items[0] if len(row.items) == 1 else row


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Row) else (node,)
