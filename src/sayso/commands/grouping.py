"""Options that several commands take, declared once, as the fields of a class.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Period:
        since: Since = None
        until: Until = None

    @grouped
    def search(ledger: LedgerPath, period: Period) -> None: ...

has the options ``--since`` and ``--until``, and is called with a ``Period`` of them. Typer
knows no such thing, so it is shown a command with the fields in the place of the group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TypeVar

_R = TypeVar("_R")


def grouped(command: Callable[..., _R]) -> Callable[..., _R]:
    """The command with an option for each field of those parameters that are dataclasses."""
    groups: dict[str, tuple[Callable[..., object], list[str]]] = {}
    options: list[Parameter] = []
    for each in _parameters(command):
        kind: type = each.annotation
        if is_dataclass(kind):
            fields = _parameters(kind)
            groups[each.name] = kind, [field.name for field in fields]
            options += fields
        else:
            options.append(each)

    @wraps(command)
    def called(**given: object) -> _R:
        for name, (group, fields) in groups.items():
            given[name] = group(**{field: given.pop(field) for field in fields})
        return command(**given)

    called.__signature__ = Signature(options)  # type: ignore[attr-defined]  # inspect looks there
    return called


def _parameters(called: Callable[..., object]) -> list[Parameter]:
    """As keywords, which may stand in any order, whether they have a default or not."""
    given = signature(called, eval_str=True).parameters.values()
    return [each.replace(kind=Parameter.KEYWORD_ONLY) for each in given]
