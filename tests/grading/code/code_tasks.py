"""The code tasks of these tests, written as an author writes them: formulas of the language, no code."""

from trainer.grading.code import CodeTask, FunctionParameter, GradientCheck, Mistake, Parameter, Result
from trainer.maths.domains import read_domain
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse


def task(function, parameters, results, *, hidden=(), loss=None, blocks=None, away=(), mistakes=(), **more):
    """A task from texts; `parameters` maps names to domains, `results` names to formulas."""
    names = Names.read(parameters)

    def formula(text):
        return parse(text, names)

    found = []
    for name, text in results.items():
        found.append(Result(name, formula(text) if text else None))
        if text:
            names = names.extended({name: read_domain("real")}) if _is_number(text, names) else names
    return CodeTask(
        function,
        tuple(Parameter(name, domain, name not in hidden) for name, domain in names_of(parameters).items()),
        tuple(found),
        gradient=GradientCheck(formula(loss), blocks) if loss else None,
        away=tuple(map(formula, away)),
        mistakes=tuple(Mistake(result, formula(text), because) for result, text, because in mistakes),
        cases=tuple({name: formula(text) for name, text in case.items()} for case in more.pop("cases", ())),
        **more,
    )


def names_of(parameters):
    return {name: read_domain(text) for name, text in parameters.items()}


def _is_number(text, names):
    from trainer.maths.reading.dimensions import shape_of

    return shape_of(parse(text, names), names) == ()


SIGMOID = task(
    "sigmoid_and_slope",
    {"z": "real"},
    {"s": "sigmoid(z)", "slope": "s (1 - s)"},
    cases=[{"z": "0"}, {"z": "800"}, {"z": "-800"}],
)
SOFTMAX = task("softmax", {"Z": "4x3"}, {"P": "softmax(Z)"}, cases=[{"Z": "1000 ones(4, 3)"}])
DENSE_BACKWARD = task(
    "dense_backward",
    {"dY": "4x2", "X": "4x3", "W": "3x2", "b": "2"},
    {"dX": "dY @ W.T", "dW": "X.T @ dY", "db": "sum(dY, 0)"},
    hidden=("b",),
    loss="sum(dY * (X @ W + b))",
    blocks={"dX": "X", "dW": "W", "db": "b"},
)
MEAN_SQUARE = task(
    "mean_square_gradient",
    {"w": "3", "X": "5x3", "y": "5"},
    {"dw": ""},
    loss="mean((X @ w - y)^2)",
    blocks={"dw": "w"},
)
ADAM = task(
    "adam_step",
    {
        "w": "3",
        "g": "3",
        "m": "3",
        "v": "[0.1, 2]",
        "t": "natural",
        "lr": "(0.01, 0.5)",
    }
    | {"beta1": "(0.5, 0.95)", "beta2": "(0.8, 0.99)", "eps": "(0.01, 0.1)"},
    {
        "w_new": "w - lr * (beta1 m + (1 - beta1) g) / (1 - beta1^t)"
        " / (sqrt((beta2 v + (1 - beta2) g^2) / (1 - beta2^t)) + eps)",
        "m_new": "beta1 m + (1 - beta1) g",
        "v_new": "beta2 v + (1 - beta2) g^2",
    },
    mistakes=[
        (
            "w_new",
            "w - lr * (beta1 m + (1 - beta1) g) / (sqrt(beta2 v + (1 - beta2) g^2) + eps)",
            "The bias correction is missing.",
        )
    ],
)
BATCH_NORM = task(
    "batch_norm",
    {"X": "4x3", "gamma": "3", "beta": "3", "eps": "(0.001, 0.1)"},
    {"Y": "gamma * (X - mean(X, 0)) / sqrt(mean((X - mean(X, 0))^2, 0) + eps) + beta"},
)
RELU_BACKWARD = task(
    "relu_backward",
    {"dY": "3x2", "Z": "3x2"},
    {"dZ": "dY * step(Z)"},
    loss="sum(dY * relu(Z))",
    blocks={"dZ": "Z"},
    away=["Z"],
)


def _numerical_gradient():
    names = Names.read({"x": "3", "a": "3"})
    body = parse("sum(sin(a x)) + x @ x", names)
    return CodeTask(
        "numerical_gradient",
        (
            FunctionParameter("f", "x", read_domain("3"), body),
            Parameter("x", read_domain("3")),
            Parameter("a", read_domain("3"), passed=False),
        ),
        (Result("slopes"),),
        gradient=GradientCheck(body, {"slopes": "x"}, tolerance=1e-4, floor=1e-3),
    )


NUMERICAL_GRADIENT = _numerical_gradient()
