"""The common slips of typing maths: what to say, where, and what to type instead."""

from __future__ import annotations

from trainer.errors import AnswerError
from trainer.maths import limits
from trainer.maths.expr import Array, Expr, Neg, Number, Pow, Span, Symbol
from trainer.maths.functions import ARITY, function_named
from trainer.maths.names import Names
from trainer.maths.reading.scanner import Token

_OPERATORS = frozenset("+-*/^@,;=<>_") | {"<=", ">=", "!="}
_MOST_NAMES = 6
_PARTNER = {"(": ")", "[": "]", "{": "}", "set{": "}", "matrix[": "\\end{…}", "⟨": "⟩"}
_SPECIAL_WORDS = {
    "lg": "lg is log10 for some and log2 for others; write log10(x) or log2(x)",
    "nan": "“nan” is not a value; write the result",
    "undefined": "write a formula or a number",
    "i": "i as √−1 is not read: everything here is real",
    "j": "j as √−1 is not read: everything here is real",
    "dx": "dx stands alone only in d/dx; leave it out",
    "lambda": "lambda is not a declared name here",
    "and": "write one answer at a time",
    "or": "write a set for several values: {a, b}",
}


def missing_operand(text: str, tokens: list[Token], position: int) -> AnswerError:
    """Something should stand here and does not."""
    token = tokens[position]
    before = tokens[position - 1] if position else None
    if token.kind == "end" and before is not None:
        message = f"something is missing after “{_shown(text, before)}”"
        return AnswerError(message, offset=len(text.rstrip()), text=text)
    if token.kind in (")", "]", "}"):
        if before is not None and before.kind in _OPERATORS:
            message = f"something is missing between “{before.kind}” and “{token.kind}”"
        elif before is not None and _PARTNER.get(before.kind) == token.kind:
            message = "the brackets are empty; write something between them"
        else:
            message = f"“{token.kind}” closes nothing; delete it or open it before"
    elif token.kind in ("*", "/", "^", "@"):
        message = f"something is missing before “{token.kind}”"
        if before is not None and before.kind == token.kind:
            message = f"“{token.kind}{token.kind}” is one sign too many"
    elif token.kind == "," and before is not None and before.kind == "{":
        message = "write a long number without commas: 1000"
    elif token.kind == ",":
        message = "something is missing before the comma"
    elif token.kind == "=":
        message = "an answer is the right side only; leave “=” out"
    elif token.kind == "∇":
        message = "∇ is not read; write grad(f, [x, y]) or the components"
    else:
        message = f"“{_shown(text, token)}” cannot stand here"
    return AnswerError(message, offset=token.start, text=text)


def leftover(text: str, tokens: list[Token], position: int) -> AnswerError:
    """The text should have ended before this token."""
    token = tokens[position]
    if token.kind in (")", "]", "}"):
        message = f"“{token.kind}” closes nothing; delete it or open it before"
    elif token.kind == ",":
        message = "a comma belongs inside brackets: [a, b] for a vector, a point for a decimal"
    elif token.kind == ";":
        message = "“;” separates the rows of a matrix inside [ ]"
    elif token.kind == "_":
        message = "an underscore belongs to a name, without spaces: w_1"
    elif token.kind[0] in ("|", "‖"):
        message = "a bar is left over: bars stand around something, |x|"
    elif token.kind == "∪":
        message = "∪ stands between intervals and sets"
    elif token.kind == "∈":
        message = "∈ stands after the name of a variable only"
    else:
        message = f"“{_shown(text, token)}” cannot stand here"
    return AnswerError(message, offset=token.start, text=text)


def unclosed(text: str, opening: Token, found: Token) -> AnswerError:
    """A bracket that is not closed, or is closed by the wrong one."""
    opened = opening.text if opening.kind == "matrix[" else opening.kind.removeprefix("set")
    wanted = _PARTNER.get(opening.kind, ")")
    if found.kind in (")", "]", "}"):
        message = f"“{opened}” is closed by “{found.kind}”; write “{wanted}” here"
        return AnswerError(message, offset=found.start, text=text)
    if found.kind == "end":
        return AnswerError(f"“{opened}” is not closed; write “{wanted}”", offset=opening.start, text=text)
    if found.kind in (",", ";"):
        message = f"“{found.kind}” cannot stand inside these brackets"
    else:
        message = f"“{wanted}” or an operator is missing before “{_shown(text, found)}”"
    return AnswerError(message, offset=found.start, text=text)


def comma_in_number(text: str, tokens: list[Token], position: int) -> AnswerError:
    """`1,5` or `1,000`: neither is read, since each means two things."""
    comma, before = tokens[position], tokens[position - 1]
    after = tokens[position + 1]
    if after.kind != "number":
        return leftover(text, tokens, position)
    digits = after.text.partition(".")[0]
    if len(digits) == 3 and "." not in before.text:
        message = (
            f"write {before.text}{after.text} without the comma, or {before.text}.{digits} for a decimal"
        )
    else:
        message = f"a decimal is written with a point: {before.text}.{digits}"
    return AnswerError(message, offset=comma.start, text=text)


def number_after_operand(text: str, tokens: list[Token], position: int) -> AnswerError:
    """`x2`, `(x+1)2`, `2 3`: a product and a power are equally likely."""
    token, before = tokens[position], tokens[position - 1]
    left = _shown(text, before)
    if before.kind == "number" and before.end == token.start:
        message = "a number has one decimal point"
    elif before.kind == "number":
        message = (
            f"two numbers side by side; write {left}*{token.text}, or {left}{token.text} without the gap"
        )
    elif before.kind in (")", "]", "|"):
        message = f"put “*” or “^” between “{left}” and {token.text}"
    else:
        message = f"write {token.text}{left} for a product or {left}^{token.text} for a power"
    return AnswerError(message, offset=token.start, text=text)


