"""Graphs with their forward pass written again in NumPy, and differences of that pass: they know no rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.calculus.graph.graph import Graph, build
from trainer.calculus.graph.reading import read

Array = NDArray[np.float64]
_LEVELS = 4
_STEP = 0.02


@dataclass(frozen=True)
class Case:
    """A graph as an author writes it, its leaves, and the output as a function of these."""

    formulas: Mapping[str, str]
    leaves: Mapping[str, Any]
    output: Callable[..., Any]
    parameters: tuple[str, ...] = ()

    def graph(self, *, fine: bool = False) -> Graph:
        return graph_of(self.formulas, self.leaves, self.parameters, fine=fine)


def graph_of(
    formulas: Mapping[str, str],
    leaves: Mapping[str, Any],
    parameters: Sequence[str] = (),
    *,
    fine: bool = False,
) -> Graph:
    """The graph of formulas written as texts."""
    shapes = {name: np.shape(value) for name, value in leaves.items()}
    return build(read(formulas, shapes), leaves, tuple(parameters), fine=fine)


def differences(case: Case, name: str) -> Array:
    """The gradient by one leaf from central differences, extrapolated by Richardson to order eight."""
    arrays = {key: np.asarray(value, dtype=float) for key, value in case.leaves.items()}
    found = np.zeros(arrays[name].shape)
    for index in np.ndindex(*arrays[name].shape):
        direction = np.zeros(arrays[name].shape)
        direction[index] = 1.0

        def at(t: float, along: Array = direction) -> float:
            return float(case.output(**{**arrays, name: arrays[name] + t * along}))

        table = [(at(h) - at(-h)) / (2 * h) for h in (_STEP / 2**k for k in range(_LEVELS))]
        for order in range(1, _LEVELS):
            table = [(4**order * fine - coarse) / (4**order - 1) for coarse, fine in pairwise(table)]
        found[index] = table[0]
    return found


def assert_close(ours: Any, theirs: Any, tolerance: float = 1e-10) -> None:
    """Equal to so many parts of the larger of 1 and the value."""
    scale = np.maximum(1.0, np.abs(theirs))
    assert np.shape(ours) == np.shape(theirs)
    assert np.all(np.abs(np.asarray(ours) - theirs) <= tolerance * scale), (ours, theirs)


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def softmax(x: Any) -> Any:
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)


def relu(x: Any) -> Any:
    return np.where(x > 0, x, 0)


_random = np.random.default_rng(7)


def some(*shape: int) -> Array:
    """Numbers of moderate size, the same in every run."""
    return _random.uniform(-1.5, 1.5, shape)


NETWORKS: dict[str, Case] = {
    "one neuron, squared error": Case(
        {"z": "w*x + b", "a": "sigmoid(z)", "L": "(a - y)^2"},
        {"w": 0.5, "x": 2.0, "b": 0.1, "y": 1.0},
        lambda w, x, b, y: (sigmoid(w * x + b) - y) ** 2,
        ("w", "b"),
    ),
    "one neuron, cross-entropy": Case(
        {"z": "w*x + b", "p": "sigmoid(z)", "L": "-(y*ln(p) + (1 - y)*ln(1 - p))"},
        {"w": -0.7, "x": 1.5, "b": 0.2, "y": 1.0},
        lambda w, x, b, y: -(y * np.log(sigmoid(w * x + b)) + (1 - y) * np.log(1 - sigmoid(w * x + b))),
        ("w", "b"),
    ),
    "two inputs": Case(
        {"z": "w_1*x_1 + w_2*x_2 + b", "a": "tanh(z)", "L": "1/2*(a - y)^2"},
        {"w_1": 0.3, "x_1": 1.0, "w_2": -0.8, "x_2": 2.0, "b": 0.4, "y": 0.5},
        lambda w_1, x_1, w_2, x_2, b, y: (np.tanh(w_1 * x_1 + w_2 * x_2 + b) - y) ** 2 / 2,
    ),
    "two layers of vectors": Case(
        {"z_1": "W_1 @ x + b_1", "a_1": "tanh(z_1)", "z_2": "W_2 @ a_1 + b_2", "L": "norm(z_2 - y)^2"},
        {"W_1": some(3, 2), "x": some(2), "b_1": some(3), "W_2": some(2, 3), "b_2": some(2), "y": some(2)},
        lambda W_1, x, b_1, W_2, b_2, y: np.sum((W_2 @ np.tanh(W_1 @ x + b_1) + b_2 - y) ** 2),
        ("W_1", "b_1", "W_2", "b_2"),
    ),
    "a batch with a bias that is broadcast": Case(
        {"Z": "X @ W1 + b1", "A": "sigmoid(Z)", "P": "A @ W2 + b2", "L": "mean((P - Y)^2)"},
        {"X": some(4, 3), "W1": some(3, 2), "b1": some(2), "W2": some(2, 2), "b2": some(2), "Y": some(4, 2)},
        lambda X, W1, b1, W2, b2, Y: np.mean((sigmoid(X @ W1 + b1) @ W2 + b2 - Y) ** 2),
    ),
    "softmax with cross-entropy": Case(
        {"Z": "X @ W + b", "P": "softmax(Z)", "L": "-mean(sum(Y * ln(P), 1))"},
        {"X": some(4, 2), "W": some(2, 3), "b": some(3), "Y": np.eye(3)[[0, 2, 1, 0]]},
        lambda X, W, b, Y: -np.mean(np.sum(Y * np.log(softmax(X @ W + b)), axis=1)),
        ("W", "b"),
    ),
    "softmax fused with cross-entropy": Case(
        {"Z": "X @ W", "L": "-sum(Y * ln(softmax(Z)))/4"},
        {"X": some(4, 2), "W": some(2, 3), "Y": np.eye(3)[[0, 2, 1, 0]]},
        lambda X, W, Y: -np.sum(Y * np.log(softmax(X @ W))) / 4,
    ),
    "skip connection": Case(
        {"h": "tanh(w*x)", "s": "h + x", "L": "(s - t)^2"},
        {"w": 0.5, "x": 2.0, "t": 1.0},
        lambda w, x, t: (np.tanh(w * x) + x - t) ** 2,
    ),
    "shared weight": Case(
        {"h_1": "tanh(w*x)", "h_2": "tanh(w*h_1)", "L": "(h_2 - t)^2"},
        {"w": 0.5, "x": 2.0, "t": 1.0},
        lambda w, x, t: (np.tanh(w * np.tanh(w * x)) - t) ** 2,
        ("w",),
    ),
    "weight decay": Case(
        {"p": "X @ w", "L": "mean((p - y)^2) + 0.1*sum(w^2)"},
        {"X": some(4, 2), "w": some(2), "y": some(4)},
        lambda X, w, y: np.mean((X @ w - y) ** 2) + 0.1 * np.sum(w**2),
        ("w",),
    ),
    "a value used twice": Case({"y": "x*x", "L": "y*x"}, {"x": 1.7}, lambda x: x**3),
    "routing": Case(
        {"m": "max(x, y)", "r": "relu(z)", "q": "relu(-z)", "L": "m*r + 3*q + min(x, z)"},
        {"x": 3.0, "y": 1.0, "z": 2.0},
        lambda x, y, z: np.maximum(x, y) * relu(z) + 3 * relu(-z) + np.minimum(x, z),
    ),
    "a chain of tanh": Case(
        {f"h_{i}": f"tanh(w*h_{i - 1})" for i in range(1, 6)} | {"L": "h_5^2"},
        {"w": 0.9, "h_0": 2.0},
        lambda w, h_0: np.tanh(w * np.tanh(w * np.tanh(w * np.tanh(w * np.tanh(w * h_0))))) ** 2,
    ),
    "residual block of vectors": Case(
        {"h": "relu(W @ x + b)", "s": "h + x", "p": "softmax(s)", "L": "-dot(y, ln(p))"},
        {"W": some(3, 3), "x": some(3), "b": some(3), "y": np.array([0.0, 1.0, 0.0])},
        lambda W, x, b, y: -y @ np.log(softmax(relu(W @ x + b) + x)),
        ("W", "b", "x"),
    ),
}

OPERATIONS: dict[str, Case] = {
    "matrix by matrix": Case(
        {"L": "sum((A @ B)^2)"}, {"A": some(2, 3), "B": some(3, 2)}, lambda A, B: np.sum((A @ B) ** 2)
    ),
    "row by matrix": Case(
        {"L": "sum((a @ B)^2)"}, {"a": some(3), "B": some(3, 2)}, lambda a, B: np.sum((a @ B) ** 2)
    ),
    "dot by @": Case({"L": "(a @ b)^3"}, {"a": some(3), "b": some(3)}, lambda a, b: (a @ b) ** 3),
    "outer by @": Case(
        {"L": "sum((a @ b.T)^2)"}, {"a": some(2), "b": some(3)}, lambda a, b: np.sum(np.outer(a, b) ** 2)
    ),
    "outer": Case(
        {"L": "sum(C*outer(a, b)^2)"},
        {"a": some(2), "b": some(3), "C": some(2, 3)},
        lambda a, b, C: np.sum(C * np.outer(a, b) ** 2),
    ),
    "dot": Case({"L": "dot(a, b)^2"}, {"a": some(3), "b": some(3)}, lambda a, b: (a @ b) ** 2),
    "transpose": Case(
        {"L": "sum(A.T @ B)"}, {"A": some(3, 2), "B": some(3, 2)}, lambda A, B: np.sum(A.T @ B)
    ),
    "transpose of a product": Case(
        {"B": "(A @ A).T", "L": "sum(A*B)"}, {"A": some(2, 2)}, lambda A: np.sum(A * (A @ A).T)
    ),
    "sum over rows": Case(
        {"s": "sum(A, 0)", "L": "sum(s^2)"}, {"A": some(3, 2)}, lambda A: np.sum(A.sum(0) ** 2)
    ),
    "sum over columns": Case(
        {"s": "sum(A, 1)", "L": "sum(s^2)"}, {"A": some(3, 2)}, lambda A: np.sum(A.sum(1) ** 2)
    ),
    "mean over rows": Case(
        {"s": "mean(A, 0)", "L": "sum(s^3)"}, {"A": some(3, 2)}, lambda A: np.sum(A.mean(0) ** 3)
    ),
    "mean over columns": Case(
        {"s": "mean(A, 1)", "L": "mean(s^3)"}, {"A": some(3, 2)}, lambda A: np.mean(A.mean(1) ** 3)
    ),
    "softmax of a vector": Case(
        {"L": "dot(c, softmax(a))"}, {"a": some(3), "c": some(3)}, lambda a, c: c @ softmax(a)
    ),
    "softmax of rows": Case(
        {"L": "sum(C*softmax(A))"}, {"A": some(2, 3), "C": some(2, 3)}, lambda A, C: np.sum(C * softmax(A))
    ),
    "sum of a softmax": Case({"L": "sum(softmax(a))"}, {"a": some(3)}, lambda a: np.sum(softmax(a))),
    "logarithm of a softmax": Case(
        {"L": "sum(ln(softmax(a)))"}, {"a": some(3)}, lambda a: np.sum(np.log(softmax(a)))
    ),
    "norm": Case({"L": "norm(A)"}, {"A": some(2, 3)}, lambda A: np.sqrt(np.sum(A**2))),
    "trace": Case({"L": "trace(A @ A)^2"}, {"A": some(2, 2)}, lambda A: np.trace(A @ A) ** 2),
    "determinant": Case({"L": "det(A)^2"}, {"A": some(3, 3)}, lambda A: np.linalg.det(A) ** 2),
    "inverse": Case(
        {"L": "sum(C*inv(A))"},
        {"A": some(2, 2) + 3 * np.eye(2), "C": some(2, 2)},
        lambda A, C: np.sum(C * np.linalg.inv(A)),
    ),
    "diagonal matrix": Case(
        {"L": "sum((diag(a) @ B)^2)"},
        {"a": some(2), "B": some(2, 2)},
        lambda a, B: np.sum((np.diag(a) @ B) ** 2),
    ),
    "diagonal": Case({"L": "sum(diag(A)^2)"}, {"A": some(2, 2)}, lambda A: np.sum(np.diag(A) ** 2)),
    "largest entry": Case(
        {"L": "max(A)^2 + min(A)"}, {"A": some(2, 3)}, lambda A: np.max(A) ** 2 + np.min(A)
    ),
    "largest of two arrays": Case(
        {"L": "sum(max(A, B)^2)"},
        {"A": some(2, 3), "B": some(2, 3)},
        lambda A, B: np.sum(np.maximum(A, B) ** 2),
    ),
    "piecewise": Case(
        {"L": "sum(where(A > 0, A^2, 0.1*A))"},
        {"A": some(2, 3)},
        lambda A: np.sum(np.where(A > 0, A**2, 0.1 * A)),
    ),
    "vector of numbers": Case(
        {"v": "[x, x*y, y]", "L": "dot(v, v)"}, {"x": 0.7, "y": -1.2}, lambda x, y: x**2 + (x * y) ** 2 + y**2
    ),
    "matrix of numbers": Case(
        {"A": "[[x, y], [y, 2]]", "L": "det(A @ A)"}, {"x": 0.7, "y": -1.2}, lambda x, y: (2 * x - y**2) ** 2
    ),
    "number by array": Case(
        {"L": "sum((c*A + c)^2)"}, {"c": 0.8, "A": some(2, 3)}, lambda c, A: np.sum((c * A + c) ** 2)
    ),
    "row by column": Case(
        {"L": "sum((r*c)^2)"}, {"r": some(1, 3), "c": some(2, 1)}, lambda r, c: np.sum((r * c) ** 2)
    ),
    "quotient of arrays": Case(
        {"L": "mean(A/(1 + B^2))"}, {"A": some(2, 2), "B": some(2, 2)}, lambda A, B: np.mean(A / (1 + B**2))
    ),
    "exponential": Case(
        {"A": "exp(B)", "L": "sum(A*exp(-B^2))"},
        {"B": some(3)},
        lambda B: np.sum(np.exp(B) * np.exp(-(B**2))),
    ),
    "powers": Case(
        {"A": "(B^2 + 1)^0.5 + 1 + exp(B)", "L": "sum(A^1.5)"},
        {"B": some(2, 2)},
        lambda B: np.sum((np.sqrt(B**2 + 1) + 1 + np.exp(B)) ** 1.5),
    ),
    "activations": Case(
        {"A": "softplus(B)*silu(B) + elu(B, 0.5)*leaky_relu(B)", "L": "mean(A)"},
        {"B": some(2, 2)},
        lambda B: np.mean(
            np.log1p(np.exp(B)) * B * sigmoid(B)
            + np.where(B > 0, B, 0.5 * np.expm1(B)) * np.where(B > 0, B, 0.01 * B)
        ),
    ),
    "normalisation": Case(
        {"c": "a - mean(a)", "v": "mean(c^2)", "u": "c/sqrt(v + 0.1)", "L": "dot(u, g)"},
        {"a": some(4), "g": some(4)},
        lambda a, g: g @ (a - a.mean()) / np.sqrt(np.mean((a - a.mean()) ** 2) + 0.1),
    ),
    "layer of a constant": Case(
        {"L": "trace(A @ eye(2)) + sum(A @ ones(2))"}, {"A": some(2, 2)}, lambda A: np.trace(A) + np.sum(A)
    ),
}
