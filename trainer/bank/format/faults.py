"""Turns what Pydantic found into sentences with file, line, column and field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from trainer.bank.positions import Mapping, Sequence, Text
from trainer.bank.spelling import did_you_mean, nearest
from trainer.errors import AuthorError

Location = tuple[str | int, ...]

_QUOTED = re.compile(r"'([^']*)'")
_LISTS = frozenset({"list_type", "tuple_type"})
_SENTENCES = {
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number such as 1e-3",
    "float_type": "must be a number such as 1e-3",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be greater than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "too_short": "needs at least {min_length}, not {actual_length}",
    "too_long": "takes at most {max_length}, not {actual_length}",
}


def author_errors(error: ValidationError, document: Any, file: Path) -> list[tuple[Location, AuthorError]]:
    """Every fault of `error` with its path in `document`, in the order of the file."""
    found = [_author_error(detail, document, file) for detail in error.errors(include_url=False)]
    return sorted(found, key=lambda item: (item[1].line, item[1].column))


def _author_error(detail: Any, document: Any, file: Path) -> tuple[Location, AuthorError]:
    path, key, node = _find(document, detail["loc"])
    kind, context = detail["type"], detail.get("ctx") or {}
    near = str(context.get("nearest", ""))
    if kind == "unknown_key":
        key = next(known for known in node if known == context["key"])
        path, node = (*path, str(key)), key
        kinds = _kinds_with(str(key)) if path[:1] == ("exercises",) and len(path) == 3 else []
        other = f"; it belongs to exercises of the kind {' or '.join(kinds)}" if kinds else ""
        message = f"unknown key {str(key)!r}{other or did_you_mean(near)}"
    elif kind == "missing":
        message, near = f"key {detail['loc'][-1]!r} is missing", str(detail["loc"][-1])
    elif kind.startswith("union_tag"):
        message, near, node = _unknown_kind(context, node)
    elif kind == "literal_error":
        message, near = _unknown_word(str(key), node, _QUOTED.findall(context["expected"]))
    elif kind in _SENTENCES:
        message = f"{str(key)!r} {_SENTENCES[kind].format(**context)}{_shown(node)}"
        if kind in _LISTS and isinstance(node, Text):
            message += "; write it after “- ” in the line below"
    else:
        message, node = detail["msg"], context.get("at", node)
    place = AuthorError(
        message, file=file, line=node.line, column=node.column, field=_dotted(path), nearest=near
    )
    return path, place


def _kinds_with(key: str) -> list[str]:
    """The kinds of exercise that have a key."""
    from trainer.bank.format.kinds import AnyExercise

    fields = [model.model_fields for model in get_args(get_args(AnyExercise)[0])]
    return [get_args(known["kind"].annotation)[0] for known in fields if key in known]


def _find(document: Any, location: Iterable[str | int]) -> tuple[Location, Text | str, Any]:
    """The path that exists in the document (Pydantic's names of variants left out), its key and its value."""
    node, key, path = document, Text(""), list[str | int]()
    for segment in location:
        if isinstance(node, Mapping) and segment in node:
            key = next(known for known in node if known == segment)
            node = node[key]
        elif isinstance(node, Sequence) and isinstance(segment, int):
            node = node[segment]
        elif segment == "[key]":
            return tuple(path), key, key
        else:
            continue
        path.append(str(segment) if isinstance(segment, str) else segment)
    return tuple(path), key, node


def _unknown_kind(context: Any, node: Any) -> tuple[str, str, Any]:
    kinds = _QUOTED.findall(context.get("expected_tags", ""))
    if not isinstance(node, Mapping):
        return "an exercise must be a mapping with id, kind, ask, …", "", node
    if "kind" not in node:
        return "key 'kind' is missing", "kind", node
    written = node[next(key for key in node if key == "kind")]
    message, near = _unknown_word("kind", written, kinds)
    return message, near, written


def _unknown_word(key: str, node: Any, words: list[str]) -> tuple[str, str]:
    near = nearest(str(node), words)
    message = f"{key!r} is one of {', '.join(words)}, not {str(node)[:40]!r}{did_you_mean(near)}"
    return message, near


def _shown(node: Any) -> str:
    return f", not {str(node)[:40]!r}" if isinstance(node, Text) else ""


def _dotted(path: Location) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
