"""Random expression trees in the shapes that the parser itself builds."""

from fractions import Fraction

from hypothesis import strategies as st

from trainer.maths.expr import Add, Call, Constant, Div, Mul, Neg, Number, Pow, Symbol

_NUMBERS = st.sampled_from(["0", "1", "2", "3", "10", "0.5", "2.75", "1e-8"]).map(
    lambda t: Number(Fraction(t), t)
)
_LEAVES = _NUMBERS | st.sampled_from("xyz").map(Symbol) | st.sampled_from(["pi", "e"]).map(Constant)
_UNARY = ["sin", "cos", "exp", "ln", "sqrt", "abs", "sigmoid", "tanh", "relu"]


def _terms(parts):
    """A sum whose terms are no sums by themselves at the front, as reading builds it."""
    return st.tuples(parts, parts, st.booleans()).map(
        lambda t: Add((t[0], Neg(t[1]) if t[2] and not isinstance(t[1], Neg) else t[1]))
    )


def _product(left, right):
    return Mul((*left.factors, right)) if isinstance(left, Mul) else Mul((left, right))


def _extend(parts):
    return st.one_of(
        parts.map(Neg),
        _terms(parts),
        st.tuples(parts, parts).map(lambda t: _product(*t)),
        st.tuples(parts, parts).map(lambda t: Div(*t)),
        st.tuples(parts, st.sampled_from(["2", "3"]).map(lambda t: Number(Fraction(t), t))).map(
            lambda t: Pow(*t)
        ),
        st.tuples(st.sampled_from(_UNARY), parts).map(lambda t: Call(t[0], (t[1],))),
    )


def trees(max_leaves=8):
    return st.recursive(_LEAVES, _extend, max_leaves=max_leaves)
