"""Runs one learner's function on given arguments and reports what it returns; judges nothing.

`harness.py JOB MESSAGES REPLIES`: three descriptors. The job is one JSON object; messages and replies are
lines of JSON. Everything is read and locked before the learner's code starts.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

import numpy as np

FILE = "answer.py"
CUT_OFF = 77
"""The exit code where the learner's code has closed what connects it to the trainer."""

_MAX_ENTRIES = 20_000
_MAX_ITEMS = 16
_MAX_TEXT = 300
_same = np.array_equal
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")


class Stop(BaseException):
    """The run is over; the message about it has been sent."""


class Channel:
    """Lines of JSON to the trainer and back, whatever the learner's code replaces in other modules."""

    def __init__(self, messages: int, replies: int) -> None:
        self._messages, self._replies = messages, replies
        self._dumps, self._loads, self._write, self._read = json.dumps, json.loads, os.write, os.read
        self._flush, self._leave = sys.stdout.flush, os._exit

    def send(self, event: str, **more: Any) -> None:
        """One message, whole."""
        data = (self._dumps({"event": event, **more}) + "\n").encode()
        try:
            self._flush()
            while data:
                data = data[self._write(self._messages, data) :]
        except (OSError, ValueError):
            self._leave(CUT_OFF)

    def receive(self) -> Any:
        """The next reply."""
        line = b""
        while not line.endswith(b"\n"):
            piece = self._read(self._replies, 65_536)
            if not piece:
                raise Stop
            line += piece
        return self._loads(line)

    def fault(self, fault: str, **more: Any) -> Stop:
        """Send a fault; what is returned is to be raised."""
        self.send("fault", fault=fault, **more)
        return Stop()


def main(job_file: int, messages: int, replies: int) -> None:
    """Read the job, lock the process, run the code."""
    with os.fdopen(job_file, encoding="utf-8") as file:
        job = json.load(file)
    channel = Channel(messages, replies)
    folders = (Path(os.__file__).parent, Path(np.__file__).parent.parent, Path.cwd(), *map(Path, _LIBRARIES))
    readable = [str(folder) for folder in folders if folder.is_dir()]
    locks, refusals = _sibling("locks"), _sibling("refusals")
    held = locks.close(readable)
    refusals.install(readable)
    channel.send("ready", locks=held)
    try:
        _run(job, channel, refusals.RefusedError)
        channel.send("done")
    except Stop:
        return


def _sibling(name: str) -> Any:
    """A module beside this file; the folder never becomes importable for the learner."""
    loader = SourceFileLoader(f"_inside_{name}", str(Path(__file__).with_name(f"{name}.py")))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module


def _run(job: dict[str, Any], channel: Channel, refused: type[BaseException]) -> None:
    module = ModuleType("answer")
    code = _compiled(job["source"], channel)
    _guarded(channel, refused, exec, code, module.__dict__)
    function = _function(module, job["function"], channel)
    for index, encoded in enumerate(job["inputs"]):
        args = [_argument(item, channel) for item in encoded]
        if index == 0:
            _check_signature(function, args, job["parameters"], channel)
        before = [item.copy() if isinstance(item, np.ndarray) else None for item in args]
        channel.send("call", index=index)
        value = _guarded(channel, refused, function, *args)
        changed = [
            name
            for name, old, new in zip(job["parameters"], before, args, strict=True)
            if old is not None and not (old.shape == new.shape and _same(old, new, equal_nan=True))
        ]
        channel.send("value", index=index, value=encode(value), changed=changed)


def _compiled(source: str, channel: Channel) -> CodeType:
    try:
        return compile(source, FILE, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise channel.fault("syntax", line=error.lineno, text=str(error.msg)[:_MAX_TEXT]) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise channel.fault("syntax", line=None, text=str(error)[:_MAX_TEXT] or "too deeply nested") from None


def _function(module: ModuleType, name: str, channel: Channel) -> Callable[..., Any]:
    function = module.__dict__.get(name)
    if not callable(function):
        defined = [key for key, value in module.__dict__.items() if inspect.isfunction(value)]
        raise channel.fault("missing", defined=defined[:_MAX_ITEMS])
    return function  # type: ignore[no-any-return]


def _check_signature(
    function: Callable[..., Any], args: list[Any], names: list[str], channel: Channel
) -> None:
    try:
        inspect.signature(function).bind(*args)
    except TypeError:
        raise channel.fault("signature", text=str(inspect.signature(function))[:_MAX_TEXT]) from None
    except ValueError:  # a built-in function that does not tell its parameters
        return


def _guarded(channel: Channel, refused: type[BaseException], run: Callable[..., Any], *args: Any) -> Any:
    """The value of `run(*args)`; whatever it raises is sent as a fault."""
    try:
        return run(*args)
    except Stop:
        raise
    except MemoryError:
        fault = "memory"
    except refused as error:
        raise channel.fault("refused", line=_line(error.__traceback__), text=str(error)) from None
    except SystemExit:
        fault = "exit"
    except BaseException as error:  # noqa: BLE001 - whatever the learner's code raises is the answer's fault
        text = ": ".join(filter(None, (type(error).__name__, _text(error))))[:_MAX_TEXT]
        raise channel.fault("raised", line=_line(error.__traceback__), text=text) from None
    raise channel.fault(fault)


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - an exception of the learner's own may fail to describe itself
        return ""


def _line(trace: TracebackType | None) -> int | None:
    """The last line of the learner's code that was running."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _argument(item: dict[str, Any], channel: Channel) -> Any:
    """The Python value of one encoded argument."""
    if "function" in item:
        return _asking(item["function"], item["shape"], channel)
    if "shape" in item:
        return np.array(item["data"], dtype=np.float64).reshape(item["shape"])
    return item["number"]


def _asking(name: str, shape: list[int], channel: Channel) -> Callable[[Any], Any]:
    """A function of the exercise: its values are computed by the trainer."""
    wanted = tuple(shape)

    def ask(value: Any) -> Any:
        array = np.array(value, dtype=np.float64)
        if array.shape != wanted:
            raise ValueError(f"{name} takes an array of shape {wanted}, not {array.shape}")
        channel.send("ask", name=name, data=array.ravel().tolist())
        return channel.receive()

    ask.__name__ = ask.__qualname__ = name
    return ask


def encode(value: Any, depth: int = 0) -> dict[str, Any]:
    """What JSON can say of a returned value: its type, and shape, kind and entries where it has them."""
    kind = type(value).__name__[:40]
    if isinstance(value, (tuple, list)) and depth < 2:
        items = [encode(item, depth + 1) for item in value[:_MAX_ITEMS]]
        return {"type": kind, "length": len(value), "items": items}
    if isinstance(value, (int, float)) and not isinstance(value, (bool, np.generic)):
        return {"type": kind, "dtype": kind, "shape": [], "data": [_double(value)]}
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        told: dict[str, Any] = {"type": kind, "dtype": str(array.dtype)[:40], "shape": list(array.shape)}
        if array.dtype.kind in "iuf" and array.size <= _MAX_ENTRIES:
            told["data"] = array.astype(np.float64).ravel().tolist()
        return told
    return {"type": kind}


def _double(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
