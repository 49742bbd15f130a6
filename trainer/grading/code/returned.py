"""Reads what a function returned against what it should return: count, type and shape before any value."""

from __future__ import annotations

from trainer.grading.code.inputs import Array, Input
from trainer.grading.code.received import Value
from trainer.grading.code.report import Fault
from trainer.grading.code.task import CodeTask


class UnfitError(Exception):
    """A returned value that cannot be compared, with the sentence about it."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault
        self.message = message


def read_returned(value: Value, task: CodeTask, given: Input) -> dict[str, Array]:
    """The arrays of every result by name, of the shapes that are expected; UnfitError in words otherwise."""
    items = zip(task.results, _items(value, task), strict=True)
    return {result.name: _array(item, result.name, given) for result, item in items}


def _items(value: Value, task: CodeTask) -> tuple[Value, ...]:
    if value.kind == "NoneType":
        raise UnfitError(Fault.TYPE, f"Your {task.function} returns None: is a return missing?")
    if len(task.results) == 1:
        return (value,)
    names = ", ".join(result.name for result in task.results)
    wanted = f"The function {task.function} returns {len(task.results)} values ({names})"
    if not value.is_sequence:
        raise UnfitError(Fault.TYPE, f"{wanted}; yours returns one {_kind(value)}.")
    if not value.length == len(value.items) == len(task.results):
        raise UnfitError(Fault.TYPE, f"{wanted}; yours returns {value.length}.")
    return value.items


def _array(item: Value, name: str, given: Input) -> Array:
    shape = given.shapes[name]
    wanted = f"an array of shape {shape}" if shape else "a number"
    if item.is_sequence:
        advice = "; np.array(…) makes one of it" if shape else ""
        raise UnfitError(Fault.TYPE, f"{name} must be {wanted}, not a {item.kind}{advice}.")
    if item.shape is None:
        raise UnfitError(Fault.TYPE, f"{name} must be {wanted}, not {_kind(item)}.")
    if item.shape != shape:
        raise UnfitError(Fault.SHAPE, _wrong_shape(name, item.shape, shape, given))
    if item.data is None:
        raise UnfitError(Fault.TYPE, f"the entries of {name} must be real numbers, not {item.entries}.")
    return item.data


def _kind(item: Value) -> str:
    return {"NoneType": "None", "ndarray": "array"}.get(item.kind, item.kind)


def _wrong_shape(name: str, found: tuple[int, ...], shape: tuple[int, ...], given: Input) -> str:
    said = f"{name} must have the shape {shape}, yours has {found}"
    sizes = {value.shape for value in given.values.values() if value.ndim == 2}
    if len(shape) == 2 and found == shape[::-1]:
        return f"{said}: it is transposed."
    if len(shape) == 1 and found in ((shape[0], 1), (1, shape[0])):
        return f"{said}: drop the axis of length 1, for example by keepdims=False."
    if len(shape) == 1 and len(found) == 1 and {(found[0], shape[0]), (shape[0], found[0])} & sizes:
        return f"{said}: it was reduced over the wrong axis."
    if shape and not found:
        return f"{said}: everything was reduced to one number."
    if len(found) == 2 and shape and set(found) == {shape[0]}:
        return f"{said}: a column and a row were broadcast against each other."
    return f"{said}."
