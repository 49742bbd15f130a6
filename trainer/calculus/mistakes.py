"""What goes wrong at one step of a derivation: for each rule, the wrong results made of right parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trainer.calculus.constant_mistakes import (
    constant_mistakes,
    constant_multiple_mistakes,
    variable_mistakes,
)
from trainer.calculus.rules import (
    CHAIN,
    CONSTANT,
    CONSTANT_MULTIPLE,
    EXPONENTIAL,
    LOGARITHMIC,
    POWER,
    PRODUCT,
    QUOTIENT,
    SUM,
    TABLE,
    VARIABLE,
    Derivation,
    power_parts,
)
from trainer.calculus.table_mistakes import Mistake, table_mistakes
from trainer.calculus.tidy import tidy
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Call,
    Div,
    E,
    Expr,
    Mul,
    Neg,
    Pow,
    Symbol,
    number,
    substitute,
)
from trainer.maths.rational import rational

_MOST_TERMS_DROPPED = 4


def mistakes(step: Derivation, parent: Derivation | None = None) -> Iterator[Mistake]:
    """The wrong results at this step, the likelier first; some are right by chance and must be sifted out.

    `parent` is the step of which this one is a part: a constant is only kept by mistake inside a sum, and a
    chain is only stopped early inside another chain.
    """
    if step.rule.startswith(TABLE) and isinstance(step.before, Call):
        yield from table_mistakes(step.before)
    rule = _MISTAKES.get(step.rule)
    if rule is not None:
        yield from rule(step, parent)


def _sum(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    afters = [part.after for part in step.parts]
    moving = [i for i, after in enumerate(afters) if after != ZERO]
    if len(moving) < 2:
        return
    for i in moving[:_MOST_TERMS_DROPPED]:
        rest = (*afters[:i], ZERO, *afters[i + 1 :])
        feedback = f"The derivative of the term ${to_tex(step.parts[i].before)}$ is missing."
        yield Mistake("term-dropped", feedback, Add(rest))


def _product(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    afters = tuple(part.after for part in step.parts)
    rule = "$(f g)' = f' g + f g'$"
    yield Mistake(
        "product-of-derivatives",
        f"The derivatives were multiplied; the product rule is {rule}.",
        Mul(afters),
    )
    terms = [
        Mul((part.after, *(other.before for other in step.parts if other is not part))) for part in step.parts
    ]
    for term in terms:
        yield Mistake("product-term-missing", f"One term of the product rule is missing: {rule}.", term)
    if len(terms) == 2:
        yield Mistake(
            "product-minus",
            f"The minus belongs to the quotient rule; for a product {rule}.",
            Add((terms[0], Neg(terms[1]))),
        )


def _quotient(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    top, bottom = step.parts
    first, second = Mul((top.after, bottom.before)), Mul((top.before, bottom.after))
    square = Pow(bottom.before, number(2))
    rule = r"$\frac{f' g - f g'}{g^2}$"
    yield Mistake(
        "quotient-sign-swapped",
        f"The numerator has the wrong sign: it begins with the derivative of the numerator, {rule}.",
        Div(Add((second, Neg(first))), square),
    )
    yield Mistake(
        "quotient-denominator-not-squared",
        f"The denominator must be squared: {rule}.",
        Div(Add((first, Neg(second))), bottom.before),
    )
    yield Mistake(
        "quotient-of-derivatives",
        f"Numerator and denominator were differentiated separately; the quotient rule is {rule}.",
        Div(top.after, bottom.after),
    )
    yield Mistake(
        "quotient-plus",
        f"The numerator has a minus, unlike the product rule: {rule}.",
        Div(Add((first, second)), square),
    )
    yield Mistake(
        "quotient-denominator-lost",
        f"The denominator $g^2$ is missing: {rule}.",
        Add((first, Neg(second))),
    )


def _power(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    base, exponent = power_parts(step.before)
    n, value = to_tex(exponent), rational(exponent)
    less, more = Add((exponent, Neg(ONE))), Add((exponent, ONE))
    yield Mistake(
        "exponent-not-lowered",
        f"The exponent ${n}$ came in front but was not lowered by 1.",
        Mul((exponent, Pow(base, exponent))),
    )
    yield Mistake(
        "exponent-not-brought-down",
        f"The exponent was lowered, but ${n}$ must also come in front as a factor.",
        Pow(base, less),
    )
    yield Mistake(
        "exponent-raised",
        f"The exponent is lowered by 1: ${n}$ becomes ${to_tex(tidy(less))}$, not ${to_tex(tidy(more))}$.",
        Mul((exponent, Pow(base, more))),
    )
    yield Mistake(
        "new-exponent-brought-down",
        f"The old exponent ${n}$ comes in front, not the lowered one.",
        Mul((less, Pow(base, less))),
    )
    if value is not None and value < 0:
        yield from _negative_power(base, exponent)


def _negative_power(base: Expr, exponent: Expr) -> Iterator[Mistake]:
    positive = Neg(exponent)
    yield Mistake(
        "minus-sign-lost",
        f"The exponent ${to_tex(exponent)}$ comes in front with its minus sign.",
        Mul((positive, Pow(base, Add((exponent, Neg(ONE)))))),
    )
    yield Mistake(
        "denominator-differentiated",
        "Only the denominator was differentiated; write the fraction as a negative power first.",
        Div(ONE, Mul((positive, Pow(base, Add((positive, Neg(ONE))))))),
    )


def _exponential(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    base, exponent = power_parts(step.before)
    yield Mistake(
        "exponential-by-power-rule",
        "The power rule is for a constant exponent; here the variable is in the exponent.",
        Mul((exponent, Pow(base, Add((exponent, Neg(ONE)))))),
    )
    if base != E:
        logarithm = to_tex(Call("ln", (base,)))
        yield Mistake(
            "log-factor-lost", f"The factor ${logarithm}$ is missing; only base $e$ has none.", step.before
        )


def _chain(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    if len(step.parts) != 2:
        return
    outer, inner = step.parts
    x, g, slope = Symbol(step.variable), inner.before, inner.after

    def outer_at(value: Expr) -> Expr:
        return substitute(outer.after, {outer.variable: value})

    deep = parent is not None and parent.rule == CHAIN
    missing = f"the derivative ${to_tex(slope)}$ of the inner function ${to_tex(g)}$ is missing"
    yield (
        Mistake("chain-stopped-early", f"The chain goes one link further: {missing}.", outer_at(g))
        if deep
        else Mistake("inner-derivative-forgotten", f"Chain rule: {missing} as a factor.", outer_at(g))
    )
    at_x = f"The outer derivative is taken at the inner function ${to_tex(g)}$, not at ${to_tex(x)}$."
    yield Mistake("outer-derivative-at-x", at_x, Mul((outer_at(x), slope)))
    yield Mistake(
        "outer-derivative-at-inner-derivative",
        f"The inner function ${to_tex(g)}$ stays inside; its derivative is a factor outside.",
        outer_at(slope),
    )
    yield Mistake(
        "differentiated-inside",
        "The outer function must be differentiated too, and the inner derivative stands outside as a factor.",
        substitute(outer.before, {outer.variable: slope}),
    )
    yield Mistake(
        "rates-added",
        "Outer and inner derivative are multiplied, not added.",
        Add((outer_at(g), slope)),
    )
    if slope not in (ONE, Neg(ONE)):
        yield Mistake(
            "outer-not-differentiated",
            "The inner derivative is there, but the outer function was not differentiated.",
            Mul((substitute(outer.before, {outer.variable: g}), slope)),
        )


def _logarithmic(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    base, exponent = step.parts
    power = Pow(base.before, Add((exponent.before, Neg(ONE))))
    yield Mistake(
        "varying-exponent-by-power-rule",
        "The power rule needs a constant exponent; here base and exponent both vary.",
        Mul((exponent.before, power, base.after)),
    )
    yield Mistake(
        "varying-base-by-exponential-rule",
        "The exponential rule needs a constant base; here base and exponent both vary.",
        Mul((step.before, Call("ln", (base.before,)), exponent.after)),
    )


_MISTAKES: dict[str, Callable[[Derivation, Derivation | None], Iterator[Mistake]]] = {
    CONSTANT: constant_mistakes,
    VARIABLE: variable_mistakes,
    CONSTANT_MULTIPLE: constant_multiple_mistakes,
    SUM: _sum,
    PRODUCT: _product,
    QUOTIENT: _quotient,
    POWER: _power,
    EXPONENTIAL: _exponential,
    CHAIN: _chain,
    LOGARITHMIC: _logarithmic,
}
