"""Hints and worked solutions in words, told from the derivation; decides no mathematics of its own.

Lines are prose with `$…$` in TeX. Partial derivatives (other names in the formula) are written with ∂.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.calculus import rules
from trainer.calculus.derivative import differentiate
from trainer.calculus.rules import Derivation, assemble, free_names, power_parts
from trainer.calculus.tidy import neaten, tidy
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import ONE, Add, Call, Div, E, Expr, Mul, Neg, Pow, Symbol

_MOST_PART_LINES = 4
_CHECK_POINTS = (0.5, 2.0, -2.0)
_CLOSINGS = {
    rules.CHAIN: "Now multiply: the outer derivative, at the inner function, times the inner derivative.",
    rules.PRODUCT: "Now add: each derivative times the other factors as they are.",
    rules.QUOTIENT: "Now put the pieces into the quotient rule.",
    rules.POWER: "Bring the exponent down as a factor, and lower it by one.",
    rules.EXPONENTIAL: "The power itself stays; a base other than e brings its logarithm as a factor.",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def hints(f: Expr, x: str) -> tuple[str, ...]:
    """Three hints for the derivative of `f`, each saying more; a constant gets one.

    The rule and its pieces; the derivatives of the pieces; what is then left to do. A function straight
    from the table gets a value to check against instead of pieces.
    """
    root = differentiate(f, x)
    core = _core(root)
    if core.rule == rules.CONSTANT:
        return (f"{_frozen(root)}{_rule_in_words(core)}",)
    opening = f"{_frozen(root)}{_constant_in_words(root)}{_rule_in_words(core)}"
    if core.rule == rules.SUM:
        return (opening, *_sum_hints(core))
    if core.rule in (rules.POWER, rules.EXPONENTIAL):
        second = f"In general ${_formula(core)}$."
    elif not core.parts:
        return (opening, _check_value(root), f"${_formula(core)}$.")
    else:
        telling = [part for part in core.parts if _is_telling(core, part)] or core.parts
        second = f"The pieces: {'; '.join(f'${_slope(part)}$' for part in telling)}."
    return (opening, second, _closing(core))


def worked(f: Expr, x: str) -> tuple[str, ...]:
    """A numbered solution of two to six lines: the rule, the pieces, the result."""
    root = differentiate(f, x)
    core = _core(root)
    lines = [f"{_frozen(root)}{_constant_in_words(root)}{_rule_in_words(core)}"]
    lines += _gathered(
        [_piece(core, i, part) for i, part in enumerate(core.parts) if _is_telling(core, part)]
    )
    lines.append(_last_line(root, core))
    return tuple(f"{i}. {line}" for i, line in enumerate(lines, start=1))


# -- the rule ---------------------------------------------------------------------------------------------


def _core(step: Derivation) -> Derivation:
    """The step under all constant factors."""
    while step.rule == rules.CONSTANT_MULTIPLE:
        step = step.parts[0]
    return step


def _frozen(root: Derivation) -> str:
    """Which other names are held constant, for a partial derivative."""
    others = sorted(free_names(root.before) - {root.variable})
    if not others:
        return ""
    listed = " and ".join((", ".join(_name(o) for o in others[:-1]), _name(others[-1]))) if others[1:] else ""
    return f"Hold {listed or _name(others[0])} constant. "


def _constant_in_words(root: Derivation) -> str:
    if root.rule != rules.CONSTANT_MULTIPLE:
        return ""
    factor = tidy(_around(root, ONE))
    if factor == Neg(ONE):
        return "The minus sign stays in front. "
    return f"The constant factor ${to_tex(factor)}$ stays in front. "


def _rule_in_words(step: Derivation) -> str:
    """The rule of a step and the pieces it is applied to, as one sentence."""
    parts = [f"${to_tex(part.before)}$" for part in step.parts]
    match step.rule:
        case rules.CONSTANT:
            return f"${to_tex(step.before)}$ does not depend on ${to_tex(Symbol(step.variable))}$."
        case rules.VARIABLE:
            return f"The variable ${to_tex(step.before)}$ itself has slope 1."
        case rules.SUM:
            return f"Sum rule: differentiate term by term.{_constant_terms(step)}"
        case rules.PRODUCT:
            return f"Product rule: the factors are {_listed(parts)}; differentiate one at a time and add."
        case rules.QUOTIENT:
            return (
                rf"Quotient rule: $\frac{{f' g - f g'}}{{g^2}}$ with $f$ = {parts[0]} and $g$ = {parts[1]}."
            )
        case rules.CHAIN:
            return f"Chain rule: {_listed([_inside(*pair) for pair in _pairs(step)])}."
        case rules.POWER:
            base, exponent = power_parts(step.before)
            written = f"${to_tex(step.before)} = {to_tex(Pow(base, exponent))}$: power rule"
            opening = written if isinstance(step.before, Div) else "Power rule"
            return f"{opening} with the exponent ${to_tex(exponent)}$."
        case rules.EXPONENTIAL:
            base, _ = power_parts(step.before)
            return f"Exponential function with the base ${to_tex(base)}$: the variable is in the exponent."
        case rules.LOGARITHMIC:
            return f"Base {parts[0]} and exponent {parts[1]} both vary: write $f^g = e^{{g \\ln f}}$ first."
        case rules.PIECEWISE:
            return "Differentiate each piece by itself; the condition stays."
        case rules.COMPONENTWISE:
            return "Differentiate component by component."
        case rules.FUNDAMENTAL:
            return "Fundamental theorem of calculus: put the limits into the integrand."
    return f"The {step.rule} is in the table of derivatives."


def _constant_terms(step: Derivation) -> str:
    """Which terms of a sum vanish, as a sentence; nothing where none does."""
    terms = [f"${to_tex(part.before)}$" for part in step.parts if part.rule == rules.CONSTANT]
    if not terms:
        return ""
    verb = "does" if len(terms) == 1 else "do"
    return f" {_listed(terms)} {verb} not depend on {_name(step.variable)}."


def _inside(outer: Derivation, inner: Derivation) -> str:
    letter = to_tex(Symbol(outer.variable))
    return f"outer function ${to_tex(outer.before)}$, inner function ${letter} = {to_tex(inner.before)}$"


def _formula(step: Derivation) -> str:
    """The general form of a rule without parts."""
    u, n = Symbol("u"), Symbol("n")
    if step.rule == rules.POWER:
        return f"{_d('u')} {to_tex(Pow(u, n))} = {to_tex(Mul((n, Pow(u, Add((n, Neg(ONE)))))))}"
    if step.rule == rules.EXPONENTIAL:
        power = Pow(E if power_parts(step.before)[0] == E else Symbol("a"), u)
        return f"{_d('u')} {to_tex(power)} = {to_tex(assemble(rules.EXPONENTIAL, power, (), 'u'))}"
    return _slope(step)


def _check_value(root: Derivation) -> str:
    """A value of the derivative, for checking a guess."""
    from trainer.calculus.samples import value_at

    for point in _CHECK_POINTS:
        value = value_at(root.after, dict.fromkeys(free_names(root.before), point))
        if value is not None:
            names = ", ".join(f"{to_tex(Symbol(name))} = {point}" for name in sorted(free_names(root.before)))
            return f"To check a guess: at ${names}$ the derivative is about ${value:.4g}$."
    return "Look it up in the table of derivatives."


# -- the pieces -------------------------------------------------------------------------------------------


def _pairs(step: Derivation) -> list[tuple[Derivation, Derivation]]:
    return list(zip(step.parts[::2], step.parts[1::2], strict=True))


def _is_telling(core: Derivation, part: Derivation) -> bool:
    """Terms of a sum that vanish are named with the rule, and have no line of their own."""
    return not (core.rule in (rules.SUM, rules.FUNDAMENTAL) and part.rule == rules.CONSTANT)


def _piece(core: Derivation, i: int, part: Derivation) -> str:
    """One line about one part: what it is, its derivative, and by which rule where that is not plain."""
    match core.rule:
        case rules.CHAIN:
            role = "Outer" if i % 2 == 0 else "Inner"
        case rules.PRODUCT:
            role = f"{_ORDINALS[i].capitalize()} factor" if i < len(_ORDINALS) else "Next factor"
        case rules.QUOTIENT:
            role = ("Numerator", "Denominator")[i]
        case rules.LOGARITHMIC:
            role = ("Base", "Exponent")[i]
        case _:
            role = ""
    inner = _core(part)
    steps = _slope(part)
    if inner.rule in (rules.CHAIN, rules.PRODUCT, rules.QUOTIENT, rules.LOGARITHMIC):
        raw = _written_out(part)
        steps = f"{_d(part.variable, part)} {_bracketed(part.before)} = {to_tex(raw)}"
        steps += "" if raw == part.after else f" = {to_tex(part.after)}"
        steps = f"${steps}$ ({_how(inner)})."
    else:
        steps = f"${steps}$."
    return f"{role}: {steps}" if role else steps


def _how(step: Derivation) -> str:
    if step.rule != rules.CHAIN:
        return step.rule
    return "chain rule, inner function " + ", ".join(
        f"${to_tex(Symbol(outer.variable))} = {to_tex(inner.before)}$" for outer, inner in _pairs(step)
    )


def _gathered(lines: list[str]) -> list[str]:
    """The lines, several to one where there are too many."""
    if len(lines) <= _MOST_PART_LINES:
        return lines
    each = -(-len(lines) // _MOST_PART_LINES)
    return [" ".join(lines[i : i + each]) for i in range(0, len(lines), each)]


def _last_line(root: Derivation, core: Derivation) -> str:
    raw = _written_out(root)
    result = to_tex(root.after)
    if core.rule == rules.POWER:
        return f"${_unfinished(root)} = {result}$."
    if not core.parts:
        return f"${_slope(root)}$."
    opening = {
        rules.CHAIN: "Outer at the inner function, times inner",
        rules.SUM: "Add up",
        rules.PRODUCT: "One term for each factor",
        rules.QUOTIENT: "Put into the rule",
        rules.COMPONENTWISE: "Together",
    }.get(core.rule, "Put together")
    written = to_tex(raw)
    return f"{opening}: ${written} = {result}$." if written != result else f"{opening}: ${result}$."


def _written_out(step: Derivation) -> Expr:
    """The result of the core's rule before it is simplified, with its constant factors around it."""
    core = _core(step)
    raw = _around(step, assemble(core.rule, core.before, core.parts, core.variable))
    if core.rule == rules.CHAIN and all(isinstance(part.after, Neg) for part in core.parts):
        return raw  # both minus signs are to be seen before they cancel
    return neaten(raw)


