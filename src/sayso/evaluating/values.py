"""The values that labels may have, checked as they come from a corpus's files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast, get_args

from sayso.evaluating.files import fail
from sayso.records import Hedge, Kind, Stance, Type

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
TYPES: Final[tuple[Type, ...]] = get_args(Type)
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
HEDGES: Final[tuple[Hedge, ...]] = get_args(Hedge)

Value = TypeVar("Value", bound=str)


def choice(record: Mapping[str, Any], name: str, values: tuple[Value, ...], where: str) -> Value:
    """The field's value, if it is one of ``values``."""
    value = record.get(name)
    if value not in values:
        fail(where, f"{name} is {', '.join(values[:-1])} or {values[-1]}, not {value!r:.40}.")
    return cast(Value, value)


def names(record: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """The names in a field: a string, a list of them, or null for none."""
    value = record.get(name)
    listed: list[object] = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) and each.strip() for each in listed):
        fail(where, f"{name} is a name or a list of names, not {value!r:.40}.")
    return tuple(cast("list[str]", listed))
