"""Values of labels in a corpus's files, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

from sayso.evaluating.files import fail

Value = TypeVar("Value", bound=str)


def choice(record: Mapping[str, Any], name: str, values: type[Value], where: str) -> Value:
    """The field's value, if it is among those of the ``Literal`` type."""
    value = record.get(name)
    allowed = get_args(values)
    if value not in allowed:
        fail(where, f"{name} is {', '.join(allowed[:-1])} or {allowed[-1]}, not {value!r:.40}.")
    return cast(Value, value)


def names(value: object, name: str, where: str) -> tuple[str, ...]:
    """One name, a list of them, or none where the value is null."""
    listed: list[object] = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) and each.strip() for each in listed):
        fail(where, f"{name} is a name or a list of names, not {value!r:.40}.")
    return tuple(cast("list[str]", listed))