def unknown_name(text: str, token: Token, names: Names) -> AnswerError:
    """A word that means nothing here, with the nearest one that does."""
    word = token.text
    if word.rstrip("0123456789") in ("log", "ln") or word.startswith(("log10", "log2")):
        return AnswerError(
            "write the argument in brackets: log10(x), log2(x), ln(x)", offset=token.start, text=text
        )
    if word.lower() in _SPECIAL_WORDS:
        return AnswerError(_SPECIAL_WORDS[word.lower()], offset=token.start, text=text)
    stem = word.rstrip("0123456789")
    if stem != word and names.read_word(stem) is not None:
        digits = word[len(stem) :]
        if function_named(stem):
            return glued_number(text, token, stem, digits)
        message = f"“{word}” is not a name here; write {digits}*{stem} or {stem}^{digits}"
        return AnswerError(message, offset=token.start, text=text)
    nearest = names.nearest(word)
    known = sorted(names.variables)
    if nearest:
        message = f"“{word[:30]}” is not a name here; did you mean {nearest}?"
    else:
        message = f"“{word[:30]}” is not a name here{_known(known)}"
    return AnswerError(message, offset=token.start, text=text)


def _known(names: list[str]) -> str:
    """Which names there are instead, if any are declared."""
    if len(names) < 2:
        return f"; the only name is {names[0]}" if names else ""
    more = ", …" if len(names) > _MOST_NAMES else ""
    return f"; the names are {', '.join(names[:_MOST_NAMES])}{more}"


def glued_number(text: str, token: Token, function: str, digits: str) -> AnswerError:
    """`sin2x`: could be sin(2x) or sin²x."""
    message = f"write {function}({digits}…) for the argument or {function}^{digits}(…) for a power"
    return AnswerError(message, offset=token.start, text=text)


def missing_argument(text: str, function: Token, found: Token) -> AnswerError:
    """`sin + 1`: a function name with nothing after it."""
    shown = _shown(text, function)
    return AnswerError(f"{shown} wants something after it: {shown}(x)", offset=found.start, text=text)


def inverse_or_reciprocal(text: str, function: Token) -> AnswerError:
    """`sin^-1 x` means arcsin to some and 1/sin to others."""
    name = function.text
    inverse = f"arc{name}(x)" if f"a{name}" in ARITY else "the inverse"
    message = f"{name}^-1 has two meanings; write {inverse} or 1/{name}(x)"
    return AnswerError(message, offset=function.end, text=text)


def wrong_count(text: str, name: str, given: int, span: Span) -> AnswerError:
    """Too few or too many arguments."""
    fewest, most = (1, 2) if name == "ln" else ARITY[name]
    name = "log" if name == "ln" else name
    wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
    noun = "argument" if wanted == "1" else "arguments"
    return AnswerError(f"{name} takes {wanted} {noun}, not {given}", offset=span[0], text=text)


def check_arguments(text: str, name: str, args: tuple[Expr, ...], span: Span) -> None:
    """Refuse operators whose variable is not a name, before anything is computed with them."""
    if name in ("diff", "integral", "limit", "taylor") or (name == "sum" and len(args) == 4):
        if not isinstance(args[1], Symbol):
            raise AnswerError(
                f"the second argument of {name} is the name of a variable", offset=span[0], text=text
            )
    elif name in ("grad", "jacobian", "hessian"):
        listed = isinstance(args[1], Array) and all(isinstance(item, Symbol) for item in args[1].items)
        if not (listed or isinstance(args[1], Symbol)):
            raise AnswerError(
                f"the second argument of {name} lists variables: [x, y]", offset=span[0], text=text
            )


def check_factorial(arg: Expr, text: str) -> None:
    """Refuse the factorial of a number that is too large, negative or no whole number."""
    if isinstance(arg, Number) and (arg.value > limits.MAX_FACTORIAL or arg.value.denominator != 1):
        message = f"a factorial is read of whole numbers up to {limits.MAX_FACTORIAL}"
        raise AnswerError(message, offset=max(arg.span[0], 0), text=text)


def too_large_a_power(base: Expr, exponent: Expr) -> bool:
    """Whether a power of written numbers is beyond the bound (towers included)."""
    if isinstance(exponent, Number) and exponent.value <= limits.MAX_POWER:
        return False
    size = _literal(exponent)
    if size is None or abs(size) <= limits.MAX_POWER:
        return False
    return _literal(base) is not None or abs(size) > limits.MAX_POWER**2


def _literal(expr: Expr) -> float | None:
    """The rough value of a written number, infinity where it is huge, None where it is no number."""
    match expr:
        case Number(value):
            return float(value) if value < 10**300 else float("inf")
        case Neg(arg):
            inner = _literal(arg)
            return None if inner is None else -inner
        case Pow(base, exponent):
            low, high = _literal(base), _literal(exponent)
            if low is None or high is None:
                return None
            try:
                return float(abs(low) ** high)
            except (OverflowError, ZeroDivisionError):
                return float("inf")
    return None


def _shown(text: str, token: Token) -> str:
    shown = text[token.start : token.end] or token.text
    return "".join(character for character in shown[:20] if character.isprintable())