def _closing(core: Derivation) -> str:
    """What is left to do once the pieces are known, without doing it."""
    return _CLOSINGS.get(core.rule, "Now put the pieces together.")


def _sum_hints(core: Derivation) -> tuple[str, str]:
    """For a sum: one term, then all terms but one."""
    telling = [part for part in core.parts if _is_telling(core, part)]
    if len(telling) < 2 or isinstance(core.before, Call):
        part = telling[0]
        only = f"Only ${to_tex(part.before)}$ depends on ${to_tex(Symbol(part.variable))}$."
        return (only, _closing(_core(part)))
    shown = [f"${_slope(part)}$" for part in telling[:-1]]
    rest = f"; the term ${to_tex(telling[-1].before)}$ is left to you."
    return (f"The first term: {shown[0]}.", f"All terms but the last: {'; '.join(shown)}{rest}")


def _around(step: Derivation, inside: Expr) -> Expr:
    if step.rule != rules.CONSTANT_MULTIPLE:
        return inside
    part = replace(step.parts[0], after=_around(step.parts[0], inside))
    return assemble(step.rule, step.before, (part,), step.variable)


def _unfinished(root: Derivation) -> str:
    """For a power `5 x^(5 - 1)`, what is left to do; else the written-out form."""
    core = _core(root)
    if core.rule != rules.POWER:
        return to_tex(_written_out(root))
    base, exponent = power_parts(core.before)
    return to_tex(neaten(_around(root, Mul((exponent, Pow(base, Add((exponent, Neg(ONE)))))))))


# -- notation ---------------------------------------------------------------------------------------------


def _slope(step: Derivation) -> str:
    return f"{_d(step.variable, step)} {_bracketed(step.before)} = {to_tex(step.after)}"


def _d(variable: str, step: Derivation | None = None) -> str:
    sign = r"\partial" if step is not None and free_names(step.before) - {variable} else "d"
    gap = " " if sign != "d" else ""
    return rf"\frac{{{sign}}}{{{sign}{gap}{to_tex(Symbol(variable))}}}"


def _bracketed(expr: Expr) -> str:
    return f"({to_tex(expr)})" if isinstance(expr, Add | Neg) else to_tex(expr)


def _name(name: str) -> str:
    return f"${to_tex(Symbol(name))}$"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
