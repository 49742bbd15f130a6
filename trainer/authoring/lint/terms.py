"""The words of the field as the bank spells them, and the spellings that are often met instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TERMS = {
    # one word, two words, or a hyphen
    r"soft[- ]max": "softmax",
    r"soft[- ]plus": "softplus",
    r"back[- ]propagat(ion|es|ed|e|ing)": r"backpropagat\1",
    r"back[- ]prop": "backprop",
    r"over[- ]fit(s|ting|ted|)": r"overfit\1",
    r"hyper[- ]parameter(s|)": r"hyperparameter\1",
    r"feed[- ]forward": "feedforward",
    r"mini ?batch(es|)": r"mini-batch\1",
    r"cross ?entropy": "cross-entropy",
    r"pre ?activation(s|)": r"pre-activation\1",
    r"chain-?rule": "chain rule",
    # names of the field
    r"jacobi matrix": "Jacobian",
    r"hesse matrix": "Hessian",
    r"functional matrix": "Jacobian",
    r"neuronal net(?:work)?(s|)": r"neural network\1",
    r"gradient descend": "gradient descent",
    r"steepest descend": "steepest descent",
    r"learn(?:ing)? speed": "learning rate",
    r"lagrangian multiplier(s|)": r"Lagrange multiplier\1",
    r"partial derivation(s|)": r"partial derivative\1",
    r"matrixes": "matrices",
    # slips of the pen
    r"learnig|lerning|leraning": "learning",
    r"gradiant(s|)|gradeint(s|)|graident(s|)": "gradient",
    r"derivate|derivitive|derivativ|deriviative|derivtive": "derivative",
    r"diferentiate|differenciate|diffrentiate": "differentiate",
    r"paramter(s|)|paramater(s|)|parmeter(s|)": "parameter",
    r"funtion(s|)|fucntion(s|)|funciton(s|)": "function",
    r"activaton|actvation": "activation",
    r"sigmiod|sigmod|simgoid": "sigmoid",
    r"quotent|quotiont": "quotient",
    r"exponet|expontent": "exponent",
    r"logarithim|logarythm": "logarithm",
    r"regresion": "regression",
    r"momentun|momemtum": "momentum",
    r"wieght(s|)|weigth(s|)": "weight",
    r"baises": "biases",
    r"eigen ?valeu(s|)": "eigenvalue",
    r"seperate(ly|)": r"separate\1",
    r"recieve(s|d|)": r"receive\1",
    r"occured": "occurred",
    # British, as everywhere in the bank
    r"(optim|minim|maxim|normal|regular|initial|general|linear|vector|summar|util)iz(ers|er|es|ed|e|ing|ation)":
        r"\1is\2",
    r"recogniz(es|ed|e|ing)": r"recognis\1",
    r"analyz(es|ed|e|ing)": r"analys\1",
    r"behavior(s|al|)": r"behaviour\1",
    r"neighbor(s|ing|hood|)": r"neighbour\1",
    r"color(s|ed|)": r"colour\1",
    r"center(s|ed|)": "centre",
    r"label(ed|ing)": r"labell\1",
    r"model(ed|ing)": r"modell\1",
}  # fmt: skip
_PATTERNS = [(re.compile(rf"\b(?:{wrong})\b", re.IGNORECASE), right) for wrong, right in _TERMS.items()]
_NO_PROSE = re.compile(r"\$\$.+?\$\$|\$[^$]+\$|`[^`]*`|\{\w+\}|\w+(?:\.\w+)+|\w+\(|\w*_\w*", re.DOTALL)


class Misspelt(NamedTuple):
    """A word at an offset of a text, and how the bank spells it."""

    offset: int
    word: str
    right: str


def misspelt(text: str) -> Iterator[Misspelt]:
    """Every word outside of maths and code that is spelt otherwise, in the order of the text."""
    prose = _NO_PROSE.sub(lambda span: " " * len(span[0]), text)
    found = [
        Misspelt(match.start(), match[0], match.expand(right) if "\\" in right else right)
        for pattern, right in _PATTERNS
        for match in pattern.finditer(prose)
    ]
    yield from sorted(found)
