"""The way back: from the JSON contract to the records that ``to_dict`` made it of."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


class ContractError(ValueError):
    """JSON that is not what ``to_dict`` makes. The message names the field."""


def from_dict(kind: type[_T], value: object) -> _T:
    """The record of class ``kind`` whose ``to_dict`` is ``value``.

    Fields that have a default may be missing; those that the class does not
    have are ignored, so that a newer Sayso's JSON can be read.

    Raises:
        ContractError: a field is missing or not of its type.
    """
    built = _built(kind, value, kind.__name__.lower())
    assert isinstance(built, kind)
    return built


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (each.name, hints[each.name], each.default is dataclasses.MISSING)
        for each in dataclasses.fields(kind)
    )


def _built(kind: Any, value: object, where: str) -> object:  # noqa: ANN401  # a type or a hint
    if dataclasses.is_dataclass(kind):
        return _record(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(inner, value, where)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in inner:
            return None
        (kind,) = (each for each in inner if each is not type(None))
        return _built(kind, value, where)
    if origin is Literal:
        if value not in inner:
            raise ContractError(f"{where} is {value!r}, not one of {', '.join(map(str, inner))}")
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ContractError(f"{where} is {value!r:.60}, not {kind.__name__}")
    return value


def _record(kind: Any, value: object, where: str) -> object:  # noqa: ANN401
    if not isinstance(value, Mapping):
        raise ContractError(f"{where} is {value!r:.60}, not an object")
    given = {}
    for name, hint, needed in _fields(kind):
        if name in value:
            given[name] = _built(hint, value[name], f"{where}.{name}")
        elif needed:
            raise ContractError(f"{where}.{name} is missing")
    return kind(**given)


def _tuple(inner: tuple[Any, ...], value: object, where: str) -> object:
    if not isinstance(value, list | tuple):
        raise ContractError(f"{where} is {value!r:.60}, not a list")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_built(inner[0], each, f"{where}[{at}]") for at, each in enumerate(value))
    if len(inner) != len(value):
        raise ContractError(f"{where} has {len(value)} values, not {len(inner)}")
    return tuple(
        _built(kind, each, f"{where}[{at}]")
        for at, (kind, each) in enumerate(zip(inner, value, strict=True))
    )
