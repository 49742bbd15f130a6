"""The two ends of a run in JSON: the job that is sent, the messages that come back, the replies to questions.

A message is never trusted: whatever is malformed ends the run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from trainer.grading.code.inputs import Array, Input, value_of
from trainer.grading.code.received import Stopped, Value, read_stopped, read_value
from trainer.grading.code.task import CodeTask, FunctionParameter

_MAX_QUESTIONS = 100_000


def job(source: str, task: CodeTask, inputs: Sequence[Input]) -> bytes:
    """The job of the harness."""
    return json.dumps(
        {
            "source": source,
            "function": task.function,
            "parameters": [item.name for item in task.passed],
            "inputs": [[_encoded(item, given.values) for item in task.passed] for given in inputs],
        }
    ).encode()


def _encoded(item: Any, values: Mapping[str, Array]) -> dict[str, Any]:
    if isinstance(item, FunctionParameter):
        return {"function": item.name, "shape": list(item.domain.shape)}
    value = values[item.name]
    if value.ndim:
        return {"shape": list(value.shape), "data": value.ravel().tolist()}
    return {"number": int(value) if item.domain.integer else float(value)}


class Conversation:
    """What the harness has said so far.

    `ready`: the learner's code may run from now on. `over`: nothing more is expected. `finished`: every call
    has returned. `locks`: the locks that hold. `call`: the number of the call that was begun last.
    `returned`: the value of each call, in order. `changed`: the names of arguments that each call changed in
    place. `stopped`: what ended the run, if the harness has said it.
    """

    def __init__(self, task: CodeTask, inputs: Sequence[Input]) -> None:
        self._functions = {item.name: item for item in task.parameters if isinstance(item, FunctionParameter)}
        self._inputs = inputs
        self._questions = 0
        self.ready = False
        self.over = False
        self.finished = False
        self.locks: tuple[str, ...] = ()
        self.call = -1
        self.returned: list[Value] = []
        self.changed: list[tuple[str, ...]] = []
        self.stopped: Stopped | None = None

    def hear(self, line: bytes) -> bytes:
        """Take one message; the bytes to reply with, often none."""
        try:
            return self._take(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
            self.over = True
            return b""

    def _take(self, message: Mapping[str, Any]) -> bytes:
        match message["event"]:
            case "ready":
                self.ready, self.locks = True, tuple(str(name) for name in message["locks"])
            case "call":
                self.call = int(message["index"])
            case "value":
                self._keep(read_value(message["value"]), tuple(str(name) for name in message["changed"]))
            case "ask":
                return self._answer(message)
            case "fault":
                self.stopped, self.over = read_stopped(message), True
            case "done":
                self.finished, self.over = len(self.returned) == len(self._inputs), True
            case _:
                raise ValueError("no such event")
        return b""

    def _keep(self, value: Value, changed: tuple[str, ...]) -> None:
        if len(self.returned) == len(self._inputs):
            raise ValueError("more values than calls")
        self.returned.append(value)
        self.changed.append(changed)

    def _answer(self, message: Mapping[str, Any]) -> bytes:
        """The value of a function of the exercise at the learner's argument."""
        self._questions += 1
        if self._questions > _MAX_QUESTIONS:
            raise ValueError("too many questions")
        function = self._functions[message["name"]]
        shape = function.domain.shape
        argument = np.array(message["data"], dtype=np.float64).reshape(shape)
        values = {**self._inputs[self.call].values, function.variable: argument}
        return f"{json.dumps(float(value_of(function.body, values)))}\n".encode()
