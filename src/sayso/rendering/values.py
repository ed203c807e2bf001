"""The value of a record's field, in plain JSON types, as a few words for a person."""

from __future__ import annotations

from typing import Any, Final

from sayso.rendering.outline import one_line

_SHORT: Final = 110
"""Characters that stand for a longer text."""


def short(text: str) -> str:
    """The text on one line, its end left out if it is long."""
    line = one_line(text)
    return line if len(line) <= _SHORT else line[:_SHORT].rpartition(" ")[0] + " …"


def told(value: Any) -> str:  # noqa: ANN401  # whatever JSON has
    """A name with kind and role, words in quotation marks, or the value as it is."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return " and ".join(told(each) for each in value)
    if isinstance(value, dict) and "name" in value:
        more = ", ".join(one_line(value[key]) for key in ("kind", "role") if value.get(key))
        return f"{short(value['name'])} ({more})"
    if isinstance(value, dict):
        return f"“{short(str(value.get('text', '')))}”"
    return short(str(value))
