"""Predictable wrong derivatives: one mistake at one step of the derivation, or everywhere, carried on.

What can go wrong at a step is in `mistakes`; here it is put in place, and what is right by chance dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trainer.calculus.antiderivative import antiderivative
from trainer.calculus.derivative import differentiate
from trainer.calculus.mistakes import mistakes
from trainer.calculus.order import size
from trainer.calculus.rules import Derivation, remade
from trainer.calculus.samples import Sample, sampled
from trainer.calculus.tidy import tidy
from trainer.maths.expr import Expr, Neg, symbols

_FEWEST_STEPS, _MOST_STEPS = 6, 32
_MOST_NODES = 1_600
_MOST_ANSWERS = 48

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A wrong derivative: the mal-rule's id (kebab case, stable), a sentence for the learner, the answer."""

    rule: str
    feedback: str
    expr: Expr


def wrong_derivatives(f: Expr, x: str) -> tuple[WrongAnswer, ...]:
    """The wrong answers that mal-rules give for the derivative of `f` (one number) with respect to `x`.

    The likelier first; no two are equal and none equals the right answer (compared in doubles at fixed
    points of either sign, so equality only on a smaller domain is not noticed). At most 48.
    """
    root = differentiate(f, x)
    names = sorted({*symbols(f), x})
    seen: list[Sample] = [sampled(root.after, names)]
    found: list[WrongAnswer] = []
    for candidate in _candidates(root):
        sample = sampled(candidate.expr, names)
        if not sample.is_defined or any(sample.agrees_with(other) for other in seen):
            continue
        seen.append(sample)
        found.append(candidate)
        if len(found) == _MOST_ANSWERS:
            break
    return tuple(found)


def _candidates(root: Derivation) -> Iterator[WrongAnswer]:
    """Every mistake at every step, then each one at all its places at once, then those of the whole."""
    places: dict[str, int] = {}
    feedback: dict[str, str] = {}
    for path, step, parent in _steps(root):
        rules_here = set()
        for mistake in mistakes(step, parent):
            rules_here.add(mistake.rule)
            feedback.setdefault(mistake.rule, mistake.feedback)
            yield WrongAnswer(mistake.rule, mistake.feedback, _placed(root, path, mistake.after).after)
        for rule in rules_here:
            places[rule] = places.get(rule, 0) + 1
    for rule in feedback:
        if places[rule] > 1:
            yield WrongAnswer(rule, feedback[rule], _everywhere(root, None, rule).after)
    yield WrongAnswer(
        "not-differentiated", "This is the function itself, not its derivative.", tidy(root.before)
    )
    integral = antiderivative(root)
    if integral is not None:
        said = "This is an antiderivative: differentiating goes the other way."
        yield WrongAnswer("antiderivative", said, tidy(integral))
    yield WrongAnswer("sign-flipped", "The right derivative with the wrong sign.", tidy(Neg(root.after)))


def _steps(root: Derivation) -> list[tuple[Path, Derivation, Derivation | None]]:
    """The steps breadth first, each with its path and its parent; fewer where the result is a long one."""
    most = min(max(_MOST_NODES // size(root.after), _FEWEST_STEPS), _MOST_STEPS)
    queue: list[tuple[Path, Derivation, Derivation | None]] = [((), root, None)]
    for path, step, _ in queue:
        room = most - len(queue)
        queue += [((*path, i), part, step) for i, part in enumerate(step.parts[: max(room, 0)])]
    return queue


def _placed(step: Derivation, path: Path, after: Expr) -> Derivation:
    """The derivation with another result at one step, carried on to the root."""
    if not path:
        return replace(step, after=tidy(after))
    i = path[0]
    return remade(step, (*step.parts[:i], _placed(step.parts[i], path[1:], after), *step.parts[i + 1 :]))


def _everywhere(step: Derivation, parent: Derivation | None, rule: str) -> Derivation:
    """The derivation by someone who always makes this mistake."""
    parts: Sequence[Derivation] = [_everywhere(part, step, rule) for part in step.parts]
    node = remade(step, parts) if parts else step
    for mistake in mistakes(node, parent):
        if mistake.rule == rule:
            return replace(node, after=tidy(mistake.after))
    return node
